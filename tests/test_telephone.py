"""The line: what the telephone lets through, its tones, and the sounds of the other room."""

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_samples
from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.call.session import Engines, place_call
from simulator.events import Event, LineDrafted, LineEnded, LineStarted, PauseEnded, PauseStarted, PhaseChanged
from simulator.lines.caller import RecordedCaller
from simulator.persona import load_persona
from simulator.telephone.band import TelephoneBand, mu_law
from simulator.telephone.carrier import LineSettings, TelephoneLine
from simulator.telephone.comfort import LEVEL, comfort
from simulator.telephone.tones import beep, click, hold_music, hung_up, ringing
from simulator.testing import KeywordActs, LoudnessActivity, ScriptedRecognizer, ToneVoice
from simulator.verdict import Verdict
from tests.scripted import PERSONAS

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
    assert np.abs(sound).max(initial=0.0) <= LEVEL + 1e-6
    np.testing.assert_array_equal(sound, comfort(kind, n_samples, np.random.default_rng(4)))


def test_tones_are_there_and_not_too_loud() -> None:
    """Every tone sounds, and none is louder than a voice."""
    for sound in (ringing(2), click(), beep(), hung_up(), hold_music(to_samples(5.0), seed=1)):
        assert 0.02 < np.abs(sound).max() < 0.3
    assert len(ringing(0)) == 0
    assert len(hold_music(100, seed=1)) == 100


def line(**more: bool) -> TelephoneLine:
    """A line without a band, so that what is added can be seen."""
    return TelephoneLine(LineSettings(seed=3, sounds=("paper",), band=False, breaks_up=more.get("breaks_up", False)))


def carried(telephone: TelephoneLine, *happened: Event, n_hops: int = 60) -> Samples:
    """What is heard of silence after something happened."""
    hops = [telephone.carry(HUSH, list(happened))] + [telephone.carry(HUSH, []) for _ in range(n_hops)]
    return np.concatenate(hops)


def test_the_receiver_clicks_once() -> None:
    """Picking up is heard; the next lines begin without a click."""
    telephone = line()
    assert carried(telephone, LineStarted(line=0, at=0)).any()
    assert not carried(telephone, LineStarted(line=1, at=0)).any()


def test_a_pause_has_a_sound_that_ends_with_it() -> None:
    """Paper rustles while the recruiter looks something up, and stops when they speak."""
    telephone = line()
    assert carried(telephone, PauseStarted(line=0, at=0)).any()
    assert not carried(telephone, PauseEnded(line=0, at=0)).any()


def test_a_machine_beeps_when_it_has_spoken() -> None:
    """The tone comes after the greeting of an answering machine, and after no other line."""
    telephone = line()
    greeting = LineDrafted(line=0, purpose="machine", sentences=("Hello.",), pauses=(), decided_at=0)
    assert not carried(telephone, greeting).any()
    assert carried(telephone, LineEnded(line=0, at=0)).any()
    assert not carried(telephone, LineEnded(line=1, at=0)).any()


def test_music_plays_while_the_caller_is_put_through() -> None:
    """It begins when the receptionist has spoken, and ends when somebody answers."""
    telephone = line()
    assert carried(telephone, PhaseChanged(phase="holding", at=0), n_hops=300).any()
    assert not carried(telephone, PhaseChanged(phase="opening", at=0))[to_samples(0.1) :].any()


def test_a_bad_line_loses_pieces_until_the_verdict_is_looked_up() -> None:
    """Some of the voice is gone at first, and all of it is there later."""
    telephone = line(breaks_up=True)
    voice = np.full(HOP_LENGTH, 0.2, dtype=np.float32)
    before = np.concatenate([telephone.carry(voice, []) for _ in range(300)])
    telephone.carry(voice, [PhaseChanged(phase="announcing", at=0)])
    after = np.concatenate([telephone.carry(voice, []) for _ in range(300)])
    assert 0.02 < np.mean(before == 0) < 0.5
    assert (after > 0).all()


def test_the_line_changes_what_is_heard_and_not_what_is_kept() -> None:
    """A call over a noisy line leaves the same recording as one without."""
    plain, noisy = (recorded(carrier) for carrier in (None, TelephoneLine(LineSettings(seed=3))))
    np.testing.assert_array_equal(plain.far, noisy.far)
    assert plain.events == noisy.events


def recorded(carrier: TelephoneLine | None) -> Recording:
    """A caller who says nothing, with engines made of paper."""
    engines = Engines(
        voice_activity=LoudnessActivity(), acts=KeywordActs(), recognizer=ScriptedRecognizer([]), voice=ToneVoice()
    )  # fmt: skip
    persona = load_persona(PERSONAS / "dana-whitfield.toml")
    return place_call(
        RecordedCaller([], []), source="paper", brief=Brief(), persona=persona, verdict=Verdict.HIRED, seed=1,
        engines=engines, carrier=carrier,
    )  # fmt: skip
