"""Findings and the verdict: one finding per subject, and one line that follows from them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casework.citation import Citation
from casework.evidence import Evidence


class Outcome(StrEnum):
    """What a finding says; `who_acts` follows from it."""

    MET = "met"
    NOT_NEEDED = "not_needed"
    WAIVED = "waived"
    READ_ELSEWHERE = "read_elsewhere"
    NOTED = "noted"
    PROMISED = "promised"
    MISSING = "missing"
    OUT_OF_DATE = "out_of_date"
    UNFINISHED = "unfinished"
    ASK = "ask"
    UNSURE = "unsure"

    @property
    def who_acts(self) -> str:
        """Who must act next: nobody, social_worker or administrator."""
        if self is Outcome.UNSURE:
            return "administrator"
        return "social_worker" if self in FOR_THE_SOCIAL_WORKER else "nobody"


FOR_THE_SOCIAL_WORKER = frozenset(
    {Outcome.PROMISED, Outcome.MISSING, Outcome.OUT_OF_DATE, Outcome.UNFINISHED, Outcome.ASK}
)


class Verdict(StrEnum):
    """The answer to a request, computed from all its findings and never set."""

    READY = "ready"
    INCOMPLETE = "incomplete"
    REFERRED = "referred"


class About(StrEnum):
    """What a finding is about."""

    REQUIREMENT = "requirement"
    RULE = "rule"
    SUBMISSION = "submission"


class Reason(StrEnum):
    """Why a finding has its outcome; each names one sentence of generators/wording.py.

    The details each may carry stand behind it. `type` and `types` are document type ids, joined by commas.
    """

    # about a requirement
    FOUND = "found"  # type, file, dated, dated_from: set where only a month or week is named, which
    FOUND_AS_PART = "found_as_part"  # type, holder, file
    FOUND_FIELD = "found_field"  # label, value is in the evidence
    CONDITION_NO = "condition_no"  # question, assumed or answered ("yes": of silence, or of an answer)
    CONDITION_UNKNOWN = "condition_unknown"  # question, facts: the ids of those that are not known
    NOT_THERE = "not_there"  # types, was_by: the day it was promised for
    NOT_THERE_MAY_NOT_EXIST = "not_there_may_not_exist"  # types
    NONE_OR_WHY = "none_or_why"  # types, reason_to: who is told why there is none
    MAYBE_UNREADABLE = "maybe_unreadable"  # types, file
    NOT_READ_WHOLE = "not_read_whole"  # types, file: what is missed may stand where it was not read
    MAYBE_UNRECOGNISED = "maybe_unrecognised"  # types, file
    MAYBE_INSIDE = "maybe_inside"  # types, file: it seems to hold several papers
    NEARLY = "nearly"  # types, found_type, file
    TOO_OLD = "too_old"  # type, file, dated, oldest, within
    TOO_OLD_ASSUMED = "too_old_assumed"  # type, file, dated, oldest, within
    NO_DATE = "no_date"  # type, file
    DATED_LATER = "dated_later"  # type, file, dated: a date after the day of the screening
    DATES_DIFFER = "dates_differ"  # type, file, dated, oldest, within: it gives another day that is not as recent
    FIELDS_BLANK = "fields_blank"  # type, file; blank names them
    FIELDS_BLANK_ASSUMED = "fields_blank_assumed"  # type, file
    FIELDS_NOT_FOUND = "fields_not_found"  # type, file; blank names them
    SECTIONS_EMPTY = "sections_empty"  # type, file; blank names them
    SECTIONS_NOT_FOUND = "sections_not_found"  # type, file; blank names them
    TOPICS_NOT_FOUND = "topics_not_found"  # type, file, topics: their names, joined by commas
    SAME_PAPER = "same_paper"  # type, file, other: the requirement it was met by already
    CHILDREN_UNKNOWN = "children_unknown"  # types
    NOT_EVERY_CHILD = "not_every_child"  # type, file: it names one child of several and tells of another nowhere
    WHOSE_IS_IT = "whose_is_it"  # types, file: it names no child of the request, or does not say which of them
    STILL_DRAFT = "still_draft"  # type, file, state
    BLANK_TEMPLATE = "blank_template"  # type, file
    STATE_UNKNOWN = "state_unknown"  # type, file, state
    ON_CASE_SYSTEM = "on_case_system"  # what
    WAIVED = "waived"  # why
    PROMISED = "promised"  # types, by
    SAID_NONE = "said_none"  # types: the sender answered that there is none
    # about a requirement or a rule
    ANSWER_UNCLEAR = "answer_unclear"  # question: the sender's answer is not a plain one
    ANSWERS_DIFFER = "answers_differ"  # question: two answers, or an answer and the papers, say different things
    # about a rule
    RULE_HOLDS = "rule_holds"  # says
    RULE_NOT_NEEDED = "rule_not_needed"  # says
    RULE_FAILS = "rule_fails"  # says
    RULE_NOTED = "rule_noted"  # says: advice, which holds nothing up
    RULE_UNKNOWN = "rule_unknown"  # question, says, facts
    DELEGATED = "delegated"  # decided_by
    # about the submission
    UNREADABLE = "unreadable"  # file, why (an Unreadable)
    UNKNOWN_DOCUMENT = "unknown_document"  # file, types (the two likeliest)
    REQUEST_UNCLEAR = "request_unclear"
    FITS_ANOTHER = "fits_another"  # others: the names of request types for which all these papers are there
    MAY_BE_ANOTHER = "may_be_another"  # others: the names of other request types that would be answered alike
    TWO_REQUESTS = "two_requests"
    NO_PAPERS = "no_papers"
    NO_CHILD = "no_child"  # file: its place for the child's name is blank, and no paper names a child
    NO_FORM = "no_form"  # nothing was asked and no panel form came
    NO_CHECKLIST = "no_checklist"  # the request is clear, and we have no checklist for it
    WRONG_CHILD = "wrong_child"  # file
    ABOUT_SIBLING = "about_sibling"  # file
    CONFLICTING = "conflicting"  # about, file
    COPY = "copy"  # file, other: the one that was used
    OLDER_VERSION = "older_version"  # file, other: the one that was used; how: newer or finished
    NOT_AMONG_ATTACHED = "not_among_attached"  # types: the message says that they are attached
    HELD_NO_RECORD = "held_no_record"  # type, dated: the day a paper says the meeting was held
    OLDER_THAN_SAID = "older_than_said"  # type, dated, said: the paper's day, and the day another says it was finished
    HELD_ANOTHER_DAY = "held_another_day"  # type, dated, said: the record's day, and the day another paper gives
    SUMS_DIFFER = "sums_differ"  # file, sum, quoted
    STATUS_DIFFERS = "status_differs"  # file, other, status, other_status
    LATE = "late"  # asked, date
    LATE_AND_URGENT = "late_and_urgent"  # asked
    SAID_URGENT = "said_urgent"
    UNSAFE_FILE = "unsafe_file"  # file, why
    RESERVED_SITTING = "reserved_sitting"  # date: the sitting is kept for other business
    SAME_CASE = "same_case"  # request: the id of the other request
    WRONG_PANEL = "wrong_panel"  # panel
    SET_BY_PERSON = "set_by_person"  # about, value


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one subject: a requirement, a rule, or the submission itself.

    `reason` names the sentence that says it in English (generators/wording.py), filled from `details`. `code` is
    the reason for referring. `good_until` is the last day a paper stays fresh enough.
    """

    about: About
    subject: str
    outcome: Outcome
    reason: Reason
    details: Mapping[str, str] = field(default_factory=dict)
    citation: Citation | None = None
    document_types: tuple[str, ...] = ()
    for_child: str | None = None
    documents: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    good_until: date | None = None
    evidence: tuple[Evidence, ...] = ()
    code: str | None = None


def reach_verdict(findings: Iterable[Finding]) -> Verdict:
    """READY if nobody must act; REFERRED if an administrator must, or if no checklist was judged; else INCOMPLETE.

    Remarks about the submission alone, such as that it came late, are no checklist: nothing was looked for.
    """
    known = list(findings)
    acting = {finding.outcome.who_acts for finding in known}
    if "administrator" in acting or all(finding.about is About.SUBMISSION for finding in known):
        return Verdict.REFERRED
    return Verdict.INCOMPLETE if "social_worker" in acting else Verdict.READY
