"""Talk is cut into sentences and passages without losing a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.listening.sentences import LONGEST_PASSAGE, passages, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("no marks at all", ["no marks at all"]),
        ("Hi. It's Ana! Did I get it?", ["Hi.", "It's Ana!", "Did I get it?"]),
        ("Is Mr. Lee in? Thanks.", ["Is Mr. Lee in?", "Thanks."]),
        ("At 3.15 sharp. Bye", ["At 3.15 sharp.", "Bye"]),
    ],
)
def test_sentences_end_at_their_marks(text: str, expected: list[str]) -> None:
    """A sentence ends at its mark, and not inside a number or after a title."""
    assert [sentence.text for sentence in sentences(text)] == expected


@given(st.lists(st.sampled_from(["so", "bye.", "why?", "Mr.", "it's", "..."]), max_size=300).map(" ".join))
def test_every_word_is_in_a_passage(text: str) -> None:
    """Passages hold every word, none holds too many, and each stands where it says."""
    found = passages(text)
    for passage in found:
        assert text[passage.start : passage.end] == passage.text
        assert 1 <= len(passage.text.split()) <= LONGEST_PASSAGE
    covered = {at for passage in found for at in range(passage.start, passage.end)}
    assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())


def test_short_talk_is_one_passage() -> None:
    """What fits into one passage stays together."""
    assert len(passages("Hi. It's Ana. " * 10)) == 1


def test_a_long_sentence_is_cut_with_an_overlap() -> None:
    """Seventy words without a full stop make two passages that share words."""
    first, second = passages(" ".join(f"w{number}" for number in range(70)))
    assert first.start == 0
    assert second.start < first.end
    assert second.text.endswith("w69")
