"""Makers of the panels' own forms, and of the note a panel leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from .content import Block, Bullets, Control, Fields, Grid, Heading, Line, Look, Text, Value, Wide, lines_of
from .frame import fields, finish, known, sections
from .people import JAYDEN, SERVICE_MANAGER, SOCIAL_WORKER, TEAM_MANAGER, Child, short_date

SW_PROMPT = "SW to fill in"
REQUEST_PROMPTS = {
    "request": "1. Request:",
    "duration": "2. Duration:",
    "exit_plan": "3. Exit Plan/Review:",
    "options_considered": "4. Summary of what options were considered and why the proposed package is recommended:",
    "contingency_plan": "5. Details of contingency plan if funding request is not agreed:",
}
APPLICATION_ANSWERS: dict[str, Value] = {
    "panel_name": "Legal Gateway Panel",
    "childrens_names": JAYDEN.name,
    "per_grp_number": JAYDEN.number,
    "team_manager": TEAM_MANAGER,
    "social_worker": SOCIAL_WORKER,
    "team_locality": "Children and Families – Exeter",
    "request": "To issue care proceedings and apply for an interim care order.",
    "duration": "Until proceedings end, which we expect to take 26 weeks.",
    "exit_plan": "Review at Legal Gateway eight weeks after issue.",
    "options_considered": "A child protection plan, a period of pre-proceedings and care by his aunt were each tried.",
    "contingency_plan": "If not agreed we will ask for a further period of pre-proceedings with daily visits.",
    "childrens_wishes": "Jayden told us that he wants to live with Nan and see Mum when she is well.",
    "request_value": "£4,200",
}
THRESHOLDS = (
    "Resource requests for less than £2,500 can be signed off by Head of Service without panel approval.",
    "Requests up to £5,500 can be signed off by the panel.",
    "Requests above £5,500 will require further sign off: Deputy Director (up to £7,500); "
    "Chief Officer for Children Services (£7,500 and above).",
)


def panel_application_form(
    *,
    blank: Collection[str] = (),
    prompt_above: Collection[str] = (),
    decided: bool = False,
    controls: bool = True,
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
    **answers: Value,
) -> bytes:
    """Devon's Panel Application form; answers and blanks go by the ids of fields.yaml.

    A blank answer keeps the form's own prompt; `prompt_above` leaves "SW to fill in" standing above an answer;
    `decided` fills the part that business support writes after the panel.
    """
    known({*blank, *answers}, APPLICATION_ANSWERS)
    known(prompt_above, ("request", "childrens_wishes", "request_value"))
    given = {**APPLICATION_ANSWERS, **answers}

    def choice(name: str, title: str) -> Value:
        text = None if name in blank else str(given[name])
        return Control("dropdown", text, "cell", title) if controls else text or "Choose an item."

    def prompted(name: str) -> Value:
        top: list[Line] = [SW_PROMPT] if name in blank or name in prompt_above else []
        if name in blank:
            return top
        answer = lines_of(given[name])
        if controls and len(answer) == 1 and isinstance(answer[0], str):
            answer = [Control("rich", answer[0], "block", name)]
        return top + answer

    request: list[Line] = [Text("Request details:", bold=True)]
    if "request" in prompt_above or set(REQUEST_PROMPTS) & set(blank):
        request.append(SW_PROMPT)
    for name, label in REQUEST_PROMPTS.items():
        request.append(Text(label, bold=True))
        if name not in blank:
            request.extend(lines_of(given[name]))
    plain = {name: "" if name in blank else given[name] for name in APPLICATION_ANSWERS}
    rows = [
        Wide("Panel Application – To be completed by the Social Worker", shaded=True),
        ("Panel name", choice("panel_name", "Panel name")),
        ("Children’s name(s)", plain["childrens_names"]),
        ("PER/GRP number", plain["per_grp_number"]),
        ("Team Manager", plain["team_manager"]),
        ("Social Worker", plain["social_worker"]),
        ("Team/Locality", choice("team_locality", "Team/Locality")),
        Wide(request),
        ("Child(ren)’s wishes", prompted("childrens_wishes")),
        Wide([Bullets(THRESHOLDS)]),
        ("Request value", prompted("request_value")),
        *_business_support(controls, decided),
    ]
    return finish([Fields(rows)], title="Panel Application", look=look, draft=draft, as_pdf=as_pdf)


def _business_support(controls: bool, decided: bool) -> list[tuple[str, Value] | Wide]:
    def choice(text: str, prompt: str = "Choose an item.") -> Value:
        kind = "date" if "date" in prompt else "dropdown"
        if not controls:
            return text if decided else prompt
        return Control("date" if kind == "date" else "dropdown", text if decided else None, "cell")

    day = "Click or tap to enter a date."
    return [
        Wide("Panel Administration – To be completed by Business Support", shaded=True),
        ("Panel date", choice("12/03/2026", day)),
        ("Panel time slot", "11:30am to 1:00pm"),
        ("Panel Chair", choice("Head of Service")),
        ("Panel Administrator", "Gill Treneman" if decided else ""),
        Wide("Panel Discussion & Decisions – To be completed by Business Support", shaded=True),
        ("Panel decision", choice("Agreed")),
        ("Decision rationale", "Threshold is met and the plan is proportionate." if decided else ""),
        ("Key discussion partners", "NAME – Chair, Head of Service, " if not decided else "Chair, Legal, IRO"),
        ("Review decision", choice("Return to panel")),
        ("Review date", choice("07/05/2026", day)),
        ("Actions", "Issue within five working days." if decided else ""),
        ("Record approved", "Yes" if decided else ""),
        ("Date approved", choice("13/03/2026", day)),
    ]


def booking_form(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 3, 2),
    reason: str = "PLO pre-proceedings - 6 week review",
    panel_date: date = date(2026, 3, 10),
    blank: Collection[str] = (),
    answers: Mapping[str, Value] | None = None,
    case_summary: Sequence[Block] = (),
    proposed_plan: Sequence[Block] = (),
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """Buckinghamshire's Legal Planning and New Admissions Booking form; `blank` takes labels and headings."""
    rows: dict[str, Value] = {
        "Panel": "Legal Planning and New Admissions Panel",
        "Panel date requested": short_date(panel_date),
        "Reason for panel": reason,
        "Child’s name": child.name,
        "Date of birth": short_date(child.born),
        "LCS ID": child.number.removeprefix("PER"),
        "Social worker": SOCIAL_WORKER,
        "Team manager": TEAM_MANAGER,
        "Legal status": "Child protection plan; no order",
        "Date of FGC": "14/01/2026",
        "Date of viability assessment": "29/01/2026",
        "Previous panel date": "20/01/2026",
        "Date completed": short_date(dated),
    }
    parts: dict[str, Sequence[Block]] = {
        "Case summary": case_summary
        or [f"{child.forename} lives with his mother and has been on a child protection plan since September 2025."],
        "Proposed plan": proposed_plan
        or ["We propose a further six weeks of pre-proceedings while the parenting assessment is finished."],
    }
    approval: dict[str, Value] = {"Manager approval": f"{TEAM_MANAGER}, Team Manager", "Date approved": "03/03/2026"}
    known(blank, rows, parts, approval)
    known(answers or (), rows, approval)
    blocks = [
        Heading("Legal Planning and New Admissions Booking Form", 0),
        fields({**rows, **{k: v for k, v in (answers or {}).items() if k in rows}}, blank),
        *sections(parts, blank),
        Heading("Approval"),
        fields({**approval, **{k: v for k, v in (answers or {}).items() if k in approval}}, blank),
    ]
    return finish(blocks, title="Booking form", look=look, draft=draft, as_pdf=as_pdf)


def swindon_request_form(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 3, 4),
    request: str = "Twelve weeks of mentoring, two hours a week, and ten hours of family support.",
    cost: str = "£1,850 in total",
    panel_date: date = date(2026, 3, 16),
    blank: Collection[str] = (),
    answers: Mapping[str, Value] | None = None,
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """Swindon's Care Panel Request Form; `blank` takes labels, and the roles in the table of signatures."""
    rows: dict[str, Value] = {
        "Child’s name": child.name,
        "Date of birth": short_date(child.born),
        "ICS number": child.number.removeprefix("PER"),
        "Legal status": "Child in need",
        "Social worker": SOCIAL_WORKER,
        "Team manager": TEAM_MANAGER,
        "Date of panel": short_date(panel_date),
        "Request": request,
        "Reason for request": f"{child.forename} is not yet in school full time and his mother asks for help at home.",
        "Child’s wishes and feelings": f"{child.forename} says he would like somebody to do football with.",
        "Cost requested": cost,
        "Other sources of funding": "Education pays for the breakfast club. Health, CAMHS and YOT: none available.",
    }
    signed: dict[str, tuple[str, str]] = {
        "Team Manager": (TEAM_MANAGER, short_date(dated)),
        "Service Manager": (SERVICE_MANAGER, short_date(dated)),
    }
    known(blank, rows, signed)
    known(answers or (), rows)
    signatures = [[role, *(("", "") if role in blank else signed[role])] for role in signed]
    blocks: list[Block] = [
        Heading("Care Panel Request Form", 0),
        fields({**rows, **(answers or {})}, blank),
        Heading("Signatures"),
        Grid(["Role", "Signature", "Date"], [["Social Worker", SOCIAL_WORKER, short_date(dated)], *signatures]),
        Heading("Decision"),
        "For the panel to complete.",
    ]
    return finish(blocks, title="Care Panel Request Form", look=look, draft=draft, as_pdf=as_pdf)


def attendance_note(
    *,
    child: Child = JAYDEN,
    dated: date = date(2026, 1, 20),
    panel: str = "Legal Planning and New Admissions Panel",
    blank: Collection[str] = (),
    look: Look | None = None,
    draft: bool = False,
    as_pdf: bool = False,
) -> bytes:
    """The note of an earlier attendance at panel."""
    parts: dict[str, Sequence[Block]] = {
        "Attendees": [Bullets(["Senior Manager (Chair)", "Legal Services", "PLO Manager", SOCIAL_WORKER])],
        "Discussion": [f"The panel heard that {child.forename} had missed eleven days of school since September."],
        "Panel’s Recommendation": ["Threshold for pre-proceedings is met. Return to panel at week 6."],
        "Actions": [
            Grid(["Actions", "For", "Timescale"], [["Send letter before proceedings", SOCIAL_WORKER, "7 days"]])
        ],
    }
    known(blank, parts)
    rows: dict[str, Value] = {
        "Panel date": short_date(dated),
        "Child": child.name,
        "Date of birth": short_date(child.born),
        "Case number": child.number,
    }
    blocks = [Heading("Attendance note", 0), Heading(panel), fields(rows), *sections(parts, blank, 2)]
    return finish(blocks, title="Attendance note", look=look, draft=draft, as_pdf=as_pdf)
