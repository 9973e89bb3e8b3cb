"""A caller in a room with the loudspeaker on has the same call as one with headphones."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.audio.files import read_mono
from simulator.audio.levels import rms_dbfs
from simulator.data import fixtures_folder
from simulator.events import Event
from simulator.telephone.tones import ring
from tests.room import CALLER_DBFS, Room, RoomLine, RoomSettings


class Silent:
    """A caller who says nothing."""

    def exchange(self, far: Samples) -> Samples:
        """Say nothing."""
        return np.zeros_like(far)

    def notice(self, event: Event) -> None:
        """Learn nothing."""


def voice(n_hops: int) -> Samples:
    """Speech that the loudspeaker plays."""
    return read_mono(fixtures_folder() / "hired-asks-what-is-next" / "1-introduction.flac")[: n_hops * HOP_LENGTH]


def hops(samples: Samples) -> list[Samples]:
    """Cut a signal into hops."""
    return [samples[i : i + HOP_LENGTH] for i in range(0, len(samples), HOP_LENGTH)]


def test_an_echo_has_the_level_and_the_delay_that_were_asked_for() -> None:
    """A click comes back after the delay, at the loudness of an ordinary caller."""
    room = Room(RoomSettings(delay_s=0.1, noise_dbfs=-200))
    click = np.zeros(20 * HOP_LENGTH, dtype=np.float32)
    click[0] = 1.0
    heard = np.concatenate([room.heard(hop) for hop in hops(click)])
    assert int(np.argmax(np.abs(heard))) == SAMPLE_RATE // 10 + 8
    assert 10 * np.log10(np.sum(heard**2)) == pytest.approx(CALLER_DBFS + 23.0, abs=0.1)


@pytest.mark.parametrize("drift_ppm", [0, 100])
def test_the_recruiter_is_not_heard_in_a_room(drift_ppm: float) -> None:
    """Of the loudspeaker alone nothing is left that could be a voice, from the second second on."""
    line = RoomLine(Silent(), RoomSettings(drift_ppm=drift_ppm))
    heard = [line.exchange(hop) for hop in hops(voice(150))]
    late = np.concatenate([hop for hop in heard[2 * SAMPLE_RATE // HOP_LENGTH :] if hop is not None])
    assert rms_dbfs(late) < -60


def test_a_room_is_the_same_every_time() -> None:
    """The same settings give the same samples."""
    first, second = (RoomLine(Silent(), RoomSettings(seed=4)) for _ in range(2))
    for hop in hops(voice(20)):
        np.testing.assert_array_equal(first.exchange(hop), second.exchange(hop))


def test_a_ring_does_not_let_the_first_words_through() -> None:
    """Tones teach the canceller nothing about a room: the recruiter who answers after a ring is not heard either."""
    line = RoomLine(Silent(), RoomSettings(echo_db=6.0))
    for hop in hops(np.pad(ring(), (0, -len(ring()) % HOP_LENGTH))):
        line.exchange(hop)
    heard = [line.exchange(hop) for hop in hops(voice(60))]
    assert rms_dbfs(np.concatenate([hop for hop in heard if hop is not None])) < -60
