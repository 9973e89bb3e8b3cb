"""A caller's stretches become turns, and what they do is read with their silences in mind."""

import numpy as np

from simulator.audio.clock import to_samples
from simulator.events import HeardWord
from simulator.listening.acts import Finding
from simulator.scoring.assembly import assemble
from simulator.scoring.stretch import Stretch


class Remembering:
    """Finds nothing, and knows what it was asked about."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, text: str) -> tuple[Finding, ...]:
        """Remember."""
        self.asked.append(text)
        return ()


def stretch(start: float, end: float, text: str) -> Stretch:
    """Speech from `start` to `end`, in seconds."""
    word = HeardWord(text=text, start=to_samples(start), end=to_samples(end))
    return Stretch(start=to_samples(start), end=to_samples(end), text=text, words=(word,))


def test_a_long_silence_ends_a_sentence_whatever_was_written() -> None:
    """A comma before a silence becomes a full stop for the reader; the turn's own words, and the last comma, stay."""
    said = [stretch(1, 2, "It's about the nutritionist job,"), stretch(3, 4, "I hope so much to join, truly,")]
    near = np.random.default_rng(0).uniform(-0.3, 0.3, to_samples(5)).astype(np.float32)
    reader = Remembering()
    talk = assemble(said, (), None, near=near, acts=reader, brief=None)
    assert talk.caller[0].text == "It's about the nutritionist job, I hope so much to join, truly,"
    assert reader.asked[-1] == "It's about the nutritionist job. I hope so much to join, truly,"


def test_how_far_a_voice_stands_out_is_part_of_the_conversation() -> None:
    """Speech is measured against what sounds with it; where next to nothing was said nothing is claimed."""
    near = np.random.default_rng(0).uniform(-0.3, 0.3, to_samples(5)).astype(np.float32)
    drowned = assemble([stretch(1, 4, "hello")], (), None, near=near, acts=Remembering(), brief=None)
    assert drowned.clarity_db is not None
    assert drowned.clarity_db < 0
    assert assemble([], (), None, near=near, acts=Remembering(), brief=None).clarity_db is None
