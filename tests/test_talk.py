"""A room in which others talk sets a threshold that keeps them out and the caller in; any other room sets none."""

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.call.interjection import Interjection
from simulator.call.yielding import Stance
from simulator.doctor.talk import OVER_PEAKS_DB, SPARE_DB, gate_dbfs, missing_db, talk_dbfs
from simulator.listening.ears import Ears
from simulator.listening.loud_enough import LoudEnough
from simulator.listening.segments import speech_segments
from simulator.listening.vad import SileroVoiceActivity, VoiceActivity
from simulator.speaking.catalogue import open_voice
from simulator.speaking.voice import VoiceSettings
from simulator.testing import KeywordActs

WORDS = (
    "I told her that the train was late again, and she said we should have taken the car.",
    "No, the other one, with the blue door, right behind the station where we met last year.",
    "So he asked whether anybody had seen the keys, and of course nobody had.",
    "Two coffees and a slice of cake, please, and could we have the window open?",
)
VOICES = ("en-us+f3", "en+m2", "en-gb-scotland+f1", "en-us+m7")
CALLER = "Hello, this is Priya Raman, I'm calling to follow up on my interview."
LISTENED = to_samples(2.0)
"""Samples of the room that the doctor hears."""

Signal = NDArray[np.float64]


def said(text: str, voice: str) -> Samples:
    """Words in a voice."""
    return open_voice(VoiceSettings(voice=voice, gender="female", accent="en-us", rate_wpm=160)).render(text)


def at_level(sound: Samples | Signal, dbfs: float) -> Samples:
    """Bring a sound to a level."""
    return on_pcm16_grid((sound * 10 ** ((dbfs - rms_dbfs(np.asarray(sound, dtype=np.float32))) / 20)).astype(np.float32))


@pytest.fixture(scope="module")
def babble() -> Samples:
    """Twelve seconds of four people who talk at the same time, somewhere in the room."""
    n = to_samples(12.0)
    return at_level(np.sum([np.resize(said(w, v), n) for w, v in zip(WORDS, VOICES, strict=True)], axis=0), -45)


def pink(n: int) -> Signal:
    """Noise that is equally strong in every octave."""
    spectrum = np.fft.rfft(np.random.default_rng(0).standard_normal(n))
    return np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), n)


def hum(n: int) -> Signal:
    """A transformer: 50 Hz and what goes with it."""
    at = 2 * np.pi * 50 * np.arange(n) / SAMPLE_RATE
    return np.asarray(sum(np.sin(k * at + k) / k for k in (1, 2, 3, 4, 6, 10)))


def furthest(room: Samples, voice_activity: VoiceActivity) -> Stance:
    """How far a recruiter gives way to a room in which nobody speaks to them."""
    ears, sound = Ears(voice_activity), Interjection(KeywordActs())
    order, reached = list(Stance), Stance.SPEAK
    for at in range(0, len(room) - HOP_LENGTH + 1, HOP_LENGTH):
        ears.feed(room[at : at + HOP_LENGTH])
        sound.follow(ears, at + HOP_LENGTH, floor_start=0, spoke_until=None)
        reached = max(reached, sound.stance, key=order.index)
    return reached


@pytest.mark.parametrize("dbfs", [-70, -60, -50, -40])
@pytest.mark.parametrize("noise", [pink, hum])
def test_noise_is_no_talk_and_needs_no_threshold(noise: "type[Signal]", dbfs: float) -> None:
    """Hum and pink noise never stop a recruiter, however loud; so they set no threshold that could cost quiet callers."""
    room = at_level(noise(to_samples(6.0)), dbfs)
    activity = SileroVoiceActivity()
    assert talk_dbfs(room[:LISTENED], activity) is None
    activity.reset()
    assert furthest(room, activity) is Stance.SPEAK


def test_talk_in_the_room_does_not_stop_the_recruiter(babble: Samples) -> None:
    """Voices at -45 dBFS take the floor without a threshold, and with the one that two seconds of them set they do not."""
    activity = SileroVoiceActivity()
    gate = gate_dbfs(talk_dbfs(babble[:LISTENED], activity), at_level(said(CALLER, "en-us+f4"), -26))
    assert gate is not None
    activity.reset()
    assert furthest(babble[LISTENED:], activity) is Stance.STOP
    activity.reset()
    assert furthest(babble[LISTENED:], LoudEnough(activity, gate_dbfs=gate)) is Stance.SPEAK


@pytest.mark.parametrize("spare_db", [0.5, 6.0])
def test_a_caller_is_found_in_the_talk_of_others(babble: Samples, spare_db: float) -> None:
    """Somebody just loud enough for a threshold to be set is heard from their first word, and their turn ends when they do."""
    talk = talk_dbfs(babble[:LISTENED], SileroVoiceActivity())
    assert talk is not None
    voice = at_level(said(CALLER, "en-us+f4"), talk + OVER_PEAKS_DB + SPARE_DB + spare_db)
    gate = gate_dbfs(talk, voice)
    assert gate is not None
    room = babble[LISTENED:].copy()
    start = to_samples(3.0)
    room[start : start + len(voice)] += voice
    found = speech_segments(room, LoudEnough(SileroVoiceActivity(), gate_dbfs=gate))
    assert abs(found[0][0] - start) < to_samples(0.25)
    assert abs(found[-1][1] - start - len(voice)) < to_samples(0.35)
    assert sum(end - begin for begin, end in found) > 0.85 * len(voice) - to_samples(0.3)


def test_a_quiet_caller_is_not_passed_over(babble: Samples) -> None:
    """Who is not clearly louder than the others, or was not measured, is heard like everybody."""
    talk = talk_dbfs(babble[:LISTENED], SileroVoiceActivity())
    assert talk is not None
    quiet = at_level(said(CALLER, "en-us+f4"), talk + 3)
    assert missing_db(talk, quiet) > 0
    assert gate_dbfs(talk, quiet) is None
    assert gate_dbfs(talk, None) is None
    assert gate_dbfs(None, quiet) is None
