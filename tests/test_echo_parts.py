"""Each part of the echo canceller does its own share."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.listening.double_talk import FIRST_REST_DB, LEAST_REST_DB, DoubleTalk
from simulator.listening.echo_delay import EchoDelay
from simulator.listening.echo_filter import EchoFilter
from simulator.listening.reference import REACH, Reference


def noise(n_hops: int, seed: int = 0, level: float = 0.1) -> Samples:
    """Whole hops of noise."""
    return np.asarray(level * np.random.default_rng(seed).standard_normal(n_hops * HOP_LENGTH), dtype=np.float32)


def hops(samples: Samples) -> list[Samples]:
    """Cut a signal into hops."""
    return list(samples.reshape(-1, HOP_LENGTH))


@pytest.mark.parametrize("delay", [0, 7, 7.25, 1000.5])
def test_a_delay_may_lie_between_samples(delay: float) -> None:
    """A sine comes out as late as it should, to a thousandth."""
    at = np.arange(20 * HOP_LENGTH)
    reference = Reference(0)
    reference.delay = delay
    late = np.concatenate([reference.feed(hop) for hop in hops(np.sin(0.1 * at).astype(np.float32))])
    np.testing.assert_allclose(late[2000:], np.sin(0.1 * (at[2000:] - delay - REACH)), atol=1e-3)


def test_a_drift_adds_up_to_a_delay() -> None:
    """A clock that is slower by 100 millionths is 1.6 samples later after a second."""
    reference = Reference(500)
    reference.drift = 1e-4
    for hop in hops(noise(SAMPLE_RATE // HOP_LENGTH)):
        reference.feed(hop)
    assert reference.delay == pytest.approx(501.6, abs=0.05)


@pytest.mark.parametrize("delay", [0, 960, 6400])
def test_the_delay_is_found_within_two_seconds(delay: int) -> None:
    """Half a second or less is found to the sample, in noise as loud as the echo."""
    far = noise(62)
    near = np.concatenate([np.zeros(delay, np.float32), far])[: len(far)] + noise(62, seed=1)
    finder = EchoDelay()
    found = [finder.feed(a, b) for a, b in zip(hops(near), hops(far), strict=True)]
    assert [delay for delay in found if delay is not None][-1] == delay


def test_no_delay_is_found_where_there_is_no_echo() -> None:
    """Two sounds that have nothing to do with each other have no delay."""
    finder = EchoDelay()
    pairs = zip(hops(noise(100)), hops(noise(100, seed=1)), strict=True)
    assert {finder.feed(near, far) for near, far in pairs} == {None}


def test_the_filter_learns_a_room_and_keeps_it_while_the_caller_talks() -> None:
    """The echo goes; what the caller says over it stays, and unteaches nothing."""
    far = noise(200)
    echo = np.convolve(far, [0.0, 0.5, -0.3, 0.0, 0.2])[: len(far)].astype(np.float32)
    caller = np.zeros_like(far)
    caller[120 * HOP_LENGTH : 160 * HOP_LENGTH] = noise(40, seed=2)
    learner = EchoFilter()
    rest = np.array(
        [learner.feed(n.astype(np.float64), f.astype(np.float64))[0] for n, f in zip(hops(echo + caller), hops(far), strict=True)]
    ).ravel()
    left = rest - caller
    for first, last in ((80, 120), (130, 160), (165, 200)):
        part = slice(first * HOP_LENGTH, last * HOP_LENGTH)
        assert 20 * np.log10(np.std(echo[part]) / np.std(left[part])) > 20


def test_the_gate_learns_what_remains_and_opens_for_more() -> None:
    """What usually remains of an echo is held back, a voice over it is let through, and silence shuts nothing out."""
    gate = DoubleTalk()
    echo, rest, voice = noise(1).astype(np.float64), noise(1, level=0.002), noise(1, level=0.05)
    assert gate.lets_through(voice, np.zeros(HOP_LENGTH))
    for _ in range(400):
        assert not gate.lets_through(rest, echo)
    assert LEAST_REST_DB == gate.rest_db < FIRST_REST_DB
    assert [gate.lets_through(voice, echo) for _ in range(3)] == [False, True, True]


def test_one_side_at_a_time_where_the_echo_drowns_a_voice() -> None:
    """A loud echo of which much remains is owned up to."""
    gate = DoubleTalk()
    assert not gate.half_duplex
    gate.lets_through(noise(1, level=0.2), noise(1, level=0.5).astype(np.float64))
    assert gate.half_duplex
