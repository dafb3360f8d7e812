"""Whose is a paper, once the request has told whose it is? And what is for a person: strays, twins, two numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.document import Document, DocumentState, Passage, Role
from casework.evidence import Evidence, Place
from casework.finding import Finding, Outcome, Reason
from tests.validators.bundle import SITTING, TODAY, TYPES, asked, checklist, child, document, paper
from validators.check import check
from validators.children_named import with_children_named
from validators.match import Papers
from validators.whose import of_the_family, requests_children, whose_they_are

KEZIAH = ("Keziah Pengelly-Rowe", date(2016, 5, 7))
IDRIS = ("Idris Pengelly-Rowe", date(2019, 2, 3))
FORM = paper("form", children=(child(*KEZIAH, file="form.docx"),))
FOR_TWO = paper("form", children=(child(*KEZIAH, file="form.docx"), child(*IDRIS, file="form.docx")))


def saying(*lines: str, kind: str | None = "minutes", file: str = "a.docx", pages: bool = False) -> Document:
    """A paper of these lines; a line that begins with "#" is a heading, "¶" begins a page."""
    passages: list[Passage] = []
    page = 1
    for number, line in enumerate(lines, 1):
        if line.startswith("¶"):
            page, line = page + 1, line[1:]
        place = Place(page=page if pages else None, paragraph=number)
        if "|" in line:
            place = replace(place, paragraph=None, table=number, row=1)
        passages.append(Passage(line.lstrip("# "), place, line.startswith("#")))
    return paper(kind, file, passages=tuple(passages))


def named(form: Document, *lines: str, kind: str = "minutes") -> list[str]:
    return [each.name for each in with_children_named([form, saying(*lines, kind=kind)])[1].children]


TALK = ("Tuesdays have gone well.", "There is a rota for tea, and somebody rings on Sundays.")


class TestTheOnlyChild:
    @pytest.mark.parametrize(
        "line",
        [
            "# Keziah's Family Plan",
            "# Our Family Plan, for Kez",
            "# Child in Care Review – Keziah",
            "# CHRONOLOGY – KEZIAH PENGELLY-ROWE",
            "# Chronology of significant events – Keziah (204417)",
            "Dear Keziah,",
            "Re: Keziah P-R",
            "RE: PENGELLY-ROWE, Keziah",
            "Case | K. Pengelly-Rowe",
            "Child | KPR (9)",
            "Item 3 – K.P-R, LCS 2987716",
            "Quotation ref SL/DCC/KPR/26",
            "Family: Pengelly / Rowe",
            "Pengelly-Rowe – panel of 10 March",
            "The Pengelly Rowe family",
            "Name | Kezia Pengelly-Rowe",
            "Re Keziah Pengely-Rowe",
            "Person: Pengelly-Rowe Keziah Ann",
            "D.O.B. 7.5.16",
            "Kez P-R, 12th March 2026, 3.30pm, the school hall",
            "Instructed by the council, P Bell (re: K & I Pengelly-Rowe)",
            "About K Pengelly-Rowe",
            "Keziah Pengelly-Rowe   Plan made at a meeting of 19 January, in the family room   The next is in February",
            "By letter of all parties, in proceedings about her daughter Keziah Pengelly-Rowe.",
        ],
    )
    def test_is_named_however_the_line_says_it(self, line: str) -> None:
        assert named(FORM, "# Family meeting", line, *TALK) == [KEZIAH[0]]

    @pytest.mark.parametrize(
        "lines",
        [
            ("Present: Kay Rowe (mother), Ms Keziah Bell (solicitor)",),
            ("Dr Keziah Bell reported in May.", "Dr Keziah Bell will come again."),
            ("Our ref: SEN/26",),
            ("Aunt Keziah brought cake.",),
            ("We talked of a boy called Tom.",),
            ("Date of birth of the child's mother: 07/05/1986",),
            ("Chair: Ms Rowe", "Ms Rowe opened the meeting."),
            ("Kez P-B, 12th March, the school hall",),
            ("Re: Keziah B (LCS 204417)",),
            ("Instructed by the council, Ms K Rowe",),
            ("Paid by Dr K Rowe",),
            ("About J Pengelly-Bell",),
            ("Re: T & J Bell",),
        ],
    )
    def test_is_not_named_by_somebody_elses_name(self, lines: tuple[str, ...]) -> None:
        assert named(FORM, "# Family meeting", *lines, *TALK) == []

    def test_is_named_by_the_text_only_where_it_tells_of_the_child_often(self) -> None:
        assert (
            named(
                FORM,
                "# Minutes",
                "Here were many people who all had a long say on it, as they do. " * 2 + "Keziah slept.",
            )
            == []
        )
        assert named(FORM, "# Minutes", *["We asked what Keziah wants."] * 3) == [KEZIAH[0]]

    def test_is_known_by_an_other_name_that_the_form_gives(self) -> None:
        form = replace(FORM, passages=(Passage("Keziah Pengelly-Rowe, known as Birdie", Place(paragraph=1)),))
        assert named(form, "# A plan for Birdie", *TALK) == [KEZIAH[0]]
        assert named(FORM, "# A plan for Birdie", *TALK) == []

    @pytest.mark.parametrize(
        ("line", "is_told"),
        [
            ("Keziah Pengelly-Rowe – “Birdie”", True),
            ('KEZIAH PENGELLY-ROWE ("Birdie"), 9', True),
            ('Keziah PENGELLY-ROWE ("Birdie"), 9', True),
            ("Keziah and “Birdie” came.", False),
            ("Keziah Hallam – “Birdie”", False),
        ],
    )
    def test_is_known_by_an_other_name_that_a_paper_gives_behind_the_whole_name(self, line: str, is_told: bool) -> None:
        known = saying("# A summary", line, file="summary.docx")
        papers = with_children_named([FORM, known, saying("# A plan for Birdie", *TALK)])
        assert [each.name for each in papers[2].children] == ([KEZIAH[0]] if is_told else [])

    def test_is_known_by_a_reference_that_the_form_gives(self) -> None:
        seen = Evidence("form.docx", Place(), "PER 1234567")
        form = replace(FORM, case_references=(seen,))
        quote = replace(saying("# Quote", *TALK), case_references=(replace(seen, file="a.docx", words="PER1234567"),))
        assert [each.name for each in with_children_named([form, quote])[1].children] == [KEZIAH[0]]

    def test_an_unborn_baby_is_known_by_the_mothers_name(self) -> None:
        form = paper("form", children=(child("Unborn baby Trevanion", date(2026, 7, 2)),))
        assert named(form, "# Pre-birth plan", "Parent to be assessed: Kay Trevanion", *TALK) == [
            "Unborn baby Trevanion"
        ]
        assert named(form, "# Case", "Case | UB Trevanion (EDD 02.07.26)") == ["Unborn baby Trevanion"]
        assert named(form, "# Plan", "Parent to be assessed: Kay Bell", *TALK) == []

    @pytest.mark.parametrize(
        ("line", "is_hers"),
        [("Re: B-A (LCS 1089941)", True), ("Re: K.B-A", False), ("Re: C-A (LCS 1089941)", False)],
    )
    def test_a_double_first_name_is_known_by_its_letters(self, line: str, is_hers: bool) -> None:
        form = paper("form", children=(child("Blessing-Ann Oyelaran", date(2012, 7, 2)),))
        assert named(form, "# A letter", line, *TALK) == (["Blessing-Ann Oyelaran"] if is_hers else [])

    def test_letters_alone_in_the_text_name_nobody_and_with_the_first_name_they_do(self) -> None:
        long = "Here were many people who all had a long say on it, as they do, and went home late. " * 20
        assert named(FORM, "# Note", f"{long} The part of the note for KPR alone.") == []
        assert named(FORM, "# Note", f"{long} The part for KPR alone.", "Keziah came to us.") == [KEZIAH[0]]

    def test_the_evidence_is_the_words_and_their_place(self) -> None:
        found = with_children_named([FORM, saying("# Minutes", "Re: Keziah P-R")])[1].children[0]
        assert (found.evidence.words, found.evidence.place.paragraph, found.date_of_birth) == (
            "Re: Keziah P-R",
            2,
            None,
        )

    @pytest.mark.parametrize("role", [Role.GUIDANCE, Role.DECORATION])
    def test_a_leaflet_is_nobodys(self, role: Role) -> None:
        leaflet = replace(saying("Keziah Pengelly-Rowe"), role=role)
        assert with_children_named([FORM, leaflet])[1].children == ()

    def test_without_a_child_known_nothing_is_said(self) -> None:
        papers = [paper("form"), saying("# For Keziah")]
        assert with_children_named(papers) == tuple(papers)


class TestSeveralChildren:
    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (("# Re Keziah and Idris Pengelly-Rowe",), [KEZIAH[0], IDRIS[0]]),
            (("# Draft care plan – Idris", "He misses Keziah."), [IDRIS[0]]),
            (("Family: Pengelly-Rowe", "The children are well."), [KEZIAH[0], IDRIS[0]]),
            (("Family: Pengelly-Rowe", "It went well."), []),
            (("(3)–(4) Idris and Keziah Pengelly-Rowe",), [KEZIAH[0], IDRIS[0]]),
        ],
    )
    def test_those_are_named_whom_the_first_lines_name(self, lines: tuple[str, ...], expected: list[str]) -> None:
        assert sorted(named(FOR_TWO, "# Meeting", *lines)) == sorted(expected)

    def test_one_sentence_that_names_both_is_about_them(self) -> None:
        long = "The council has decided to go to court, and you should see a solicitor at once. " * 20
        assert sorted(named(FOR_TWO, "# Notice", f"{long} It is about Keziah and Idris.")) == [IDRIS[0], KEZIAH[0]]
        assert named(FOR_TWO, "# Notice", f"{long} It is about Keziah and Tom.") == []
        assert named(FOR_TWO, "# Plan", f"{long} Keziah and Idris are close.", kind="care_plan") == []

    def test_a_chronology_is_about_both_and_a_plan_about_the_one_it_speaks_of(self) -> None:
        rows = [f"0{n}/01/2025 | Keziah at school, Idris at home | seen" for n in range(1, 7)]
        assert sorted(named(FOR_TWO, "# Chronology", *rows, kind="chronology")) == [IDRIS[0], KEZIAH[0]]
        plan = ["Where will the child live and how will it be? For Idris a home is needed." for _ in range(6)]
        assert named(FOR_TWO, "# Plan", *plan, "Keziah visits him.", kind="action_plan") == [IDRIS[0]]


ONCE = asked("minutes", document("minutes"))


def judged(*documents: Document) -> Finding:
    known = with_children_named(documents)
    names = tuple(each.name for each in requests_children(known))
    family = of_the_family(known, requests_children(known))
    return check(checklist(ONCE), Papers(known, TYPES, SITTING, TODAY, names, family), {}, {})[0]


class TestWhatIsNotOurs:
    def test_a_paper_that_names_nobody_of_ours_meets_nothing_and_is_not_missing(self) -> None:
        found = judged(FORM, saying("# Minutes", "Ottoline has a new bicycle.", "Ottoline likes it."))
        assert (found.outcome, found.reason) == (Outcome.UNSURE, Reason.WHOSE_IS_IT)

    @pytest.mark.parametrize(
        "line",
        [
            "Hair strand results for Ms Pengelly, taken on 18 February.",
            "Extract for KPR only; other items taken out.",
            "There Kez was not mentioned by name again.",
        ],
    )
    def test_a_paper_that_names_no_child_and_tells_of_the_family_is_theirs(self, line: str) -> None:
        told = saying("# Results", *TALK * 9, line)
        assert with_children_named([FORM, told])[1].children == ()
        assert judged(FORM, told).outcome is Outcome.MET

    def test_a_paper_of_the_family_that_is_titled_for_somebody_else_is_not_theirs(self) -> None:
        other = saying("# Ottoline's family plan", "Ottoline said yes to Ms Rowe. Then Ottoline went out.")
        assert judged(FORM, other).outcome is Outcome.UNSURE

    def test_a_brothers_paper_meets_nothing(self) -> None:
        other = replace(saying("# Minutes"), children=(child(*IDRIS),))
        assert judged(FORM, other).outcome is Outcome.UNSURE

    def test_beside_one_of_ours_it_does_not_matter(self) -> None:
        ours = saying("# Minutes – Keziah", *TALK * 9, file="b.docx")
        assert judged(FORM, saying("# Minutes", *TALK), ours).outcome is Outcome.MET

    def test_a_paper_of_which_no_words_were_read_says_nothing(self) -> None:
        assert judged(FORM, paper("minutes")).outcome is Outcome.MET

    @pytest.mark.parametrize(
        "lines",
        [
            ("# Ottoline's family plan", "Ottoline said yes. Then Ottoline went out."),
            ("# Child in Care Review – Ottoline", "Ottoline is well and Ottoline's school is near."),
            ("# Meeting", "for Ottoline", "Ottoline is well and Ottoline's school is near."),
            ("# Chronology", "Family: Quaife / Adebayo", "A call came."),
            ("# Meeting", "Case | Ottoline Quaife", "Ottoline's aunt and Ottoline's dog came."),
            ("# Summary of proceedings", "Re Ottoline and Casimir Quaife-Haldane", "Issued in May."),
            ("# Statement", "A Council and (1) Kay Orr (2) Jon Orr (3)–(4) Ottoline and Casimir Quaife", "Filed."),
        ],
    )
    def test_a_title_that_names_somebody_else_is_for_a_person(self, lines: tuple[str, ...]) -> None:
        (found,) = whose_they_are(with_children_named([FORM, saying(*lines)]))
        assert (found.reason, found.outcome, found.details["file"]) == (Reason.WRONG_CHILD, Outcome.UNSURE, "a.docx")

    @pytest.mark.parametrize(
        ("kind", "lines"),
        [
            (None, ("Dear Hettie", "Ottoline Q-A, PER 7410529", "Thank you for the referral.")),
            (None, ("Progress report", "For: the panel. Young person: Ottoline Q. (SSID 55)", "249 hours.")),
            (None, ("Invitation", "You may bring anybody. Ottoline can be in the playroom.")),
            (None, ("Newsletter", "On Tuesday we heard that Ottoline was elected.")),
            ("invoice_or_quote", ("Quote", "Client: Ottoline Q-A and her father", "Four meetings, £660.")),
            ("invoice_or_quote", ("Quote", "1:1 mentoring, Ottoline Quaife, with travel | 8 | £31.00")),
        ],
    )
    def test_somebody_else_in_what_need_not_name_the_child_is_for_a_person(
        self, kind: str | None, lines: tuple[str, ...]
    ) -> None:
        (found,) = whose_they_are(with_children_named([FORM, saying(*lines, kind=kind)]))
        assert (found.reason, found.outcome) == (Reason.WRONG_CHILD, Outcome.UNSURE)

    @pytest.mark.parametrize(
        ("kind", "lines"),
        [
            (None, ("Curriculum vitae", "Independent social worker since 2009.", *TALK * 5)),
            (None, ("Little Lanterns", "Play therapy is for families. Children’s groups meet on Monday.", *TALK * 5)),
            (None, ("Invitation", "You may bring Kay. Kay can sit by the door.", *TALK)),
            ("invoice_or_quote", ("Quotation", "Ridgeway Ltd, Unit 3, Blunsdon Park", "Mentoring | 8 | £31.00")),
        ],
    )
    def test_a_leaflet_a_quote_and_what_tells_of_people_the_form_knows_are_nobody_elses(
        self, kind: str | None, lines: tuple[str, ...]
    ) -> None:
        form = replace(FORM, passages=(Passage("Mother: Kay Bell", Place(paragraph=1)),))
        assert list(whose_they_are(with_children_named([form, saying(*lines, kind=kind)]))) == []

    def test_a_parent_of_another_surname_whom_the_form_names_is_nobody_else(self) -> None:
        form = replace(FORM, passages=(Passage("Mother: Kay Bell", Place(paragraph=1)),))
        report = saying(
            "# Cognitive assessment", "Client: Kay Bell", "Kay's memory is good. Kay has tried.", "Ms Rowe."
        )
        assert list(whose_they_are(with_children_named([form, report]))) == []
        assert [each.reason for each in whose_they_are(with_children_named([FORM, report]))] == [Reason.WRONG_CHILD]

    @pytest.mark.parametrize(
        "lines",
        [
            ("# Parenting assessment – Kay Rowe", "Kay has changed. Kay's mother helps."),
            ("# Quote", "For Swindon Borough Council", "To be paid."),
            ("# Minutes – Final Draft", "It was late."),
            ("# Minutes", "Re: Thursday", "It was late."),
            ("# Minutes of the meeting – Ms Bell", "Ms Bell was there."),
        ],
    )
    def test_a_title_that_names_no_child_is_no_other_childs(self, lines: tuple[str, ...]) -> None:
        assert list(whose_they_are(with_children_named([FORM, saying(*lines)]))) == []

    def test_an_empty_form_is_nobodys_and_no_riddle(self) -> None:
        empty = replace(saying("# Family group conference", *TALK * 5), state=DocumentState.BLANK_TEMPLATE)
        assert list(whose_they_are(with_children_named([FORM, empty]))) == []
        found = judged(FORM, replace(saying("# Minutes"), state=DocumentState.BLANK_TEMPLATE))
        assert (found.outcome, found.reason) == (Outcome.UNFINISHED, Reason.BLANK_TEMPLATE)

    def test_a_paper_of_many_words_and_none_of_the_family_is_for_a_person(self) -> None:
        strange = saying("# Family group conference", *TALK * 5)
        (found,) = whose_they_are(with_children_named([FORM, strange]))
        assert (found.reason, found.outcome) == (Reason.WHOSE_IS_IT, Outcome.UNSURE)

    @pytest.mark.parametrize(
        "paper_",
        [
            saying("# Cognitive assessment of Ms Kay Rowe", *TALK * 5),
            saying("# Family group conference", *TALK),
            saying("# Extract of the note", *TALK * 5, "Extract of the note for KPR only. Keziah came."),
            saying("# What is a discharge?", *TALK * 5, kind=None),
            replace(saying("# Quote", *TALK * 5), type="invoice_or_quote"),
            replace(saying("# About panels", *TALK * 5), role=Role.GUIDANCE),
        ],
    )
    def test_a_paper_of_the_family_of_few_words_or_of_a_nameless_kind_is_not(self, paper_: Document) -> None:
        assert list(whose_they_are(with_children_named([FORM, paper_]))) == []

    def test_a_part_of_a_file_of_ours_need_not_name_the_child_again(self) -> None:
        parts = [saying("# Keziah Pengelly-Rowe", *TALK), saying("# Threshold", *TALK * 5, kind="assessment")]
        assert list(whose_they_are(with_children_named([FORM, *parts]))) == []

    def test_a_namesake_with_another_birth_is_not_the_child(self) -> None:
        assert named(FORM, "Children | Noor 11/5/20, Keziah 27/8/23", *TALK) == []
        assert named(FORM, "Children | Noor 11/5/20, Keziah 7/5/16", *TALK) == [KEZIAH[0]]

    def test_a_page_of_another_family_in_a_report_is_found(self) -> None:
        other = child("Ottoline Quaife", date(2018, 1, 1))
        report = saying("# Keziah Pengelly-Rowe", *TALK, "¶Name | Ottoline Quaife", "She is well.", pages=True)
        stray = replace(other, evidence=Evidence("a.docx", report.passages[3].place, "Ottoline Quaife"))
        report = replace(report, children=(child(*KEZIAH), stray))
        (found,) = whose_they_are([FORM, report])
        assert (found.reason, found.evidence[0].place.page) == (Reason.WRONG_CHILD, 2)

    def test_a_friend_or_half_brother_on_a_page_about_our_child_is_no_stray(self) -> None:
        other = child("Ottoline Quaife", date(2018, 1, 1))
        report = saying("# Keziah Pengelly-Rowe", *TALK, "¶Name | Ottoline Quaife", "Keziah likes her.", pages=True)
        near = replace(other, evidence=Evidence("a.docx", report.passages[3].place, "Ottoline Quaife"))
        assert list(whose_they_are([FORM, replace(report, children=(child(*KEZIAH), near))])) == []

    def test_a_twins_paper_is_not_ours(self) -> None:
        twin = paper("minutes", children=(child("Idris Pengelly-Rowe", KEZIAH[1]),))
        assert [found.reason for found in whose_they_are([FORM, twin])] == [Reason.WRONG_CHILD]

    def test_a_name_before_birth_and_a_changed_surname_are_the_same_child(self) -> None:
        before = paper("minutes", children=(child("Unborn baby Pengelly", date(2016, 5, 20)),))
        changed = paper("minutes", children=(child("Keziah Bell", KEZIAH[1]),))
        assert list(whose_they_are([FORM, before, changed])) == []

    def test_another_day_of_birth_is_for_a_person_unless_it_is_the_papers_own_day(self) -> None:
        held = date(2026, 2, 12)
        misread = paper("minutes", dated=held, children=(child(KEZIAH[0], held),))
        another = paper("minutes", dated=held, children=(child(KEZIAH[0], date(2015, 5, 7)),))
        assert list(whose_they_are([FORM, misread])) == []
        assert [found.reason for found in whose_they_are([FORM, another])] == [Reason.CONFLICTING]

    def test_a_pet_name_made_of_the_beginning_of_the_name_is_the_same_child(self) -> None:
        form = paper("form", children=(child("Bartholomew Nwankwo", date(2024, 2, 3)),))
        pet = paper("minutes", children=(child("Barty Nwankwo", date(2024, 2, 3)),))
        sister = paper("minutes", children=(child("Betty Nwankwo", date(2024, 2, 3)),))
        assert list(whose_they_are([form, pet])) == []
        assert [found.reason for found in whose_they_are([form, sister])] == [Reason.WRONG_CHILD]

    def test_two_nhs_numbers_for_an_only_child_are_for_a_person(self) -> None:
        one = saying("# Keziah Pengelly-Rowe", "NHS No: 999 000 0018")
        other = saying("# Keziah Pengelly-Rowe", "NHS number | 999 000 0026", file="b.docx")
        known = with_children_named([FORM, one, other])
        assert [(each.reason, each.details["about"]) for each in whose_they_are(known)] == [
            (Reason.CONFLICTING, "NHS number")
        ]
        assert not [each for found in whose_they_are(known) for each in found.evidence if "999" in each.words]
        misread = saying("# Keziah Pengelly-Rowe", "NHS number | 999 000 0027", file="b.docx")
        assert list(whose_they_are(with_children_named([FORM, one, misread]))) == []

    def test_a_birth_of_a_baby_without_a_name_that_differs_by_a_day_is_for_a_person(self) -> None:
        form = paper("form", children=(child("Baby girl Hathaway-Quill", date(2026, 3, 2)),), role=Role.FORM)
        says = saying(
            "Newborn discharge summary", "Baby of Isobel Hathaway-Quill (dob 21/06/2006)", "Born 3 March 2026"
        )
        agrees = saying(
            "Newborn discharge summary", "Baby of Isobel Hathaway-Quill", "Date / time of birth | 02/03/2026"
        )
        assert [each.details["about"] for each in whose_they_are([form, says])] == ["date of birth"]
        assert not list(whose_they_are([form, agrees]))

    def test_a_paper_that_tells_of_ours_as_often_as_of_another_is_ours(self) -> None:
        told = ("Keziah likes the garden.", "Keziah was seen alone.", "Keziah’s school is near.")
        grown = saying("Home visit", *told, "Tamsin Orme said little.")
        named = replace(grown, children=(child("Tamsin Orme"),))
        assert not list(whose_they_are(with_children_named([FORM, named])))
        born = replace(grown, children=(child("Tamsin Orme", date(2015, 5, 4)),))
        assert [each.reason for each in whose_they_are(with_children_named([FORM, born]))] == [Reason.WRONG_CHILD]
        seldom = replace(saying("Home visit", told[0], *["Tamsin said so."] * 3), children=(child("Tamsin Orme"),))
        assert [each.reason for each in whose_they_are(with_children_named([FORM, seldom]))] == [Reason.WRONG_CHILD]

    def test_a_paper_about_our_parents_that_lists_children_nobody_knows_is_for_a_person(self) -> None:
        about = ("The parents are assessed apart, each in eight sessions at home and at the centre.",) * 3
        parents = saying("Parenting assessment plan", "Parents: Delyth Orme and Piers Vane.", *about, kind="plan")
        told = saying("# Keziah Pengelly-Rowe", "Mother: Delyth Orme", file="b.docx")
        known = with_children_named([FORM, told, parents])
        assert not list(whose_they_are(known))
        assert parents in of_the_family(known, requests_children(known))
        strange = saying("Parenting assessment plan", "Parents: Delyth Orme, Piers Vane.", "Children: Tarquin, Ngozi",
                         *about, kind="plan")  # fmt: skip
        known = with_children_named([FORM, told, strange])
        assert [each.reason for each in whose_they_are(known)] == [Reason.WHOSE_IS_IT]
        assert strange not in of_the_family(known, requests_children(known))


class TestTheRequestsChildren:
    def test_a_form_that_shortens_a_name_is_told_in_full_by_the_papers(self) -> None:
        form = paper("form", children=(child("Keziah P-R"),))
        assert [each.name for each in requests_children([form, paper("minutes", children=(child(*KEZIAH),))])] == [
            KEZIAH[0]
        ]

    def test_without_a_form_brothers_each_with_a_plan_are_one_family(self) -> None:
        plans = [paper("minutes", "a.docx", children=(child(*KEZIAH),)), paper("minutes", children=(child(*IDRIS),))]
        assert [each.name for each in requests_children(plans)] == [KEZIAH[0], IDRIS[0]]
        assert list(whose_they_are(plans)) == []

    def test_those_whose_case_was_heard_before_are_not_the_request_s(self) -> None:
        before = paper("proceedings_overview", "a.docx", children=(child(*IDRIS),))
        now = paper("minutes", children=(child(*KEZIAH),))
        assert [each.name for each in requests_children([before, now])] == [KEZIAH[0]]
        assert [each.name for each in requests_children([before])] == [IDRIS[0]]

    def test_a_child_not_yet_born_is_one_however_the_parents_names_are_shortened(self) -> None:
        due = date(2026, 7, 29)
        names = ("Unborn baby Pettifer-Mould", "Unborn P-M", "Unborn Pettifer-Mould")
        papers = [paper("minutes", f"{name}.docx", children=(child(name, due),)) for name in names]
        assert len(requests_children(papers)) == 1


@pytest.mark.parametrize("text", ["A" * 9000, "Aa-" * 6000, "Ann Lee, " * 3000, "(1) " * 9000, "Re Ann and " * 3000])
def test_words_without_end_are_looked_through_too(text: str) -> None:
    known = with_children_named([FORM, saying(f"# {text}", kind="minutes")])
    assert {found.outcome for found in whose_they_are(known)} <= {Outcome.UNSURE}


def strangers_in(*lines: str, kind: str | None = None, form: Document = FORM) -> list[Finding]:
    """What is said of a paper beside the form of Keziah, whose mother is Carys Orme."""
    told = replace(form, passages=(Passage("Mother: Carys Orme. Social worker: Imogen Fallow.", Place(paragraph=1)),))
    found = whose_they_are(with_children_named([told, saying(*lines, kind=kind, file="b.docx")]))
    return [each for each in found if each.reason is Reason.WRONG_CHILD]


LETTER = ("# What I want to say", "I want to live with my nan.", "I am 9. I get scared when my social worker is late.")


class TestAPaperOfNoKnownTypeAboutAnotherChild:
    @pytest.mark.parametrize(
        "line", ["from Ottoline", "from Ottoline Q", "Love from Casimir xx", "by Bronwyn, aged 9", "My name is Ngozi"]
    )
    def test_is_a_childs_letter_that_another_signs(self, line: str) -> None:
        assert strangers_in(*LETTER, line)

    def test_is_headed_in_capitals_by_another_whom_it_calls_by_the_first_name(self) -> None:
        title, present = (
            "PERMANENCE PLANNING MEETING – TARQUIN VASHCHUK",
            "Present: Keziah Bell (IRO), Imogen Fallow (SW)",
        )
        assert strangers_in(title, present, "Tarquin 12, in care since May. Tarquin doing better.", kind="minutes")
        assert not strangers_in("PERMANENCE PLANNING MEETING – TAW VIEW", present, "Keziah is well.", kind="minutes")

    @pytest.mark.parametrize(
        "line",
        [
            "Ottoline (Ottie) Vashchuk – first review",
            "Proposed placement of a young person in our area: Ottoline V., 15",
        ],
    )
    def test_is_headed_by_anothers_name(self, line: str) -> None:
        assert strangers_in("Ottoline said so. Ottoline is well.", line, "Ottoline wants to stay.", kind="care_plan")

    @pytest.mark.parametrize(
        "title", ["# Planning Meeting – Ishbel Quance (PER2870551)", "Invitation for Ishbel Quance, LCS 400123"]
    )
    def test_has_the_number_of_anothers_case_in_its_title(self, title: str) -> None:
        assert strangers_in(title, "Thursday at 10 in room 3. Please tell us if you cannot come.")

    @pytest.mark.parametrize("day", ["13 May", "4th June 2026"])
    def test_is_a_childs_drawing_that_another_signs_with_a_day(self, day: str) -> None:
        drawn = ("My good house", "nan. toast", "My worry house", "bins, and mum when she is asleep", "My dream house")
        assert strangers_in(*drawn, f"Ottoline {day}")
        assert not strangers_in(*drawn, f"Keziah {day}")
        assert not strangers_in(*drawn, f"Imogen {day}"), "the social worker"
        assert not strangers_in("Ate toast and saw nan.", f"Ottoline {day}"), "no child writes so"

    @pytest.mark.parametrize("line", ["from Keziah", "love Kez x", "by Kez, age 9"])
    def test_is_not_the_letter_of_our_own_child(self, line: str) -> None:
        assert not strangers_in(*LETTER, line)

    @pytest.mark.parametrize(
        "lines",
        [
            ("To the panel", "I have known the family for years and would have her with us.", "from Sharon"),
            ("Reference", "Carys has always been a good neighbour to me.", "Love, Denise"),
            ("Thank you for your payment of £40.", "from Meadowbank"),
        ],
    )
    def test_is_not_a_letter_of_an_adult_whom_nobody_names(self, lines: tuple[str, ...]) -> None:
        assert not strangers_in(*lines)

    @pytest.mark.parametrize(
        "line",
        [
            "Between the council (Imogen Fallow), Carys Orme and Dele Idris about Casimir and Quaife.",
            "This agreement is between Carys and the local authority in respect of Ottoline.",
            "An agreement between Carys Orme and the council for Bronwyn, Tarquin and Ngozi",
            "Made between us regarding Casimir Haldane and Quaife Haldane;",
        ],
    )
    def test_is_an_agreement_about_others(self, line: str) -> None:
        assert strangers_in("# Written agreement", line, "1. Dele will not be in the house at night.")

    @pytest.mark.parametrize(
        "line",
        [
            "Between the council and Carys Orme about Keziah.",
            "The difference between the two homes is about trust and time.",
            "Between the council and Sycamore Lodge for short breaks.",
            "Meeting between Imogen and Carys about the social worker.",
        ],
    )
    def test_is_not_an_agreement_about_ours_or_about_things(self, line: str) -> None:
        assert not strangers_in("# Written agreement", line)


class TestAPaperOfAKnownTypeAboutAnotherChild:
    @pytest.mark.parametrize(
        "line",
        [
            "Child to be placed | BTL, 3 yrs, grandson",
            "Child: B.T.L. (3)",
            "Young person – OH, aged 14",
            "Re: Ottoline H-B",
        ],
    )
    def test_tells_of_it_by_letters(self, line: str) -> None:
        assert strangers_in("# Assessment of carers", line, "Sandra Orme came.", kind="minutes")

    @pytest.mark.parametrize(
        "line",
        [
            "Child to be placed | KPR, 9 yrs",
            "Child: K.R. (9)",
            "Young person – KP-R, 9",
            "Child: SGO, first of 2 papers",
        ],
    )
    def test_tells_of_ours_by_theirs(self, line: str) -> None:
        assert not strangers_in("# Assessment of carers", line, "Sandra Orme came.", kind="minutes")

    def test_is_a_family_tree_with_the_births_of_others_alone(self) -> None:
        told = ("Sharon 41, Kay 62", "Tarquin 12.3.15, Ngozi 4/5/2019")
        assert strangers_in(*told, kind="genogram")
        assert not strangers_in("Sharon 41, Kay 62", "K 7.5.16, a boy 4/5/2019", kind="genogram")
        assert not strangers_in("Sharon 41, Kay 62, no days", kind="genogram")

    @pytest.mark.parametrize(
        ("line", "is_anothers"),
        [
            ("Child’ s full name | Zackary ry Penhallurick- Dean", True),
            ("For | TPH (full name held by us)", True),
            ("For | the whole family", False),
            ("Children: Keziah and Sharon", False),
        ],
    )
    def test_is_somebodys_of_whom_our_papers_know_at_most_half_the_names(self, line: str, is_anothers: bool) -> None:
        assert bool(strangers_in("# Agreement", line, "Signed on a Tuesday.", kind=None)) is is_anothers

    def test_is_of_others_in_full_behind_re_whatever_middle_name_a_father_shares(self) -> None:
        ours = paper("form", children=(child("Keziah Marek Pengelly-Rowe", None, file="form.docx"),))
        told = saying(
            "# Minutes", "Re: Ngozi Quaife-Haldane and Marisol Haldane", "Present: Marek Quaife", kind="minutes"
        )
        (found,) = whose_they_are(with_children_named([ours, told]))
        assert found.reason is Reason.WRONG_CHILD
        father = saying("# Minutes", "Present: Marek Quaife by phone. " + "He was told what was said. " * 8)
        (found,) = whose_they_are(with_children_named([ours, father]))
        assert found.reason is Reason.WHOSE_IS_IT

    def test_is_of_another_baby_though_ours_is_not_born_either(self) -> None:
        ours = paper("form", children=(child("Unborn baby Pengelly", None, file="form.docx"),))
        lines = ("# Record of enquiry", "Yevgenia Idris | Expected date of delivery 06/05/2026", "Unborn child. " * 30)
        (found,) = whose_they_are(with_children_named([ours, saying(*lines)]))
        assert found.reason is Reason.WHOSE_IS_IT

    def test_is_a_plan_of_our_parents_that_tells_of_somebodys_growth(self) -> None:
        ours = paper(
            "form",
            children=(child(*KEZIAH, file="form.docx"),),
            passages=(Passage("Mother: Kay Orme", Place(), False),),
        )
        rows = (
            "# What we will do",
            "For Kay Orme, mother",
            "5 | Clinic",
            "5 | Sikorska's growth, feeding",
            "Tea. " * 40,
        )
        (found,) = whose_they_are(with_children_named([ours, saying(*rows)]))
        assert found.reason is Reason.WHOSE_IS_IT
        kept = (*rows[:3], "5 | Keziah's growth, feeding", rows[4])
        assert not list(whose_they_are(with_children_named([ours, saying(*kept)])))

    def test_is_signed_by_a_worker_whose_double_name_holds_a_part_of_ours(self) -> None:
        told = ("# Plan", "Who does it: Femi Adegboro-Rowe, social worker.", "They were seen at home. " * 12)
        (found,) = whose_they_are(with_children_named([FORM, saying(*told)]))
        assert found.reason is Reason.WHOSE_IS_IT
        assert not list(whose_they_are(with_children_named([FORM, saying(told[0], "The Pengelly-Rowe plan", told[2])])))


def test_a_form_does_not_vouch_for_the_name_it_gives_itself() -> None:
    kin = "Mother: Delyth Orme"
    papers = [replace(saying("# Plan", kin, *TALK, file=f"{n}.docx"), children=(child(*KEZIAH),)) for n in range(2)]
    told = (kin, "We ask for a club for Perran.", "It is a bed that Perran needs.", "He calls for Perran.", *TALK * 5)
    form = replace(saying(*told), role=Role.FORM, file="form.docx")
    assert [each.reason for each in whose_they_are(with_children_named([form, *papers]))] == [Reason.WHOSE_IS_IT]
    plain = replace(saying(kin, "We ask for a club.", *TALK * 5), role=Role.FORM, file="form.docx")
    assert list(whose_they_are(with_children_named([plain, *papers]))) == []


def test_a_form_that_tells_of_nobody_of_ours_is_for_a_person() -> None:
    papers = [replace(saying("# Plan", *TALK, file=f"{n}.docx"), children=(child(*KEZIAH),)) for n in range(2)]
    strange = replace(saying("What we ask for: a club and a bed.", *TALK * 5), role=Role.FORM, file="form.docx")
    ours = replace(saying("What Keziah asks for: a club and a bed.", *TALK * 5), role=Role.FORM, file="form.docx")
    assert [each.reason for each in whose_they_are(with_children_named([strange, *papers]))] == [Reason.WHOSE_IS_IT]
    assert list(whose_they_are(with_children_named([ours, *papers]))) == []
