"""Invented screenings, each a situation people meet; no child, worker or paper in them is real."""

from dataclasses import replace
from datetime import date, datetime

from casework.answered import Answered
from casework.citation import Citation, Source
from casework.document import Child, Document, DocumentState, Field, Role, Unreadable
from casework.evidence import Evidence, Place
from casework.finding import About, Finding, Outcome, Reason
from casework.request import Candidate, Pointer, Request, Sitting
from casework.screening import Screening
from generators.answer import Answer, ReplyDecision, answer_of
from generators.terms import Terms

TODAY = date(2026, 3, 5)
RECEIVED = datetime(2026, 3, 5, 10, 12)

TERMS = Terms(
    document_types={
        "booking_form": "Legal Planning & New Admissions Booking form (Buckinghamshire)",
        "swet": "Social Work Evidence Template (first or interim statement)",
        "letter_before_proceedings": "Letter before proceedings (PLO letter)",
        "plo_meeting_minutes": "PLO meeting minutes and agreed action plan",
        "fgc_minutes": "Family group conference minutes or family plan",
        "viability_assessment": "Viability assessment",
        "parenting_assessment": "Parenting assessment",
        "parenting_assessment_plan": "Parenting assessment plan",
        "child_and_family_assessment": "Child and Family assessment (single assessment)",
        "panel_minutes": "Panel minutes, attendance note or decision record",
        "social_work_chronology": "Social work chronology (chronology of significant events)",
        "genogram": "Genogram (family tree)",
    },
    panels={"legal_planning": "Legal Planning and New Admissions Panel", "permanency": "Permanency Panel"},
    request_types={
        ("legal_planning", "plo_review_week_6"): "PLO review, 6-week point",
        ("permanency", "permanency_plan"): "Agree the permanency plan",
    },
    authorities={"buckinghamshire": "Buckinghamshire Council"},
    fields={
        "social_worker": "Social Worker",
        "proposed_plan": "Proposed plan",
        "legal_status": "Legal status",
        "team_manager_signature": "Team Manager’s signature",
    },
)

POLICY = Source("permanency_tracking", "Permanency Planning Tracking for Children in Care", "003_77f7.txt")
FORM, COVER, SWET = "Booking form JT.docx", "cover.eml", "SWET Tolliver final.pdf"
CHRONOLOGY, ASSESSMENT, SCAN = "chron.docx", "C&F Tolliver.pdf", "IMG_2041.jpg"


def seen(file: str, place: Place, words: str) -> Evidence:
    return Evidence(file, place, words)


def asks(quote: str, line: int = 268) -> Citation:
    return Citation(POLICY, quote, (line, line), "Appendix 1, PLO review – 6-week point")


def requirement(subject: str, outcome: Outcome, reason: Reason, quote: str, **more: object) -> Finding:
    types = (subject,) if subject in TERMS.document_types else ()
    # kinds of finding differ in what they hold
    details = {"type": subject, "types": subject} | dict(more.pop("details", {}))  # type: ignore[call-overload]
    base = Finding(About.REQUIREMENT, subject, outcome, reason, details, asks(quote), document_types=types)
    return replace(base, **more)  # type: ignore[arg-type]  # kinds of finding differ


JAYDEN = Child("Jayden Tolliver", date(2019, 4, 2), seen(FORM, Place(table=1, row=2), "Jayden Tolliver"))

FORM_DOCUMENT = Document(
    file=FORM,
    inside=(COVER,),
    pages=(1, 3),
    format="docx",
    role=Role.FORM,
    type="booking_form",
    confidence=0.97,
    why=(seen(FORM, Place(paragraph=1), "Legal Planning and New Admissions Booking Form"),),
    state=DocumentState.FINAL,
    dated=date(2026, 3, 2),
    dated_evidence=seen(FORM, Place(table=1, row=9), "02/03/2026"),
    children=(JAYDEN,),
    case_references=(seen(FORM, Place(table=1, row=1), "LCS 4410287"),),
    fields=(
        Field(
            "social_worker",
            "Social Worker",
            "R. Okafor",
            Answered.ANSWERED,
            seen(FORM, Place(table=1, row=4), "R. Okafor"),
        ),
        Field(
            "team_locality",
            "Team",
            "Aylesbury North",
            Answered.ANSWERED,
            seen(FORM, Place(table=1, row=5), "Aylesbury North"),
        ),
        Field("legal_status", "Legal status", "", Answered.BLANK, seen(FORM, Place(table=1, row=6), "Legal status")),
    ),
)
MESSAGE = Document(
    file=COVER,
    format="eml",
    role=Role.MESSAGE,
    why=(seen(COVER, Place(part="subject"), "6 week PLO review, panel 10 March"),),
    children=(JAYDEN,),
)
SWET_DOCUMENT = Document(
    file=SWET,
    inside=(COVER,),
    pages=(1, 24),
    format="pdf",
    type="swet",
    also=("social_work_chronology",),
    confidence=0.99,
    why=(seen(SWET, Place(page=1), "Social Work Evidence Template"),),
    state=DocumentState.SIGNED,
    dated=date(2026, 1, 14),
    dated_evidence=seen(SWET, Place(page=24, line=6), "14 January 2026"),
    children=(JAYDEN,),
)
OLD_ASSESSMENT = Document(
    file=ASSESSMENT,
    inside=(COVER, "papers.zip"),
    pages=(1, 11),
    format="pdf",
    type="child_and_family_assessment",
    confidence=0.93,
    why=(seen(ASSESSMENT, Place(page=1), "Child and Family Assessment"),),
    state=DocumentState.FINAL,
    dated=date(2025, 7, 28),
    dated_evidence=seen(ASSESSMENT, Place(page=11), "Authorised 28.07.25"),
    children=(JAYDEN,),
)
LETTER = Document(
    file="LBP final.docx",
    inside=(COVER,),
    pages=(1, 4),
    format="docx",
    type="letter_before_proceedings",
    confidence=0.95,
    why=(seen("LBP final.docx", Place(paragraph=6), "Letter Before Proceedings"),),
    state=DocumentState.SIGNED,
    dated=date(2026, 1, 21),
    dated_evidence=seen("LBP final.docx", Place(paragraph=2), "21 January 2026"),
)
UNKNOWN = Document(
    file="notes from Tuesday.docx",
    inside=(COVER,),
    pages=(1, 2),
    format="docx",
    likeliest=("plo_meeting_minutes", "panel_minutes"),
    confidence=0.31,
)
UNREAD = Document(file=SCAN, inside=(COVER,), format="jpg", unreadable=Unreadable.POOR_SCAN)

REQUEST = Request(
    authority="buckinghamshire",
    edition="permanency_tracking",
    panel="legal_planning",
    request_type="plo_review_week_6",
    sitting=Sitting(date(2026, 3, 10), date(2026, 3, 10), datetime(2026, 3, 6, 12, 0)),
    pointers=(
        Pointer("panel", seen(FORM, Place(paragraph=1), "Legal Planning and New Admissions Booking Form")),
        Pointer("request_type", seen(COVER, Place(part="body", line=3), "6 week PLO review")),
        Pointer("sitting", seen(COVER, Place(part="subject"), "panel 10 March")),
    ),
)

FOUND_SWET = requirement(
    "swet",
    Outcome.MET,
    Reason.FOUND,
    "SWET presented at the initial Legal Planning and New Admissions Panel.",
    details={"file": SWET, "dated": "2026-01-14", "which": "the copy presented at the initial panel"},
    documents=(SWET,),
    evidence=(seen(SWET, Place(page=1), "Social Work Evidence Template"),),
)
FOUND_LETTER = requirement(
    "letter_before_proceedings",
    Outcome.MET,
    Reason.FOUND,
    "Letter before Proceedings.",
    details={"file": LETTER.file, "dated": "2026-01-21"},
    documents=(LETTER.file,),
    evidence=(seen(LETTER.file, Place(paragraph=6), "Letter Before Proceedings"),),
)
MISSING_PLAN = requirement("parenting_assessment_plan", Outcome.MISSING, Reason.NOT_THERE, "Parenting assessment plan")
FOUND_PLAN = requirement(
    "parenting_assessment_plan",
    Outcome.MET,
    Reason.FOUND,
    "Parenting assessment plan",
    details={"file": "PA plan.docx", "dated": "2026-02-20"},
    documents=("PA plan.docx",),
)
TOO_OLD = requirement(
    "child_and_family_assessment",
    Outcome.OUT_OF_DATE,
    Reason.TOO_OLD,
    "C&F assessments prepared in the last 6 months",
    details={"file": ASSESSMENT, "dated": "2025-07-28", "oldest": "2025-09-10", "within": "6 months"},
    documents=(ASSESSMENT,),
    evidence=(seen(ASSESSMENT, Place(page=11), "Authorised 28.07.25"),),
)
UNFINISHED_FORM = requirement(
    "booking_form",
    Outcome.UNFINISHED,
    Reason.FIELDS_BLANK,
    "Legal Planning and New Admissions Booking form",
    details={"file": FORM},
    documents=(FORM,),
    blank=("legal_status", "proposed_plan"),
    evidence=(seen(FORM, Place(table=1, row=6), "Legal status"),),
)
PROMISED_FGC = requirement(
    "fgc_minutes",
    Outcome.PROMISED,
    Reason.PROMISED,
    "FGC (family group conference) date/minutes",
    details={"by": "2026-03-06"},
    evidence=(seen(COVER, Place(part="body", line=7), "FGC minutes to follow by Friday"),),
)
ASK_REPORTS = requirement(
    "other_reports",
    Outcome.ASK,
    Reason.CONDITION_UNKNOWN,
    "any other relevant reports.",
    details={"question": "Are there any other reports that matter for this review?"},
)
ASK_PANEL = requirement(
    "panel_minutes",
    Outcome.ASK,
    Reason.CONDITION_UNKNOWN,
    "Any minutes from attendance at panel previously",
    details={"question": "Has this child’s case been to a panel before?"},
)
NOT_NEEDED = requirement(
    "viability_assessment",
    Outcome.NOT_NEEDED,
    Reason.CONDITION_NO,
    "Viability Assessment dates/outcomes",
    details={"question": "Has anybody in the family come forward to care for the child?", "assumed": "yes"},
)
ON_SYSTEM = requirement(
    "supervision",
    Outcome.READ_ELSEWHERE,
    Reason.ON_CASE_SYSTEM,
    "Supervision record on LCS",
    details={"what": "the latest supervision record"},
)
RULE = Finding(
    About.RULE,
    "family_group_conference_offered",
    Outcome.NOTED,
    Reason.RULE_FAILS,
    {"says": "A family group conference is offered before the first review."},
    asks("FGC (family group conference) date/minutes"),
)

INCOMPLETE = Screening(
    REQUEST,
    (MESSAGE, FORM_DOCUMENT, SWET_DOCUMENT, LETTER, OLD_ASSESSMENT),
    (
        UNFINISHED_FORM,
        FOUND_SWET,
        FOUND_LETTER,
        PROMISED_FGC,
        NOT_NEEDED,
        ASK_REPORTS,
        MISSING_PLAN,
        TOO_OLD,
        ASK_PANEL,
        ON_SYSTEM,
        RULE,
    ),
    TODAY,
    children=FORM_DOCUMENT.children,
)
PLAN = replace(LETTER, file="PA plan.docx", pages=(1, 2), type="parenting_assessment_plan", dated=date(2026, 2, 20))
SENT_AGAIN = replace(
    INCOMPLETE,
    documents=(*INCOMPLETE.documents, PLAN),
    findings=(FOUND_SWET, FOUND_LETTER, FOUND_PLAN, NOT_NEEDED, TOO_OLD, ASK_PANEL, ON_SYSTEM, RULE),
)
READY = replace(
    INCOMPLETE,
    documents=(MESSAGE, FORM_DOCUMENT, SWET_DOCUMENT, LETTER, PLAN),
    findings=(FOUND_SWET, FOUND_LETTER, FOUND_PLAN, NOT_NEEDED, ON_SYSTEM),
)
REFERRED = Screening(
    replace(REQUEST, urgent=True),
    (MESSAGE, FORM_DOCUMENT, SWET_DOCUMENT, UNKNOWN, UNREAD),
    (
        FOUND_SWET,
        requirement(
            "plo_meeting_minutes",
            Outcome.UNSURE,
            Reason.MAYBE_UNRECOGNISED,
            "PLO Meeting minutes and agreed action plan",
            details={"file": UNKNOWN.file},
        ),
        MISSING_PLAN,
        Finding(About.SUBMISSION, "scan", Outcome.UNSURE, Reason.UNREADABLE, {"file": SCAN, "why": "poor_scan"}),
        Finding(About.SUBMISSION, "urgent", Outcome.UNSURE, Reason.SAID_URGENT, {}),
    ),
    TODAY,
    limits=("Only the first 200 pages of a file are read.",),
    children=FORM_DOCUMENT.children,
)
UNCLEAR = Screening(
    Request(
        "buckinghamshire",
        candidates=(
            Candidate(
                "legal_planning", "plo_review_week_6", (seen(COVER, Place(part="body", line=2), "the PLO review"),)
            ),
            Candidate("permanency", "permanency_plan", (seen(COVER, Place(part="body", line=4), "permanency"),)),
        ),
    ),
    (MESSAGE,),
    (Finding(About.SUBMISSION, "request", Outcome.UNSURE, Reason.REQUEST_UNCLEAR, {}),),
    TODAY,
    children=MESSAGE.children,
)

SITUATIONS = {
    "incomplete": INCOMPLETE,
    "sent_again": SENT_AGAIN,
    "ready": READY,
    "referred": REFERRED,
    "unclear": UNCLEAR,
}


def answered(screening: Screening, *, send: bool = True) -> Answer:
    held = None if send else "replies are drafts for now"
    return answer_of(screening, TERMS, received=RECEIVED, reply=ReplyDecision(send=send, held_because=held))
