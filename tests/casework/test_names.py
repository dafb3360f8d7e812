"""Names that can mean one child, and names of brothers, sisters and strangers that cannot."""

import pytest

from casework.names import may_be_one, same_name, taken_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Barty Lee", "Bartholomew Lee"),
        ("Junie Lee", "Juniper Lee"),
        ("Jon Trewin", "Jonathan TREWIN"),
        ("Kate Pengelly", "Katherine Pengelly"),
        ("PENGELLY-ROWE, Zoë", "Zoe Pengelly Rowe"),
        ("Zoe Rowe", "Zoë Pengelly-Rowe"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("Saorise Quayle", "Saoirse Quayle"),
        ("Saoirse Quayl", "Saoirse Quayle"),
        ("S. Pengelly-Rowe", "Saoirse Pengelly-Rowe"),
        ("Saoirse P-R", "Saoirse Pengelly-Rowe"),
        ("S. P-R", "Saoirse Pengelly-Rowe"),
        ("Kez Pengelly", "Keziah Pengelly"),
        ("Alfie Rowe", "Alfie-Ray Rowe"),
        ("Siân O’Brien", "Sian OBrien"),
        ("Unborn baby Rowe", "Unborn baby of Kay Rowe"),
        ("Mohammed Khan", "Muhammad Khan"),
    ],
)
def test_another_way_to_write_a_name_is_not_another_child(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mary Lee", "Marcus Lee"),
        ("Tran Mai", "Linh T"),
        ("Pham-Zhang Ying", "Thao P-Z"),
        ("Pham-Zhang Ying", "Ying P"),
        ("Kelly Lee", "Kelsie Lee"),
        ("Jayden Rowe", "Kayden Rowe"),
        ("Ella Rowe", "Ellie Rowe"),
        ("Mia Rowe", "Mya Rowe"),
        ("Charles Rowe", "Charlotte Rowe"),
        ("Samuel Rowe", "Samantha Rowe"),
        ("Micah Pengelly-Rowe", "Kayden Pengelly-Rowe"),
        ("Kay Rowe", "Unborn baby Rowe"),
        ("Zoe Rowe", "Zoe Pask"),
        ("Z. R", "Zoe Rowe"),
        ("Rowe", "Zoe Rowe"),
        ("", "Zoe Rowe"),
    ],
)
def test_a_brother_a_sister_or_a_namesake_is_another_child(one: str, other: str) -> None:
    assert not may_be_one(one, other)
    assert not may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pham-Zhang Ying", "Ying P-Z"), ("Tran Mai", "Mai T"), ("Tran Mai", "M Tran"), ("Cheung-Chen Wei", "W. C-C")],
)
def test_a_surname_written_first_may_be_told_by_letters_behind(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)


def test_small_words_are_no_surname_where_another_is() -> None:
    assert taken_apart("Ann van der Berg").family == ("berg",)
    assert taken_apart("Ann dos Santos").family == ("santos",)
    assert taken_apart("Minh Le").family == ("le",)


def test_only_names_that_say_the_same_are_the_same() -> None:
    assert same_name("Zoe Ann Rowe", "ROWE, Zoë")
    assert not same_name("Jon Rowe", "Jonathan Rowe")


@pytest.mark.parametrize("name", ["", ",", "Mr", "Unborn", "Ω", "-", "’", "A" * 5000])
def test_whatever_stands_for_a_name_is_taken_apart(name: str) -> None:
    assert taken_apart(name).initials.isascii()
    assert not may_be_one(name, "Zoe Rowe")


def test_a_childs_letters_beside_a_place_are_the_childs() -> None:
    assert may_be_one("Okehampton TGH", "Tamsin Greenaway-Holt")
    assert may_be_one("Tamsin Greenaway-Holt", "TGH Okehampton")
    assert not may_be_one("Okehampton TGB", "Tamsin Greenaway-Holt")
    assert not may_be_one("Sam LEE", "Tamsin Greenaway-Holt")
