"""pyttsx3 speaks to samples, the same every time, and never to our standard output."""

import hashlib
import multiprocessing
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.errors import EngineError
from simulator.speaking.cache import CachedVoice, VoiceCache
from simulator.speaking.catalogue import list_voices
from simulator.speaking.process import WORKER, VoiceProcess
from simulator.speaking.pyttsx3_voice import Pyttsx3Voice
from simulator.speaking.voice import VoiceSettings

pytestmark = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the bundled eSpeak NG speaks on Linux")

HELLO = "Good morning, this is Dana Whitfield at Northwind Logistics."


def digest(text: str) -> str:
    """Render in a process of its own."""
    return fingerprint(Pyttsx3Voice(VoiceSettings()).render(text))


def fingerprint(samples: Samples) -> str:
    """Tell sounds apart in a few letters: pytest would compare two that differ sample by sample, for many minutes."""
    return hashlib.sha256(samples.tobytes()).hexdigest()


def test_a_sentence_is_rendered(capfd: pytest.CaptureFixture[str]) -> None:
    """Nine words at 165 a minute last about three and a half seconds, and nothing is printed."""
    samples = Pyttsx3Voice(VoiceSettings()).render(HELLO)
    assert samples.dtype == np.float32
    assert 2.5 < len(samples) / SAMPLE_RATE < 4.5
    assert 0.05 < float(np.abs(samples).max()) <= 1.0
    assert capfd.readouterr() == ("", "")


def test_same_text_sounds_the_same_whatever_came_before() -> None:
    """Neither earlier lines nor another process nor the time of day change a single sample."""
    voice = Pyttsx3Voice(VoiceSettings())
    first = fingerprint(voice.render(HELLO))
    voice.render("Okay.")
    assert fingerprint(voice.render(HELLO)) == first
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(digest, (HELLO,)) == first


def test_settings_are_heard() -> None:
    """A slower rate is longer; voice, pitch and volume each change the sound."""
    plain = Pyttsx3Voice(VoiceSettings()).render(HELLO)
    slow = Pyttsx3Voice(VoiceSettings(rate_wpm=110)).render(HELLO)
    quiet = Pyttsx3Voice(VoiceSettings(volume=0.3)).render(HELLO)
    assert len(slow) > 1.3 * len(plain)
    assert np.abs(quiet).max() < 0.5 * np.abs(plain).max()
    others = [VoiceSettings(pitch=10), VoiceSettings(voice="en-us+m3"), VoiceSettings(voice="en-gb-scotland+m2")]
    sounds = [sound.tobytes() for sound in (plain, *(Pyttsx3Voice(settings).render(HELLO) for settings in others))]
    assert len(set(sounds)) == 4


def test_every_setting_is_in_the_key() -> None:
    """Two voices that differ in anything have different keys; the same settings have the same."""
    settings = [
        VoiceSettings(),
        VoiceSettings(voice="en-us+m3"),
        VoiceSettings(rate_wpm=150),
        VoiceSettings(pitch=40),
        VoiceSettings(volume=0.9),
        VoiceSettings(gender="male"),
        VoiceSettings(accent="en-gb"),
    ]
    keys = [Pyttsx3Voice(s).key for s in settings]
    assert len(set(keys)) == len(keys)
    assert keys[0] == Pyttsx3Voice(VoiceSettings()).key


def test_known_line_starts_no_child(tmp_path: Path) -> None:
    """The child runs only when the cache lacks a text."""
    CachedVoice(Pyttsx3Voice(VoiceSettings()), VoiceCache(tmp_path)).render(HELLO)
    process = VoiceProcess()
    cached = CachedVoice(Pyttsx3Voice(VoiceSettings(), process), VoiceCache(tmp_path))
    cached.render(HELLO)
    assert not process.started
    cached.render("Something new.")
    assert process.started


@pytest.mark.parametrize(("name", "reason"), [("nonesuch", "nonesuch"), ("en-us+zz9", "unknown variant")])
def test_unknown_voice_is_named(name: str, reason: str) -> None:
    """A voice or variant that does not exist is an error, never a silent substitute."""
    with pytest.raises(EngineError, match=reason):
        Pyttsx3Voice(VoiceSettings(voice=name)).render("Hello.")


@pytest.mark.parametrize("text", ["I.", "No?", "A b c d.", 'Quote " and \\ and $HOME and <b>.', "née 北京 42", "x" * 500])
def test_odd_texts_are_said(text: str) -> None:
    """Short, long and strange texts all become sound."""
    assert np.abs(Pyttsx3Voice(VoiceSettings()).render(text)).max() > 0.01


def test_hanging_engine_is_stopped(tmp_path: Path) -> None:
    """When eSpeak NG itself hangs, the wait ends all the same and nothing is left running."""
    worker = tmp_path / "worker.py"
    hang = "def _reply(driver, request):\n    import time\n    time.sleep(1000)\n"
    worker.write_text(WORKER.read_text().replace("def _voices", hang + "\ndef _voices"))
    with pytest.raises(EngineError, match="within"):
        Pyttsx3Voice(VoiceSettings(), VoiceProcess(worker=worker, line_limit_s=0.1)).render(HELLO)


class Scripted(VoiceProcess):
    """A process that writes the given sounds, one a request."""

    def __init__(self, *lengths: int) -> None:
        """Take the number of samples of each sound; -1 writes none."""
        super().__init__()
        self._lengths = list(lengths)
        self.n_asked = 0

    def ask(self, request: dict[str, object]) -> dict[str, object]:
        """Write the next sound to the requested path."""
        self.n_asked += 1
        length = self._lengths.pop(0)
        if length >= 0:
            soundfile.write(str(request["path"]), np.full(length, 0.1), SAMPLE_RATE)
        return {"path": request["path"]}


@pytest.mark.parametrize("bad", [-1, 0, 100])
def test_file_cut_short_gets_a_second_try(bad: int) -> None:
    """A missing, empty or cut-off file is rendered again; twice is an error that says what to do."""
    once = Scripted(bad, 50_000)
    assert len(Pyttsx3Voice(VoiceSettings(), once).render(HELLO)) == 50_000
    assert once.n_asked == 2
    with pytest.raises(EngineError, match="failed twice"):
        Pyttsx3Voice(VoiceSettings(), Scripted(bad, bad)).render(HELLO)


def test_voices_are_listed() -> None:
    """The list has ids, names and languages, in order; every language or one."""
    english = list_voices()
    assert {"gmw/en", "gmw/en-us", "gmw/en-gb-scotland"} <= {voice.id for voice in english}
    assert all(voice.language.startswith("en") and voice.gender == "male" for voice in english)
    assert all(a.id < b.id for a, b in pairwise(english))
    assert len(list_voices("")) > len(english)
