"""Months, working days, sittings and cut-offs: each edge a council's clerk would ask about."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendar import Cutoff, Period, Sits, Weekday, age_on, next_sitting, papers_due, working_days_before
from validators.working_days import ClosedDays

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 30), st.sampled_from(["months", "weeks", "days"]))
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})

TUESDAY = Weekday("tuesday")
THURSDAY_5PM = Cutoff(time(17), weekday=Weekday("thursday"))
WEDNESDAY_10AM = Cutoff(time(10), weekday=Weekday("wednesday"))
WEDNESDAY_5PM = Cutoff(time(17), weekday=Weekday("wednesday"))
THREE_WORKING_DAYS = Cutoff(time(17), days=3, unit="working")


class TestPeriod:
    @given(PERIODS, DAYS, st.integers(-70, 70))
    def test_a_paper_is_good_until_exactly_the_last_sitting_it_is_fresh_for(
        self, period: Period, dated: date, around: int
    ) -> None:
        sitting = period.after(dated) + timedelta(days=around)
        assert (sitting <= period.after(dated)) == (period.before(sitting) <= dated)

    @given(PERIODS, DAYS)
    def test_a_later_sitting_never_allows_an_older_paper(self, period: Period, day: date) -> None:
        assert period.before(day) <= period.before(day + timedelta(days=1))

    @pytest.mark.parametrize(
        ("sitting", "oldest"),
        [
            ("2026-03-10", "2025-09-10"),
            ("2026-08-31", "2026-02-28"),
            ("2024-08-31", "2024-02-29"),
            ("2026-03-31", "2025-09-30"),
            ("2024-02-29", "2023-08-29"),
        ],
    )
    def test_six_months_are_calendar_months_and_both_ends_count(self, sitting: str, oldest: str) -> None:
        first = date.fromisoformat(oldest)
        assert Period(6, "months").before(date.fromisoformat(sitting)) == first
        assert Period(6, "months").after(first) >= date.fromisoformat(sitting)
        assert Period(6, "months").after(first - timedelta(days=1)) < date.fromisoformat(sitting)

    @pytest.mark.parametrize(
        ("dated", "last"),
        [("2026-02-28", "2026-08-31"), ("2024-02-29", "2024-08-31"), ("2025-08-31", "2026-02-28")],
    )
    def test_a_paper_of_a_months_last_day_is_good_until_a_months_last_day(self, dated: str, last: str) -> None:
        assert Period(6, "months").after(date.fromisoformat(dated)) == date.fromisoformat(last)

    def test_a_period_is_said_as_people_say_it(self) -> None:
        assert [str(Period(1, "months")), str(Period(6, "months"))] == ["1 month", "6 months"]


class TestPapersDue:
    @pytest.mark.parametrize(
        ("cutoff", "sitting", "due"),
        [
            (THURSDAY_5PM, date(2026, 3, 10), datetime(2026, 3, 5, 17)),
            (WEDNESDAY_10AM, date(2026, 3, 12), datetime(2026, 3, 11, 10)),
            (WEDNESDAY_5PM, date(2026, 3, 10), datetime(2026, 3, 4, 17)),
            (WEDNESDAY_5PM, date(2026, 3, 11), datetime(2026, 3, 4, 17)),  # a Wednesday: a week before, not that day
            (THREE_WORKING_DAYS, date(2026, 3, 9), datetime(2026, 3, 4, 17)),
            (THREE_WORKING_DAYS, date(2026, 4, 8), datetime(2026, 4, 1, 17)),  # over Easter
            (THREE_WORKING_DAYS, date(2026, 5, 6), datetime(2026, 4, 30, 17)),  # over the early May bank holiday
            (Cutoff(time(17), days=2), date(2026, 4, 7), datetime(2026, 4, 5, 17)),  # calendar days count them all
        ],
    )
    def test_each_cut_off_falls_on_the_day_the_councils_words_say(
        self, cutoff: Cutoff, sitting: date, due: datetime
    ) -> None:
        assert papers_due((cutoff,), sitting, ClosedDays()) == due

    def test_a_weekday_cut_off_does_not_move_for_a_bank_holiday(self) -> None:
        friday = Cutoff(time(17), weekday=Weekday("friday"))
        assert papers_due((friday,), date(2026, 4, 7), EASTER) == datetime(2026, 4, 3, 17)

    def test_a_target_only_advises(self) -> None:
        target = Cutoff(time(9), days=10, is_target=True)
        assert papers_due((target, WEDNESDAY_5PM), date(2026, 3, 10), frozenset()) == datetime(2026, 3, 4, 17)
        assert papers_due((target,), date(2026, 3, 10), frozenset()) is None

    def test_the_earliest_of_several_cut_offs_decides(self) -> None:
        assert papers_due((THURSDAY_5PM, WEDNESDAY_5PM), date(2026, 3, 10), frozenset()) == datetime(2026, 3, 4, 17)


class TestWorkingDays:
    @pytest.mark.parametrize(
        "day", ["2026-04-03", "2026-04-06", "2026-05-04", "2026-12-25", "2026-12-28", "2027-01-01"]
    )
    def test_an_english_bank_holiday_is_not_worked(self, day: str) -> None:
        assert date.fromisoformat(day) in ClosedDays()

    @pytest.mark.parametrize("day", ["2026-04-02", "2026-04-07", "2026-11-30", "2026-03-17"])
    def test_a_day_that_only_other_nations_keep_is_worked(self, day: str) -> None:
        assert date.fromisoformat(day) not in ClosedDays()

    def test_a_councils_own_closure_is_not_worked(self) -> None:
        assert working_days_before(date(2026, 3, 10), 1, ClosedDays(frozenset({date(2026, 3, 9)}))) == date(2026, 3, 6)

    @given(DAYS, st.integers(1, 15))
    def test_as_many_worked_days_lie_between_as_were_asked_for(self, day: date, count: int) -> None:
        first = working_days_before(day, count, EASTER)
        between = [first + timedelta(days=n) for n in range((day - first).days)]
        assert len([each for each in between if each.weekday() < 5 and each not in EASTER]) == count
        assert first.weekday() < 5
        assert first not in EASTER


class TestNextSitting:
    def test_the_day_itself_counts(self) -> None:
        assert next_sitting((Sits((TUESDAY,)),), date(2026, 3, 10), frozenset()) == date(2026, 3, 10)

    def test_a_panel_that_sits_twice_a_week_is_found_on_either_day(self) -> None:
        sits = (Sits((Weekday("monday"),)), Sits((Weekday("wednesday"),)))
        assert next_sitting(sits, date(2026, 3, 10), frozenset()) == date(2026, 3, 11)
        assert next_sitting(sits, date(2026, 3, 12), frozenset()) == date(2026, 3, 16)

    def test_a_closed_sitting_waits_for_the_next_one_and_is_not_moved_by_a_day(self) -> None:
        assert next_sitting((Sits((Weekday("monday"),)),), date(2026, 4, 6), EASTER) == date(2026, 4, 13)

    def test_a_panel_without_days_has_no_next_sitting(self) -> None:
        assert next_sitting((), date(2026, 3, 10), frozenset()) is None


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [("2012-02-29", "2026-02-28", 13), ("2012-02-29", "2026-03-01", 14), ("2010-03-10", "2026-03-10", 16)],
)
def test_a_child_is_a_year_older_on_the_birthday_and_not_before(born: str, on: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(on)) == age
