"""What is worked out of a piece of a file is worked out once while the file is judged, and gone afterwards."""

from weakref import ref

from casework.judging import judging, once


class Words:
    """Something that words were read from."""


def test_a_piece_is_worked_out_once_while_its_file_is_judged_and_again_for_the_next() -> None:
    asked: list[Words] = []
    count = once(asked.append)
    piece, other = Words(), Words()
    with judging():
        count(piece)
        count(piece)
        count(other)
    assert asked == [piece, other]
    with judging():
        count(piece)
    assert asked == [piece, other, piece]


def test_outside_a_file_nothing_is_kept() -> None:
    asked: list[Words] = []
    count = once(asked.append)
    piece = Words()
    count(piece)
    count(piece)
    assert asked == [piece, piece]


def test_two_questions_about_one_piece_are_kept_apart() -> None:
    piece = Words()
    first, second = once(lambda _: "first"), once(lambda _: "second")
    with judging():
        assert [first(piece), second(piece), first(piece)] == ["first", "second", "first"]


def test_no_words_outlive_the_file() -> None:
    look = once(lambda piece: piece)
    piece = Words()
    kept = ref(piece)
    with judging():
        look(piece)
        del piece
        assert kept() is not None
    assert kept() is None
