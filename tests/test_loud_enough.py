"""Voices in the room that are quieter than the caller are passed over, and nothing else is."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.listening.loud_enough import OPEN_HOPS, LoudEnough
from simulator.testing import LoudnessActivity

LEVELS = {".": 0.0, "o": 0.01, "#": 0.1}
"""Amplitudes of a drawing's hops; the gate lies between the last two."""


def scored(drawing: str) -> str:
    """Draw where a voice is found."""
    gate = LoudEnough(LoudnessActivity(), gate_dbfs=-30)
    frames: list[Samples] = [np.full(HOP_LENGTH, LEVELS[mark], dtype=np.float32) for mark in drawing]
    return "".join("#" if gate.score(frame) else "." for frame in frames)


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        ("oooooooo", "........"),
        ("..##oo..", "..####.."),
        ("oo#oooooooo#", "..#######..#"),
        ("#.......oo", "#........."),
        ("", ""),
    ],
)
def test_only_what_is_loud_and_what_follows_it_is_a_voice(drawing: str, found: str) -> None:
    """A quiet voice counts while a loud one has just been heard, for the soft ends of words, and not before or after."""
    assert scored(drawing) == found
    assert found.count("#") <= drawing.count("#") * (OPEN_HOPS + 1)


def test_forgetting_closes_the_gate() -> None:
    """After another stream has begun nothing loud has been heard in it."""
    gate = LoudEnough(LoudnessActivity(), gate_dbfs=-30)
    gate.score(np.full(HOP_LENGTH, 0.1, dtype=np.float32))
    gate.reset()
    assert gate.score(np.full(HOP_LENGTH, 0.01, dtype=np.float32)) == 0.0
