"""A panel's agenda from the slots that were offered."""

from datetime import date

from casework.errors import WrongUse
from casework.panel import Panel
from generators.agenda import Agenda, AgendaItem, agenda_item
from generators.agenda import agenda_of as agenda_of_items
from generators.answer import from_json
from panelready.app import App
from panelready.store import effects, requests
from panelready.store.effects import StoredSlot


def agenda_of(app: App, named: str, day: date | None) -> Agenda | None:
    """The agenda of a panel for that day, else the next one that holds anything; None where nothing is listed.

    Requests whose sitting is still to be set are listed together under no date. Raises WrongUse for a panel that is
    not known, or that two councils have.
    """
    authority, panel = _panel(app, named)
    with app.engine.begin() as db:
        days = effects.sittings(db, authority, panel.id)
        chosen = day if day is not None else next((each for each in days if each is None or each >= app.today()), None)
    return _agenda_on(app, authority, panel, chosen) if chosen in days else None


def every_agenda(app: App) -> list[Agenda]:
    """Every agenda that holds anything, by council, panel and day."""
    found = []
    for authority in app.policy.authorities.values():
        for panel in authority.panels:
            with app.engine.begin() as db:
                days = effects.sittings(db, authority.id, panel.id)
            agendas = [_agenda_on(app, authority.id, panel, day) for day in days]
            found += [agenda for agenda in agendas if agenda.items]
    return found


def _agenda_on(app: App, authority: str, panel: Panel, day: date | None) -> Agenda:
    with app.engine.begin() as db:
        slots = effects.slots(db, authority, panel.id, day)
        answers = [requests.screening(db, slot.request_id, slot.number) for slot in slots]
    items = [_item(slot, screening.answer) for slot, screening in zip(slots, answers, strict=True) if screening]
    named = (item for item in items if item is not None)
    return agenda_of_items(
        app.terms.authorities.get(authority, authority), panel.name, day, named, list_incomplete=True
    )


def _item(slot: StoredSlot, answer: bytes) -> AgendaItem | None:
    return agenda_item(from_json(answer), case_id=slot.request_id)


def _panel(app: App, named: str) -> tuple[str, Panel]:
    *council, panel_id = named.split("/")
    known = [
        (authority.id, panel)
        for authority in app.policy.authorities.values()
        for panel in authority.panels
        if panel.id == panel_id and council in ([], [authority.id])
    ]
    if not known:
        ids = sorted({f"{each.id}/{panel.id}" for each in app.policy.authorities.values() for panel in each.panels})
        raise WrongUse(f"no panel has the id {named}. There are: {', '.join(ids)}.")
    councils = sorted({authority for authority, _ in known})
    if len(councils) > 1:
        raise WrongUse(
            f"several councils have a panel {named}: write {' or '.join(f'{each}/{named}' for each in councils)}."
        )
    return known[0]
