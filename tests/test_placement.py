"""Words are placed on the sound of their segment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.audio.clock import SAMPLE_RATE, Samples, to_samples
from simulator.listening.placement import place_words
from simulator.listening.recognition import Word


def speech(*lengths: float) -> Samples:
    """Make alternating silence and sound of these lengths in seconds, silence first."""
    rng = np.random.default_rng(0)
    parts = [(0.2 if i % 2 else 0.0003) * rng.standard_normal(to_samples(length)) for i, length in enumerate(lengths)]
    return np.concatenate(parts).astype(np.float32)


def seconds(words: tuple[Word, ...]) -> list[tuple[str, float, float]]:
    """Show words with their times on a grid of 0.1 s."""
    return [(word.text, round(word.start / SAMPLE_RATE, 1), round(word.end / SAMPLE_RATE, 1)) for word in words]


def test_one_word_covers_the_sound() -> None:
    """A lone word begins and ends with the sound, not with the segment."""
    assert seconds(place_words("Hello.", speech(0.3, 0.5, 0.4))) == [("Hello.", 0.3, 0.8)]


def test_silence_parts_sentences() -> None:
    """A silence falls between the sentences, however their lengths compare."""
    words = place_words("Yes. Thank you very much.", speech(0.1, 0.4, 0.4, 1.2, 0.1))
    assert [(word.text, word.start >= to_samples(0.85)) for word in words] == [
        ("Yes.", False), ("Thank", True), ("you", True), ("very", True), ("much.", True),
    ]  # fmt: skip
    assert words[0].end <= to_samples(0.52)


def test_long_words_take_longer() -> None:
    """Inside one sound, words share the time by their letters."""
    first, second = place_words("a responsibility", speech(0.0, 1.0))
    assert first.start == 0
    assert first.end == second.start < to_samples(0.2)
    assert second.end == SAMPLE_RATE


def test_fewer_words_than_sounds() -> None:
    """With more sounds than words every word still lies on sound."""
    (word,) = place_words("Hm.", speech(0.2, 0.1, 0.5, 0.6, 0.5, 0.1, 0.2))
    assert (round(word.start / SAMPLE_RATE, 1), round(word.end / SAMPLE_RATE, 1)) == (0.8, 1.4)


def test_own_times_are_kept_in_order_and_inside() -> None:
    """An engine's own times are kept, except what lies outside the segment or runs backwards."""
    own = tuple(Word(text=t, start=s, end=e) for t, s, e in [("a", -50, 100), ("b", 90, 200), ("c", 80, 81), ("d", 900, 1200)])
    placed = place_words("a b c d", np.zeros(1000, dtype=np.float32), own)
    assert [(word.start, word.end) for word in placed] == [(0, 100), (90, 200), (90, 91), (900, 1000)]


@given(
    text=st.text(alphabet="ab.,! '-", max_size=60),
    n_samples=st.integers(0, 40_000),
    loudness=st.sampled_from([0.0, 1e-6, 0.1]),
)
def test_every_word_has_a_place(text: str, n_samples: int, loudness: float) -> None:
    """Any text on any sound gives its words in order, inside the segment, each with at least a sample if there is room."""
    samples = (loudness * np.random.default_rng(0).standard_normal(n_samples)).astype(np.float32)
    words = place_words(text, samples)
    assert [word.text for word in words] == text.split()
    starts = [word.start for word in words]
    assert starts == sorted(starts)
    assert all(0 <= word.start < word.end <= n_samples for word in words) or n_samples == 0


def test_nothing_said_has_no_words() -> None:
    """An empty text has no words."""
    assert place_words("", speech(0.1, 0.5)) == ()


@pytest.mark.parametrize("n_samples", [0, 1])
def test_no_room_for_words(n_samples: int) -> None:
    """On a segment of no length words have none either, and nothing breaks."""
    words = place_words("one two", np.zeros(n_samples, dtype=np.float32))
    assert [(word.text, word.start, word.end) for word in words] == [("one", 0, n_samples), ("two", 0, n_samples)]
