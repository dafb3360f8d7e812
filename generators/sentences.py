"""The sentences themselves: one for each reason, in each voice.

Slots in braces are filled by `wording`. The social worker's sentences may use only what `wording` gives both voices.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.finding import Reason


@dataclass(frozen=True, slots=True)
class Said:
    """One finding said twice: to the administrator, and to the social worker."""

    administrator: str
    social_worker: str


PERSON_LOOKS = "A person at the panel is looking at this."

SENTENCES: Mapping[Reason, Said] = {
    # about a requirement
    Reason.FOUND: Said(
        "We found {type}{dated_clause}{in_file}. {which_note}",
        "We have {type}{dated_clause}. {which_note}",
    ),
    Reason.FOUND_AS_PART: Said(
        "We found {type} as part of {holder}{in_file}.",
        "We have {type}, as part of {holder}.",
    ),
    Reason.FOUND_FIELD: Said("“{label}” is filled in.", "This is filled in on the form."),
    Reason.CONDITION_NO: Said("Not needed. {question} {no_because}", "Not needed. {question} {no_because}"),
    Reason.CONDITION_UNKNOWN: Said("The papers do not say whether this is needed. {question}", "{question}"),
    Reason.NOT_THERE: Said(
        "We did not find {types} among the papers. {was_due_clause}",
        "We did not find {types} among the papers. {was_due_clause}",
    ),
    Reason.NOT_THERE_MAY_NOT_EXIST: Said(
        "We did not find {types} among the papers. It may be that there is none.",
        "We did not find {types} among the papers. Is there one? If so, please send it. If not, please tell us.",
    ),
    Reason.MAYBE_UNREADABLE: Said(
        "We did not find {types}, but {file} could not be read, and that may be the one. Please look.",
        f"We have not found {{types}} so far, but one of the files could not be read. {PERSON_LOOKS}",
    ),
    Reason.NOT_READ_WHOLE: Said(
        "We cannot tell about {types}, for not all of {file} was read. What we miss may be there. Please look.",
        f"We cannot yet tell about {{types}}, because not all of one file could be read. {PERSON_LOOKS}",
    ),
    Reason.MAYBE_UNRECOGNISED: Said(
        "We did not find {types}, but we do not recognise {file}, and that may be the one. Please look.",
        f"We have not found {{types}} so far, but one of the papers was not recognised. {PERSON_LOOKS}",
    ),
    Reason.MAYBE_INSIDE: Said(
        "We did not find {types} as a file, but {file} seems to hold several papers, and it may be one. Please look.",
        f"We have not found {{types}} so far, but one of the files seems to hold several papers. {PERSON_LOOKS}",
    ),
    Reason.NEARLY: Said(
        "We did not find {types}. The nearest is {file}, which we took for {found_type}. Please check if it will do.",
        "We did not find {types} among the papers. We did find {found_type}, which is not the same.",
    ),
    Reason.TOO_OLD: Said(
        "{type}{in_file} is dated {dated}. {must_be}",
        "{type} is dated {dated}. {must_be}",
    ),
    Reason.TOO_OLD_ASSUMED: Said(
        "{type}{in_file} is dated {dated}. The council asks for a recent one but does not say how recent. "
        "{figure_clause} Please decide if this one will do.",
        f"{{type}} is dated {{dated}}. It may be too old. {PERSON_LOOKS}",
    ),
    Reason.NO_DATE: Said(
        "We found no date in {type}{in_file}. Please check if it is recent enough.",
        f"We found no date in {{type}}. {PERSON_LOOKS}",
    ),
    Reason.DATED_LATER: Said(
        "{type}{in_file} is dated {dated}, a day still to come. Please check the date.",
        "{type} is dated {dated}, a day still to come. Please check the date.",
    ),
    Reason.DATES_DIFFER: Said(
        "{type}{in_file} gives two days, and only one is {oldest} or later, as is needed. Please check which counts.",
        f"{{type}} gives two different days. {PERSON_LOOKS}",
    ),
    Reason.FIELDS_BLANK: Said(
        "{type}{in_file} is not filled in everywhere. Still blank: {blank}.",
        "{type} is not filled in everywhere. Still blank: {blank}.",
    ),
    Reason.FIELDS_BLANK_ASSUMED: Said(
        "{type}{in_file} is not filled in everywhere. Still blank: {blank}. "
        "That these are needed is our reading of the policy. Please decide if it can go as it is.",
        f"{{type}} is not filled in everywhere. Still blank: {{blank}}. {PERSON_LOOKS}",
    ),
    Reason.FIELDS_NOT_FOUND: Said(
        "We could not find these on {type}{in_file}: {blank}. Please open it and look.",
        f"We could not find these on {{type}}: {{blank}}. {PERSON_LOOKS}",
    ),
    Reason.SECTIONS_EMPTY: Said(
        "{type}{in_file} has nothing written under: {blank}.",
        "{type} has nothing written under: {blank}.",
    ),
    Reason.SECTIONS_NOT_FOUND: Said(
        "We could not find these headings in {type}{in_file}: {blank}. Please open it and look.",
        f"We could not find these headings in {{type}}: {{blank}}. {PERSON_LOOKS}",
    ),
    Reason.NONE_OR_WHY: Said(
        "We did not find {types} among the papers. There may be none; {reason_to} is told why.",
        "We did not find {types} among the papers. If there is none, please tell us why; {reason_to} is told.",
    ),
    Reason.TOPICS_NOT_FOUND: Said(
        "The council asks that {type} includes {topics}. We could not find this{in_file}. Please open it and look.",
        f"We could not find {{topics}} in {{type}}. {PERSON_LOOKS}",
    ),
    Reason.SAME_PAPER: Said(
        "The council asks for two papers here, and one of them{in_file} seems to be all there is. Please look.",
        f"The council asks for two papers here, and we found one. {PERSON_LOOKS}",
    ),
    Reason.CHILDREN_UNKNOWN: Said(
        "The council asks for {types} for each child, and we could not tell how many children there are. Please look.",
        f"The council asks for {{types}} for each child. {PERSON_LOOKS}",
    ),
    Reason.NOT_EVERY_CHILD: Said(
        "{type}{in_file} names one child of this request and tells of another nowhere. Please look if it will do.",
        f"{{type}} does not name every child of this request. {PERSON_LOOKS}",
    ),
    Reason.WHOSE_IS_IT: Said(
        "{file} seems to be {types}, but it does not say whose it is. Please see if it is about this child.",
        f"We have {{types}}, but could not tell which child it is about. {PERSON_LOOKS}",
    ),
    Reason.STILL_DRAFT: Said(
        "{type}{in_file} is still a draft. The council asks for {needed}.",
        "{type} is still a draft. The council asks for {needed}.",
    ),
    Reason.BLANK_TEMPLATE: Said(
        "{type}{in_file} is the empty form. Nothing is filled in yet.",
        "{type} is the empty form. Nothing is filled in yet.",
    ),
    Reason.STATE_UNKNOWN: Said(
        "The council asks for {needed}. We could not tell if {type}{in_file} is one. Please open it and look.",
        f"We could not tell if {{type}} is {{needed}}. {PERSON_LOOKS}",
    ),
    Reason.ON_CASE_SYSTEM: Said(
        "The panel reads this on the case system{what_clause}. It does not need to be sent.",
        "The panel reads this on the case system{what_clause}. You do not need to send it.",
    ),
    Reason.WAIVED: Said(
        "An administrator accepted the request without this, this time. Reason given: {why}.",
        "The panel has agreed to go without this, this time.",
    ),
    Reason.PROMISED: Said(
        "The sender says that {types} will follow{by_clause}.",
        "You told us that {types} will follow{by_clause}. {ask_when}",
    ),
    Reason.SAID_NONE: Said(
        "We did not find {types}. The answer to our question was that there is none.",
        "You told us that there is none: {types}.",
    ),
    # about a requirement or a rule
    Reason.ANSWER_UNCLEAR: Said(
        "We asked: “{question}” What was answered is not plain enough for us to go by. Please read it.",
        f"Thank you for answering our question. {PERSON_LOOKS}",
    ),
    Reason.ANSWERS_DIFFER: Said(
        "We asked: “{question}” Two answers, or an answer and the papers, say different things. Please find out.",
        f"We have been told different things about one of our questions. {PERSON_LOOKS}",
    ),
    # about a rule
    Reason.RULE_HOLDS: Said("In order. {says} {review_clause}", "In order. {says} {review_clause}"),
    Reason.RULE_NOT_NEEDED: Said("Does not apply here. {says}", "Does not apply here. {says}"),
    Reason.RULE_FAILS: Said(
        "Not as the council asks. {says} {review_clause}", "Not as the council asks. {says} {review_clause}"
    ),
    Reason.RULE_NOTED: Said("Worth knowing. {says} {review_clause}", "Worth knowing. {says} {review_clause}"),
    Reason.RULE_UNKNOWN: Said("The papers do not say. {question} {says} {review_clause}", "{question}"),
    Reason.DELEGATED: Said(
        "This does not need the panel: the council's list leaves it to {decided_by}. Please pass it on.",
        f"This may not need the panel. {PERSON_LOOKS}",
    ),
    # about the submission
    Reason.UNREADABLE: Said(
        "{file} {unread}. What to ask the sender for: “{send}”", "A {kind} among your papers {unread}. {send}"
    ),
    Reason.UNKNOWN_DOCUMENT: Said(
        "We do not recognise {file}. {maybe_clause} {look}",
        f"We did not recognise one of the papers. {{maybe_clause}} {PERSON_LOOKS}",
    ),
    Reason.REQUEST_UNCLEAR: Said(
        "The papers do not say clearly which panel they are for, or what it is asked to decide.",
        "Please tell us which panel this is for, and what you are asking it to decide.",
    ),
    Reason.FITS_ANOTHER: Said(
        "Papers are missing for this kind of request, but these are all that is asked for with {others}. "
        "Please see which of them it is.",
        "Please tell us what you are asking the panel to decide. Your papers fit {others}.",
    ),
    Reason.MAY_BE_ANOTHER: Said(
        "This may also be a request for {others}. The answer is the same, so nobody needs to choose.",
        "We took this for the likeliest request; what is needed is the same for {others}.",
    ),
    Reason.TWO_REQUESTS: Said(
        "The papers seem to hold more than one request. Please decide how to take them.",
        f"Your papers seem to hold more than one request. {PERSON_LOOKS}",
    ),
    Reason.NO_PAPERS: Said("No papers came with this.", "Your message came without papers. Please send them."),
    Reason.NO_FORM: Said(
        "No panel form came, and the checklist asks for nothing else. Please look at what was sent.",
        "We did not find a panel form among the papers. Please send it.",
    ),
    Reason.NO_CHILD: Said(
        "The place for the child's name in {file} is blank, and no paper names a child. Please find out whose it is.",
        "We could not see which child this is for. Please put the child's name on the form.",
    ),
    Reason.NO_CHECKLIST: Said(
        "We have no checklist for this kind of request, so nothing was checked. Please check the papers by hand.",
        PERSON_LOOKS,
    ),
    Reason.WRONG_CHILD: Said(
        "{file} names a child who is not named in the request. Please open it before anything is sent on.",
        f"One of the papers may be about another child. {PERSON_LOOKS}",
    ),
    Reason.ABOUT_SIBLING: Said(
        "{file} is about a brother or sister of the child, and is not on the checklist. "
        "Please see if it should go to the panel.",
        "One of the papers is about a brother or sister of the child. The panel does not ask for it.",
    ),
    Reason.CONFLICTING: Said(
        "The papers disagree about {about}. Please compare {file} with the others.",
        f"The papers disagree with each other on one point. {PERSON_LOOKS}",
    ),
    Reason.COPY: Said(
        "{file} is a copy of “{other}”. We used that one.",
        "One paper came twice. We used one copy.",
    ),
    Reason.OLDER_VERSION: Said(
        "{file} is another version of “{other}”. We used that one, because it is {how}.",
        "One paper came in two versions. We used the one that is {how}.",
    ),
    Reason.NOT_AMONG_ATTACHED: Said(
        "The message says that {types} is attached. We did not find it among the papers.",
        "The message says that {types} is attached. We did not find it among the papers.",
    ),
    Reason.HELD_NO_RECORD: Said(
        "The papers say that a meeting was held on {dated}. {type} of that day is not among them.",
        "The papers speak of a meeting held on {dated}. Its record is not among them.",
    ),
    Reason.OLDER_THAN_SAID: Said(
        "{file} says that {type} was finished on {said}. The newest that came is dated {dated}. "
        "Please see if that will do.",
        "You told us of {type} from {said}. The newest we have is dated {dated}. Please send the new one.",
    ),
    Reason.HELD_ANOTHER_DAY: Said(
        "{type} is dated {dated}. {file} says that the meeting was held on {said}.",
        "The papers give two days for one meeting: {dated} and {said}.",
    ),
    Reason.SUMS_DIFFER: Said(
        "The form asks for {sum}. {file} does not name that sum; the highest it names is {quoted}.",
        "The sum on the form is not the one in the quote.",
    ),
    Reason.STATUS_DIFFERS: Said(
        "{file} gives the legal status as {status}. “{other}” gives it as {other_status}.",
        "The papers give two different legal statuses.",
    ),
    Reason.LATE: Said(
        "The papers came too late for the sitting on {asked}. {next_clause}",
        "The papers came too late for the sitting on {asked}. {next_clause}",
    ),
    Reason.LATE_AND_URGENT: Said(
        "The papers came too late for the sitting on {asked}, and they say it is urgent. Please decide what to do.",
        f"The papers came too late for the sitting on {{asked}}, and they say it is urgent. {PERSON_LOOKS}",
    ),
    Reason.SAID_URGENT: Said(
        "The papers say this is urgent. {look}",
        f"You told us that this is urgent. {PERSON_LOOKS}",
    ),
    Reason.UNSAFE_FILE: Said(
        "{file} was not opened, because it may not be safe. Do not open it. What to ask the sender for: “{send}”",
        "A file among your papers was not opened, because it may not be safe. "
        "Please send the paper again as a Word file or a PDF.",
    ),
    Reason.RESERVED_SITTING: Said(
        "The sitting on {sitting_day} is the month's last, which is kept for other business. "
        "Please decide if it is heard.",
        "The sitting on {sitting_day} is kept for other business, so it may be heard at another one.",
    ),
    Reason.SAME_CASE: Said(
        "This may be the same case as another request ({request}). Please say whether the two belong together.",
        f"This may belong to a request that we already hold. {PERSON_LOOKS}",
    ),
    Reason.WRONG_PANEL: Said(
        "Going by the papers, this belongs to {panel}. Please decide where it should go.",
        f"Going by the papers, this may belong to {{panel}}. {PERSON_LOOKS}",
    ),
    Reason.SET_BY_PERSON: Said(
        "A person set this by hand: {about} is {value}.", "A person at the panel set this by hand."
    ),
}

STATES_NEEDED: Mapping[str, str] = {
    "final": "the final copy",
    "signed": "the signed copy",
    "filed": "the copy filed at court",
}

FILE_KINDS: Mapping[str, str] = {
    ".pdf": "PDF file",
    ".doc": "Word file",
    ".docx": "Word file",
    ".docm": "Word file",
    ".rtf": "text file",
    ".odt": "text file",
    ".zip": "zip file",
    ".eml": "mail",
    ".msg": "mail",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".png": "picture",
}
