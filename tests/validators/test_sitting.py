"""Which sitting is asked for, which one the papers make, and whether they are late for it."""

from datetime import date, datetime, time

from casework.calendar import Cutoff, Sits, Weekday
from casework.panel import Panel
from casework.request import Sitting
from validators.sitting import choose_sitting, following_sitting

TUESDAYS = Panel(
    "board",
    "The board",
    "first",
    sits=(Sits((Weekday("tuesday"),)),),
    papers_due=(Cutoff(time(17), weekday=Weekday("thursday")),),
)
NO_CUTOFF = Panel("board", "The board", "first", sits=TUESDAYS.sits)
NO_DAYS = Panel("board", "The board", "first", papers_due=(Cutoff(time(17), weekday=Weekday("wednesday")),))
TODAY, TUESDAY = date(2026, 3, 5), date(2026, 3, 10)
IN_TIME, LATE = datetime(2026, 3, 5, 17, 0), datetime(2026, 3, 5, 17, 1)


def chosen(
    panel: Panel = TUESDAYS,
    asked: date | None = TUESDAY,
    today: date = TODAY,
    received: datetime | None = IN_TIME,
    closed: frozenset[date] = frozenset(),
) -> Sitting:
    return choose_sitting(panel, asked, today, received, closed)


def test_papers_that_come_on_the_minute_make_the_sitting_asked_for() -> None:
    assert chosen() == Sitting(TUESDAY, TUESDAY, IN_TIME, late=False)


def test_papers_that_come_a_minute_later_go_to_the_next_sitting() -> None:
    assert chosen(received=LATE) == Sitting(TUESDAY, date(2026, 3, 17), datetime(2026, 3, 12, 17), late=True)


def test_where_no_day_was_asked_for_papers_go_to_the_first_they_make_and_are_not_late() -> None:
    assert chosen(asked=None, received=LATE) == Sitting(None, date(2026, 3, 17), datetime(2026, 3, 12, 17), late=False)


def test_without_a_time_of_arrival_lateness_is_not_judged() -> None:
    assert chosen(received=None, today=date(2026, 3, 9)) == Sitting(TUESDAY, TUESDAY, IN_TIME, late=False)


def test_papers_that_came_after_the_day_asked_for_are_late() -> None:
    made = chosen(asked=date(2026, 3, 3))
    assert (made.day, made.late) == (TUESDAY, True)


def test_papers_that_came_in_time_are_not_late_only_because_we_look_again_after_the_sitting() -> None:
    made = chosen(today=date(2026, 3, 11))
    assert (made.asked, made.day, made.late) == (TUESDAY, date(2026, 3, 17), False)


def test_without_a_cut_off_papers_make_the_very_day() -> None:
    assert chosen(NO_CUTOFF, received=datetime(2026, 3, 10, 8)) == Sitting(TUESDAY, TUESDAY, None, late=False)
    assert chosen(NO_CUTOFF, received=datetime(2026, 3, 11, 8), today=date(2026, 3, 11)).late


def test_a_panel_whose_days_are_not_set_sits_when_it_is_asked_to_and_its_cut_off_still_counts() -> None:
    assert chosen(NO_DAYS, received=datetime(2026, 3, 4, 17)) == Sitting(TUESDAY, TUESDAY, datetime(2026, 3, 4, 17))
    late = chosen(NO_DAYS, received=datetime(2026, 3, 4, 17, 1))
    assert (late.day, late.late) == (None, True)
    assert chosen(NO_DAYS, asked=None) == Sitting()


def test_a_bank_holiday_tuesday_is_left_out_and_nothing_is_moved_to_the_wednesday() -> None:
    holiday = date(2027, 12, 28)
    made = chosen(asked=holiday, today=date(2027, 12, 20), received=None, closed=frozenset({holiday}))
    assert (made.asked, made.day, made.late) == (holiday, date(2028, 1, 4), False)


def test_the_following_sitting_has_its_own_deadline() -> None:
    assert following_sitting(TUESDAYS, TUESDAY, frozenset()) == Sitting(
        None, date(2026, 3, 17), datetime(2026, 3, 12, 17)
    )
    assert following_sitting(NO_DAYS, TUESDAY, frozenset()) == Sitting()
