"""A desk hands over hops on one clock, whatever the device's rate and blocks, and whatever is lost."""

from collections.abc import Sequence

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, Samples, on_pcm16_grid
from simulator.audio.hop import SILENCE, Hop
from simulator.lines.desk import DROWNED, DROWNS, Desk, play
from simulator.lines.half_duplex import HalfDuplex
from simulator.lines.lead import BEGINNING, MISHAP, Lead
from simulator.lines.spool import Spool
from simulator.lines.stream import Block

LEAD_HOPS = 2


class Loopback:
    """A device whose microphone hears its own loudspeaker, `delay` samples later; `lost` blocks never arrive."""

    def __init__(self, *, block_length: int = HOP_LENGTH, delay: int = 0, lost: Sequence[int] = ()) -> None:
        self.sample_rate = 16_000
        self.lead_hops = LEAD_HOPS
        self.spool = Spool(60_000)
        self._n, self._delay, self._lost = block_length, delay, lost
        self._wire: Samples = np.zeros(delay, dtype=np.float32)
        self._at = self._number = 0

    def fetch(self) -> Block:
        """Play a block and hear one."""
        while True:
            out = np.zeros(self._n, dtype=np.float32)
            self.spool.take(out, self._at)
            self._wire = np.concatenate([self._wire, out])
            heard, self._wire = self._wire[: self._n], self._wire[self._n :]
            block = Block(at=self._at, samples=heard, flawed=False)
            self._at += self._n
            self._number += 1
            if self._number - 1 not in self._lost:
                return block


class Pairs:
    """A canceller that cancels nothing and remembers what it was given."""

    def __init__(self, *, half_duplex: bool = False) -> None:
        self.half_duplex = half_duplex
        self.given: list[tuple[Samples, Samples]] = []

    def feed(self, near: Samples, far: Samples) -> Samples:
        """Remember."""
        self.given.append((near, far))
        return near


def noise(n_hops: int) -> list[Samples]:
    """Hops of noise on the 16-bit grid."""
    rng = np.random.default_rng(0)
    return list(on_pcm16_grid(rng.uniform(-0.5, 0.5, (n_hops, HOP_LENGTH)).astype(np.float32)))


@pytest.mark.parametrize("block_length", [128, HOP_LENGTH])
def test_what_is_said_comes_out_at_its_lead(block_length: int) -> None:
    """Each hop is heard `LEAD_HOPS` later, sample by sample, whatever the device's blocks."""
    desk, said = Desk(Loopback(block_length=block_length), None), noise(20)
    heard = [desk.exchange(hop).near for hop in said]
    np.testing.assert_array_equal(np.concatenate(heard[LEAD_HOPS:]), np.concatenate(said[:-LEAD_HOPS]))


def test_the_canceller_gets_what_sounded_at_the_same_index() -> None:
    """On a wire without delay both sides of every pair are the same."""
    pairs = Pairs()
    desk = Desk(Loopback(), pairs)
    for hop in noise(10):
        desk.exchange(hop)
    for near, far in pairs.given:
        np.testing.assert_array_equal(near, far)


class Greedy(Loopback):
    """A device that takes several blocks of sound at once, and then hands over as many."""

    def __init__(self, n_at_once: int) -> None:
        super().__init__()
        self.lead_hops = 1
        self._n_at_once = n_at_once
        self._taken: list[Block] = []

    def fetch(self) -> Block:
        """Play and hear several blocks, and hand over the first that is left."""
        if not self._taken:
            self._taken = [super(Greedy, self).fetch() for _ in range(self._n_at_once)]
        return self._taken.pop(0)


def test_a_device_that_takes_more_at_once_gets_more_ahead() -> None:
    """While it still rings, until nothing comes too late any more; both sides of every pair are the same then."""
    device, pairs = Greedy(4), Pairs()
    desk = Desk(device, pairs)
    hops = noise(BEGINNING // HOP_LENGTH)
    for hop in hops:
        desk.exchange(hop)
    assert desk.lead_hops == 3
    n_late = device.spool.n_late
    for hop in hops:
        desk.exchange(hop)
    assert device.spool.n_late == n_late
    for near, far in pairs.given[-BEGINNING // HOP_LENGTH :]:
        np.testing.assert_array_equal(near, far)


def test_being_held_up_once_changes_nothing() -> None:
    """Later on a single mishap, however long, is no reason to answer later from then on; a second one is."""
    lead = Lead(1)
    assert not any(lead.falls_short(0) for _ in range(BEGINNING // HOP_LENGTH))
    assert not any(lead.falls_short(n) for n in range(MISHAP // HOP_LENGTH))
    assert not any(lead.falls_short(1000) for _ in range(100))
    assert lead.falls_short(1001)
    assert lead.n_hops == 2


def test_a_lost_block_is_silence_of_its_length() -> None:
    """The clock stays true: zeros stand for what was lost, the hop says how much, and the next is in its place."""
    desk, said = Desk(Loopback(lost=[5]), None), noise(10)
    hops = [desk.exchange(hop) for hop in said]
    assert [hop.n_lost for hop in hops] == [None] * 5 + [HOP_LENGTH] + [None] * 4
    assert not hops[5].near.any()
    np.testing.assert_array_equal(hops[6].near, said[6 - LEAD_HOPS])


def test_half_duplex_hears_only_in_silence() -> None:
    """While the loudspeaker sounds, and until the room has fallen silent, the microphone is closed."""
    closed = HalfDuplex(delay=0)
    voice = np.full(HOP_LENGTH, 0.1, dtype=np.float32)
    heard = [bool(closed.feed(voice, far).any()) for far in [SILENCE, voice, *[SILENCE] * 9]]
    assert heard == [True, *[False] * 8, True, True]


@pytest.mark.parametrize(("n_hops", "n_heard"), [(2, 2), (5, 3)])
def test_playing_stops_when_it_is_told(n_hops: int, n_heard: int) -> None:
    """A sound is played to its end, its last hop filled up with silence, or to the hop that says no."""
    heard: list[Hop] = []

    def take(hop: Hop) -> bool:
        heard.append(hop)
        return len(heard) < 3

    play(Desk(Loopback(), None), np.ones((n_hops - 1) * HOP_LENGTH + 1, dtype=np.float32), meanwhile=take)
    assert len(heard) == n_heard


@pytest.mark.parametrize(("drowns", "told"), [(True, [DROWNS]), (False, [])])
def test_a_loudspeaker_that_drowns_the_person_is_told_once(*, drowns: bool, told: list[str]) -> None:
    """After some seconds in which nobody could be heard over it, and not again."""
    heard: list[str] = []
    desk = Desk(Loopback(), Pairs(half_duplex=drowns), tell=heard.append)
    for _ in range(3 * DROWNED // HOP_LENGTH):
        desk.exchange(SILENCE)
    assert heard == told
