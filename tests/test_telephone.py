"""The line: what the telephone lets through, its tones, and the sounds of the other room."""

from itertools import islice

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.events import Event, LineDrafted, LineEnded, LineStopped, PauseEnded, PauseStarted, PhaseChanged
from simulator.telephone.band import DELAY, TelephoneBand, mu_law
from simulator.telephone.carrier import LineSettings, TelephoneLine
from simulator.telephone.comfort import PEAKS, comfort
from simulator.telephone.tones import RING_OFF, RING_ON, beep, click, hold_music, hung_up, ring

HUSH = np.zeros(HOP_LENGTH, dtype=np.float32)


def tone(hz: float) -> Samples:
    """A second of a tone with an amplitude of 0.3."""
    at = np.arange(SAMPLE_RATE)
    return np.asarray(0.3 * np.sin(2 * np.pi * hz * at / SAMPLE_RATE), dtype=np.float32)


def loudness(samples: Samples) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(np.square(samples))))


@pytest.mark.parametrize(
    ("hz", "passes"), [(100, False), (180, False), (500, True), (1000, True), (3000, True), (4000, False), (6000, False)]
)
def test_the_band_is_that_of_a_telephone(hz: float, *, passes: bool) -> None:
    """Tones from 500 to 3000 Hz go through; below 200 and above 4000 Hz they lose 20 dB or more."""
    share = loudness(TelephoneBand().feed(tone(hz))[1000:]) / loudness(tone(hz))
    assert (share > 0.9) if passes else (share < 0.1)


@pytest.mark.parametrize(("hz", "most"), [(400, DELAY), (1000, to_samples(0.001)), (3000, to_samples(0.002)), (3300, DELAY)])
def test_the_band_keeps_nobody_waiting(hz: float, most: int) -> None:
    """A burst of a pitch that goes through comes out at most 4 ms later, one from the middle of a voice at most 1 ms."""
    at = np.arange(SAMPLE_RATE // 2)
    swell = np.exp(-(((at - len(at) / 2) / to_samples(0.02)) ** 2))
    burst = tone(hz)[: len(at)] * swell.astype(np.float32)
    heard = TelephoneBand().feed(burst)
    before, after = (np.average(at, weights=np.square(sound, dtype=np.float64)) for sound in (burst, heard))
    assert 0 <= after - before <= most


def test_blocks_of_any_size_give_the_same_signal() -> None:
    """The filter remembers what came before."""
    rng = np.random.default_rng(0)
    noise = rng.standard_normal(3000).astype(np.float32) * 0.1
    band = TelephoneBand()
    blocks = np.concatenate([band.feed(noise[i : i + 333]) for i in range(0, 3000, 333)])
    np.testing.assert_allclose(blocks, TelephoneBand().feed(noise), atol=0.01)


def test_mu_law_has_few_steps_and_keeps_quiet_sounds() -> None:
    """There are at most 256 values, finer near silence; silence stays silence."""
    ramp: Samples = np.linspace(-1, 1, 20_001, dtype=np.float32)
    quiet = ramp * np.float32(0.01)
    assert len(np.unique(mu_law(ramp))) <= 256
    assert np.abs(mu_law(ramp) - ramp).max() < 0.03
    assert np.abs(mu_law(quiet) - quiet).max() < 0.0005
    assert not mu_law(np.zeros(5, dtype=np.float32)).any()


@pytest.mark.parametrize("kind", ["paper", "keyboard", "sigh", "quiet"])
@pytest.mark.parametrize("n_samples", [0, 1, 700, to_samples(3.0)])
def test_comfort_is_quiet_and_as_long_as_asked(kind: str, n_samples: int) -> None:
    """Whatever the length, the sound fits it and stays far below speech; the same seed makes the same."""
    sound = comfort(kind, n_samples, np.random.default_rng(4))
    assert sound.shape == (n_samples,)
    assert np.abs(sound).max(initial=0.0) <= PEAKS.get(kind, 0.0) + 1e-6
    np.testing.assert_array_equal(sound, comfort(kind, n_samples, np.random.default_rng(4)))


def test_tones_are_there_and_not_too_loud() -> None:
    """Every tone sounds, and none is louder than a voice."""
    for sound in (ring(), click(), beep(), hung_up(), *islice(hold_music(seed=1), 9)):
        assert 0.02 < np.abs(sound).max() < 0.3


def test_a_ring_is_a_tone_and_a_silence() -> None:
    """It rings as loud as a recruiter, swells and dies away without a click, and is silent then."""
    sound = ring()
    assert len(sound) == RING_ON + RING_OFF
    assert rms_dbfs(sound[:RING_ON]) == pytest.approx(-28, abs=1)
    assert not sound[RING_ON:].any()
    assert float(np.abs(np.diff(sound)).max()) < 0.03


def test_music_is_the_same_for_a_seed() -> None:
    """Whoever makes the same call again holds to the same notes; another call has others."""
    first, again, other = (np.concatenate(list(islice(hold_music(seed=seed), 9))) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def line(**more: bool) -> TelephoneLine:
    """A line without a band, so that what is added can be seen."""
    return TelephoneLine(LineSettings(seed=3, sounds=("paper",), band=False, breaks_up=more.get("breaks_up", False)))


def carried(telephone: TelephoneLine, *happened: Event, n_hops: int = 60) -> Samples:
    """What is heard of silence after something happened."""
    hops = [telephone.carry(HUSH, list(happened))] + [telephone.carry(HUSH, []) for _ in range(n_hops)]
    return np.concatenate(hops)


def test_a_line_without_a_band_changes_no_sample() -> None:
    """Where nothing is added, what is heard is what was spoken."""
    np.testing.assert_array_equal(line().carry(tone(100)[:HOP_LENGTH], []), tone(100)[:HOP_LENGTH])


@pytest.mark.parametrize(
    "end", [PauseEnded(line=0, at=0), LineStopped(line=0, at=0, onset=0, left=("",), collision=False)], ids=["ended", "stopped"]
)
def test_a_pause_has_a_sound_that_ends_with_it(end: Event) -> None:
    """Paper rustles while the recruiter looks something up, and stops when they speak, or when the caller does."""
    telephone = line()
    assert carried(telephone, PauseStarted(line=0, at=0)).any()
    assert not carried(telephone, end).any()


def test_a_machine_beeps_when_it_has_spoken() -> None:
    """The tone comes after the greeting of an answering machine, and after no other line."""
    telephone = line()
    greeting = LineDrafted(line=0, purpose="machine", sentences=("Hello.",), pauses=(), decided_at=0)
    assert not carried(telephone, greeting).any()
    assert carried(telephone, LineEnded(line=0, at=0)).any()
    assert not carried(telephone, LineEnded(line=1, at=0)).any()


def test_music_plays_while_the_caller_is_put_through() -> None:
    """It begins when the receptionist has spoken, goes on for as long as it takes, and ends in a click when somebody answers."""
    telephone = line()
    assert not carried(telephone, PhaseChanged(phase="holding", at=0), n_hops=300).any()
    waiting = carried(telephone, LineEnded(line=0, at=0), n_hops=3000)
    assert all(loudness(second) > 0.005 for second in waiting[: 90 * SAMPLE_RATE].reshape(-1, SAMPLE_RATE))
    answered = carried(telephone, PhaseChanged(phase="opening", at=0))
    np.testing.assert_array_equal(answered[: len(click())], click())
    assert not answered[len(click()) :].any()
    assert not carried(telephone, LineEnded(line=1, at=0)).any()


def test_a_bad_line_loses_pieces_until_the_verdict_is_looked_up() -> None:
    """Some of the voice is gone at first, and all of it is there later."""
    telephone = line(breaks_up=True)
    voice = np.full(HOP_LENGTH, 0.2, dtype=np.float32)
    before = np.concatenate([telephone.carry(voice, []) for _ in range(300)])
    telephone.carry(voice, [PhaseChanged(phase="announcing", at=0)])
    after = np.concatenate([telephone.carry(voice, []) for _ in range(300)])
    assert 0.02 < np.mean(before == 0) < 0.5
    assert (after > 0).all()
