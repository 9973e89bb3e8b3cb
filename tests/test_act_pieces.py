"""Words are cut into the pieces that the sentence encoder was taught with."""

import pytest

from simulator.listening.pieces import UNKNOWN, Vocabulary, read_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Read the vocabulary once."""
    return read_vocabulary()


def test_words_are_cut_into_the_longest_pieces() -> None:
    """From the beginning of a word on, the longest piece that fits is taken."""
    small = Vocabulary(["", "", "un", "unaff", "##aff", "##able", "##a", "."])
    assert small.cut("unaffable.").ids == (3, 5, 7)
    assert small.cut("un una").ids == (2, 2, 6)


def test_a_word_with_a_strange_end_is_unknown() -> None:
    """A word that cannot be put together whole is one unknown piece, and the mark behind it still counts."""
    small = Vocabulary(["un", "##aff", "."])
    assert small.cut("unaffo.").ids == (UNKNOWN, 2)


def test_the_vocabulary_is_the_encoders(vocabulary: Vocabulary) -> None:
    """The numbers are those of BERT's vocabulary: a few that are widely known."""
    assert vocabulary.cut("hello, world!").ids == (7592, 1010, 2088, 999)


def test_pieces_know_their_words(vocabulary: Vocabulary) -> None:
    """Every piece says where its word stands in the text."""
    text = "  Priya  Ramanathan, here."
    cut = vocabulary.cut(text)
    words = [text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)]
    assert list(dict.fromkeys(words)) == ["Priya", "Ramanathan,", "here."]


@pytest.mark.parametrize(("written", "plain"), [("I\u2019d", "I'd"), ("HELLO", "hello"), ("r\u00e9sum\u00e9", "resume")])
def test_spelling_does_not_matter(vocabulary: Vocabulary, written: str, plain: str) -> None:
    """It does not matter which apostrophe, capitals and accents a recogniser writes."""
    assert vocabulary.cut(written).ids == vocabulary.cut(plain).ids


def test_unknown_letters_are_pieces_too(vocabulary: Vocabulary) -> None:
    """A letter outside the vocabulary is one unknown piece."""
    assert vocabulary.cut("\U00013000").ids == (UNKNOWN,)


def test_blank_text_has_no_pieces(vocabulary: Vocabulary) -> None:
    """Nothing said, nothing cut."""
    assert vocabulary.cut("  ").ids == ()
