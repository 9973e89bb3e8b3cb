"""Which stretches of speech are the caller's own."""

import numpy as np

from simulator.audio.clock import Samples
from simulator.scoring.foreground import own_voice
from simulator.scoring.stretch import Stretch

SECOND = 16_000


def heard(*levels_db: float, seconds: tuple[int, ...] | None = None) -> tuple[list[Stretch], Samples]:
    """Lay out one stretch a level, one after the other."""
    lengths = seconds or (1,) * len(levels_db)
    pieces = [np.full(n * SECOND, 10 ** (db / 20), dtype=np.float32) for n, db in zip(lengths, levels_db, strict=True)]
    ends = np.cumsum(lengths) * SECOND
    stretches = [
        Stretch(start=int(end) - n * SECOND, end=int(end), text=f"words {i}", words=())
        for i, (n, end) in enumerate(zip(lengths, ends, strict=True))
    ]
    return stretches, np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)


def kept(*levels_db: float, seconds: tuple[int, ...] | None = None) -> list[int]:
    """Which of the stretches count."""
    stretches, near = heard(*levels_db, seconds=seconds)
    return [stretches.index(stretch) for stretch in own_voice(stretches, near)]


def test_a_television_across_the_room_is_not_the_caller() -> None:
    """Speech more than 18 dB below the caller's own voice says nothing for them."""
    assert kept(-23, -42, -22) == [0, 2]


def test_a_mumbled_goodbye_is_still_the_callers() -> None:
    """Whoever drops their voice by 15 dB is heard."""
    assert kept(-23, -38) == [0, 1]


def test_a_television_that_talks_longer_than_the_caller_is_not_the_measure() -> None:
    """A quarter of the speech at the caller's level is enough to know their voice."""
    assert kept(-23, -48, seconds=(4, 8)) == [0]


def test_one_shout_does_not_silence_the_rest() -> None:
    """What is loud for a moment only is not the caller's usual voice."""
    assert kept(-30, -6, -30, seconds=(6, 1, 6)) == [0, 1, 2]


def test_words_over_silence_were_invented() -> None:
    """Below -60 dBFS there is no voice, even if nothing louder was heard."""
    assert kept(-70) == []


def test_a_quiet_caller_is_heard() -> None:
    """A whisper into a poor microphone counts, for it is all that there is."""
    assert kept(-50, -52) == [0, 1]


def test_nothing_stays_nothing() -> None:
    """A caller who says nothing has no voice."""
    assert kept() == []
