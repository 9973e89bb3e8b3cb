"""The default voice: pyttsx3 rendering to a file in a child process, read back as samples."""

import sys
import tempfile
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from simulator.audio.clock import Samples, to_seconds
from simulator.audio.files import read_mono
from simulator.errors import AudioFormatError, EngineError
from simulator.speaking.choice import choose_voice
from simulator.speaking.process import ChildEndedError, VoiceProcess
from simulator.speaking.voice import InstalledVoice, VoiceSettings, one_line

QUIETEST_PEAK = 1e-3
"""Peak below which a line counts as silent: -60 dBFS."""

SHORTEST_SHARE = 0.25
"""Share of the length expected from the words below which a file counts as cut off (pyttsx3 issue 251)."""


RENDERING = 2
"""Counts the ways in which our worker has had lines spoken; those of an earlier one are rendered anew."""


class Pyttsx3Voice:
    """Speaks with eSpeak NG on Linux and with the system's voices on macOS and Windows."""

    def __init__(self, settings: VoiceSettings, process: VoiceProcess | None = None) -> None:
        """Start nothing yet.

        Args:
            settings: Which voice, how fast, how high.
            process: The child to share; a new one when left out.
        """
        self._settings = settings
        self._process = process or VoiceProcess()
        self._chosen = ""

    @cached_property
    def key(self) -> str:
        """Versions and settings.

        On macOS and Windows it names the voice asked for, since only the child knows the one found.
        """
        s = self._settings
        versions = [f"{package} {_version(package)}" for package in ("pyttsx3", "espeakng-loader")]
        return "|".join(
            [
                *versions,
                f"rendering {RENDERING}",
                sys.platform,
                s.voice,
                s.gender,
                s.accent,
                f"{s.rate_wpm} {s.pitch} {s.volume:g}",
            ]
        )

    def render(self, text: str) -> Samples:
        """Say one stretch of text; a child that ended, or a file cut short, gets a second try.

        Raises:
            EngineError: If there is no voice, it failed, or it took too long.
        """
        words = one_line(text)
        try:
            return self._rendered(words)
        except (ChildEndedError, AudioFormatError):
            self._process.close()
        try:
            return self._rendered(words)
        except AudioFormatError as error:
            message = f"the voice failed twice: {error}; choose another voice, or see: rehearse doctor"
            raise EngineError(message) from error

    def close(self) -> None:
        """End the child process, if there is one."""
        self._process.close()

    def _rendered(self, text: str) -> Samples:
        # AIFF is what macOS writes whatever the name says, and it refuses some names (pyttsx3 issue 361).
        name = "line.aiff" if sys.platform == "darwin" else "line.wav"
        s = self._settings
        with tempfile.TemporaryDirectory(prefix="rehearse-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / name
            request = {"text": text, "path": str(path), "rate": s.rate_wpm, "pitch": s.pitch, "volume": s.volume}
            self._process.ask(request | {"voice": self._voice()})
            samples = read_mono(path)
        _check_sound(samples, text, s.rate_wpm)
        return samples

    def _voice(self) -> str:
        if sys.platform not in ("darwin", "win32"):
            return self._settings.voice
        if not self._chosen:
            s = self._settings
            self._chosen = choose_voice(installed_voices(self._process), name=s.voice, gender=s.gender, accent=s.accent)
        return self._chosen


def installed_voices(process: VoiceProcess) -> tuple[InstalledVoice, ...]:
    """Ask the child for the voices there are, in the engine's order.

    Raises:
        EngineError: If there is nothing to speak with.
    """
    return tuple(
        InstalledVoice(
            id=found["id"],
            name=found["name"] or found["id"],
            gender=_gender(found["gender"]),
            language=str((found["languages"] or [""])[0] or "").replace("_", "-").lower(),
        )
        for found in process.ask({"voices": True})["voices"]
    )


def _gender(word: str | None) -> str:
    # "Female", "VoiceGenderFemale", "Male", "VoiceGenderNeuter", None: by platform.
    lower = (word or "").lower()
    return "female" if lower.endswith("female") else "male" if lower.endswith("male") else ""


def _check_sound(samples: Samples, text: str, rate_wpm: int) -> None:
    n_words = sum(any(c.isalnum() for c in word) for word in text.split())
    shortest_s = SHORTEST_SHARE * n_words * 60 / rate_wpm
    length_s, peak = to_seconds(len(samples)), float(np.abs(samples).max())
    if length_s < shortest_s or peak < QUIETEST_PEAK:
        found = f"{length_s:.2f} s with a peak of {peak:.4f}"
        message = f"expected at least {shortest_s:.2f} s of speech for {text[:40]!r}, got {found}"
        raise AudioFormatError(message)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
