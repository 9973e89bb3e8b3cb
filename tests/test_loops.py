"""What people say stays; what only a recognizer in a loop says goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.clock import SAMPLE_RATE
from simulator.listening.loops import without_bursts, without_loops
from simulator.listening.recognition import Word

LONG = 60 * SAMPLE_RATE


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Hello.",
        "Thank you, thank you, thank you so much!",
        "No no no no no, that's fine.",
        "Bye. Bye-bye. Bye.",
        "I see, I see.",
        "I really wanted this. I really wanted this.",
        "On Monday, the seventeenth; on Monday, yes.",
    ],
)
def test_what_people_say_stays(said: str) -> None:
    """Ordinary repetition is no loop."""
    assert without_loops(said, LONG) == said


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("thank you for your time " * 3, "thank you for your time"),
        ("Thank you for. Thank you, for thank you for thank you", "Thank you for."),  # cut off inside a repetition
        ("I see " * 6, "I see"),
        ("you " * 40, "you"),
        ("Well, the job the job the job the job the job the job is mine.", "Well, the job is mine."),
        ("a b c a b c a b c d e f d e f d e f", "a b c d e f"),
    ],
)
def test_loops_are_kept_once(heard: str, kept: str) -> None:
    """A phrase three times over, or a word six times, is kept once, whatever its punctuation."""
    assert without_loops(heard, LONG) == kept


@pytest.mark.parametrize(("n_samples", "n_words"), [(0, 2), (SAMPLE_RATE, 9), (SAMPLE_RATE + 1, 10), (2 * SAMPLE_RATE, 16)])
def test_nobody_says_more_than_seven_words_a_second(n_samples: int, n_words: int) -> None:
    """Words beyond seven a second, and two to spare, are cut from the end."""
    words = [f"word{i}" for i in range(40)]
    assert without_loops(" ".join(words), n_samples).split() == words[:n_words]


@given(st.lists(st.sampled_from(["a", "b", "C."]), max_size=40))
def test_cutting_twice_cuts_no_more_words_than_there_are(words: list[str]) -> None:
    """Whatever is heard, what is kept is part of it, in order, and not nothing."""
    kept = without_loops(" ".join(words), LONG).split()
    rest = iter(words)
    assert all(word in rest for word in kept)
    assert bool(kept) is bool(words)


def at(start: float, end: float, text: str = "word") -> Word:
    """Place a word by seconds."""
    return Word(text=text, start=round(start * SAMPLE_RATE), end=round(end * SAMPLE_RATE))


def test_words_without_time_to_say_them_go() -> None:
    """Four words within a fifth of a second are invented; quick words among slow ones are not."""
    spoken = (at(0.0, 0.3), at(0.3, 0.4), at(0.4, 0.42), at(0.42, 0.6))
    invented = (at(1.46, 1.48), at(1.48, 1.52), at(1.52, 1.54), at(1.54, 1.54), at(1.58, 1.58))
    assert without_bursts(spoken + invented) == spoken
    assert without_bursts(spoken) == spoken
    assert without_bursts(invented[:3]) == invented[:3]
    assert without_bursts(()) == ()
