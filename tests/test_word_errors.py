"""Word errors count what was misheard, not how it is spelt."""

import pytest

from simulator.listening.word_errors import normalized, word_errors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It's 10:00, OK?", "its ten o'clock okay"),
        ("the 17th of November", "The seventeenth of november!"),
        ("the 20th, the 21st and the 2nd", "the twentieth the twenty first and the second"),
        ("40 people, 42 chairs, 0 tables", "forty people forty-two chairs zero tables"),
        ("Mr. Kowalski\u2019s follow-up", "mister kowalski's follow up"),
    ],
)
def test_what_sounds_equal_is_equal(one: str, other: str) -> None:
    """Case, punctuation, hyphens and digits make no difference."""
    assert normalized(one) == normalized(other)


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("", "", (0, 0)),
        ("", "you", (1, 0)),
        ("thank you", "", (2, 2)),
        ("this is Priya Raman", "this is prayer Ramon", (2, 4)),
        ("next steps", "the next two steps please", (3, 2)),
        ("a b c d", "b c d a", (2, 4)),
    ],
)
def test_errors_are_the_fewest_edits(said: str, heard: str, errors: tuple[int, int]) -> None:
    """Changed, added and missing words count one each, by the cheapest way from one to the other."""
    assert word_errors(said, heard) == errors
