"""Words written with a capital, as names are, that name no child: offices, days and months, kin, kinds of papers."""

NOBODY = frozenset(
    ["mum", "mummy", "dad", "daddy", "nan", "nanny", "nana", "gran", "grandad", "grandma", "children", "people",
     "women", "men", "families", "council", "panel", "court", "service", "team", "monday", "tuesday", "wednesday",
     "trust", "hut", "centre", "hospital", "clinic", "academy", "college", "foundation", "association", "library",
     "nursery", "surgery", "university", "charity", "club", "office", "unit", "scheme", "project", "programme",
     "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august",
     "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
     "september", "october", "november", "december", "christmas", "easter"]
)  # fmt: skip
NOT_A_CHILD = frozenset(
    ["unborn", "baby", "draft", "final", "interim", "council", "court", "panel", "team", "the", "mother", "father",
     "mr", "mrs", "ms", "miss", "dr", "confidential", "england", "review", "plan", "minutes", "report", "family",
     "meeting"]
)  # fmt: skip
