"""The ears know since when the caller speaks, and what of a silence was a click."""

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.listening.ears import Ears
from simulator.testing import LoudnessActivity


def followed(drawing: str) -> Ears:
    """Ears that heard a drawing, one hop a mark."""
    ears = Ears(LoudnessActivity())
    for mark in drawing:
        frame: Samples = np.full(HOP_LENGTH, 0.1 if mark == "#" else 0.0, dtype=np.float32)
        ears.feed(frame)
    return ears


def test_a_breath_begins_a_new_run_of_speech() -> None:
    """After a silence of 0.2 s or more inside a stretch the voice counts from where it came back."""
    ears = followed("..####.......###")
    assert ears.onset == 2 * HOP_LENGTH
    assert ears.voice_from == 13 * HOP_LENGTH
    assert ears.gap == 7 * HOP_LENGTH


def test_a_gap_between_words_begins_nothing() -> None:
    """A silence of less than 0.2 s belongs to the words around it."""
    assert followed("..####......###").voice_from == 2 * HOP_LENGTH


def test_a_click_does_not_break_a_silence() -> None:
    """What turns out too short to be speech leaves the caller's silence as long as it was."""
    ears = followed("####" + 20 * "." + "##" + 20 * ".")
    assert ears.quiet_since == 4 * HOP_LENGTH
