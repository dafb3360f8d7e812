"""The shorthand social workers write in, and the words that tell what is asked for from what is only spoken of."""

CAPITALS = {
    "SO": "supervision order",
    "SOs": "supervision orders",
    "S/O": "supervision order",
    "CO": "care order",
    "COs": "care orders",
    "ICO": "interim care order",
    "ICOs": "interim care orders",
    "EPO": "emergency protection order",
    "EPOs": "emergency protection orders",
    "PPO": "police protection",
    "HoS": "head of service",
    "HOS": "head of service",
    "ISW": "independent social work",
    "LTF": "long term fostering",
    "DoL": "deprivation of liberty",
    "DOL": "deprivation of liberty",
    "DoLs": "deprivation of liberty",
    "DoLS": "deprivation of liberty",
    "DOLS": "deprivation of liberty",
    "PWP": "placement with parents",
    "CMH": "case management hearing",
    "RCH": "residential children's home",
}
"""Short forms that mean this only in these letters: "so" is a word, "SO" a supervision order."""

SAME = (
    ("lbp", "letter before proceedings", "pre proceedings letter", "preproceedings letter", "plo letter"),
    ("plo", "public law outline", "pre proceedings", "preproceedings", "pre proceeding", "preproceeding"),
    ("lpm", "legal planning meeting"),
    ("sgo", "special guardianship order", "special guardianship", "special guardianships"),
    ("cao", "child arrangements order", "child arrangement order"),
    ("uasc", "unaccompanied", "unaccompanied asylum seeking child", "unaccompanied asylum seeking children",
     "unaccompanied asylum seeking young person", "unaccompanied asylum seeker", "unaccompanied minor",
     "unaccompanied child", "unaccompanied young person", "asylum seeking child", "asylum seeking young person"),
    ("nrpf", "no recourse to public funds", "no recourse", "no access to public funds"),
    ("pams", "parent assessment manual", "parenting assessment manual"),
    ("cpat", "child and parent assessment team"),
    ("ifa", "independent fostering agency"),
    ("mother", "mum", "mom", "mam", "mummy", "mums"),
    ("father", "dad", "daddy", "dads"),
    ("grandparent", "nan", "nana", "gran", "granny", "grandma", "grandmother", "grandad", "granddad", "grandfather",
     "grandparents", "nanny"),
    ("week", "wk", "wks", "pw", "fortnight"),
    ("hour", "hr", "hrs"),
    ("month", "mth", "mths"),
    ("coming", "come", "came", "comes"),
    ("going", "go", "goes", "went", "gone"),
    ("take", "taken", "took"),
    ("find", "found"),
    ("carer", "carers"),
    ("therapy", "therapeutic", "therapist", "psychotherapy"),
    ("psychology", "psychological", "psychologist"),
    ("psychiatry", "psychiatric", "psychiatrist"),
    ("revoke", "revocation", "revoking"),
    ("extend", "extension", "extensions"),
    ("expire", "expiry"),
    ("agree", "agreement"),
    ("ratify", "ratification"),
    ("permanence", "permanency"),
    ("disability", "disabilities"),
    ("1", "one", "first", "1st"), ("2", "two", "second", "2nd"), ("3", "three", "third", "3rd"),
    ("4", "four", "fourth", "4th"), ("5", "five", "fifth", "5th"), ("6", "six", "sixth", "6th"),
    ("7", "seven"), ("8", "eight"), ("9", "nine"), ("10", "ten"), ("11", "eleven"), ("12", "twelve"),
    ("14", "fourteen"), ("16", "sixteen"), ("17", "seventeen"), ("18", "eighteen", "eighteenth", "18th"),
)  # fmt: skip
"""Each line is one thing under the names it goes by; the first stands for all."""

ASKS = (
    "ask/request/seek/propose/recommend/need/require/wish/apply", "would/d like", "can/could/may panel", "we/I want",
    "want to/panel", "agree to/for/that", "permission/approval/authority/authorisation to/for", "for decision",
    "panel to agree/approve/consider/endorse/ratify/review/note/support/decide", "look for", "funding for",
    "application for", "booking for", "hope/hoping", "for consideration", "purpose", "to agree", "this is for",
)  # fmt: skip
"""What stands before that which is asked for."""

NOT = (
    "not", "t", "never", "nor", "no", "nothing", "none", "without", "rather than", "instead of", "avoid", "prevent",
    "stop", "neither", "cannot", "in place of", "averts", "avert", "divert .. from",
)  # fmt: skip
"""What denies the rest of its clause; the "t" is that of "don't"."""

NOT_BEFORE = (
    "is/are/was/were not asked/requested/sought/proposed/needed/required", "not asked/requested/sought/proposed",
    "not being asked/requested/sought/proposed", "is/are not what/why", "is/are not our plan",
)  # fmt: skip
"""What denies the whole of its clause, also what stands before it."""

IF = (
    "if", "should this", "should the", "should it", "should he", "should she", "should they", "should things",
    "in the event", "contingency", "fallback", "fall back", "plan b", "otherwise", "or else", "may have to",
    "might", "may need to", "could end up", "unless", "twin track", "parallel plan", "failing that",
    "risk/danger of", "worst case", "would have to", "will otherwise",
)  # fmt: skip
"""What only supposes the rest of its sentence."""

NOT_IF = ("if panel agree", "if agree", "if approve", "if possible", "if you", "if panel approve", "if that is")
"""An "if" that only waits for the panel's word."""

_YEARS = "/".join(str(year) for year in range(2005, 2061))
"""A request is for a day; whoever names a whole year tells a story."""

PAST = (
    "was/were/been agreed=/approved=/heard=/granted=/made=/issued=/given=/held=/removed=/placed=/changed=",
    "agreed=/approved= at/by/in/on", "panel agreed=/approved=/heard=/endorsed=/decided=/gave=",
    "which/who/service agreed=/heard=", "has/have agreed=", "previous", "last panel", "last time", "last year",
    "last came=", "came= in", f"in {_YEARS}", "since", "began=", "ended=", "closed=", "had", "used= to", "history",
    "originally", "at the time", "ago", "have/has been in", "did not", "has not worked", "following",
    "fixed=/set=/listed=/booked= at",
    "after 1/2/3/4/5/6/7/8/9/10/11/12/14/18",
)  # fmt: skip
"""What tells of another time in its clause."""

BEEN = (
    "been to/at/before panel", "came= to panel", "went= to panel", "panel heard=", "seen= by panel", "panel saw=",
    "at panel once/twice", "to panel once/twice/before", "last panel", "previous panel", "earlier panel",
)  # fmt: skip
"""What tells of an earlier visit to a panel in the whole of its sentence."""

LATER = (
    "will follow", "to follow", "later", "in due course", "be back to ask", "be back for", "eventually", "next step",
    "will come back", "will return to panel", "will be ask/request", "long term plan", "in future", "at a future",
    "will then", "and then",
)  # fmt: skip
"""What puts off to another day what its clause speaks of."""
