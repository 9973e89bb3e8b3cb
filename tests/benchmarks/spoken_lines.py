"""Lets lines be spoken by voices of different kinds and recognised, as the program's own ears would."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import Samples, on_pcm16_grid, to_samples
from simulator.engines import EngineRoom
from simulator.listening.word_errors import word_errors
from tests.recipes.make_fixtures import speak
from tests.recipes.voices import open_voice

VOICES = {
    "piper joe": ("piper", "en_US-joe-medium"), "festival slt": ("festival", "cmu_us_slt_arctic_hts"),
    "flite rms": ("flite", "rms"), "eSpeak NG us+m3": ("espeak", "en-us+m3"),
}  # fmt: skip
"""One voice of each kind, from the most to the least like a person, others than those that the training text was heard in."""

_SILENCE = np.zeros(to_samples(0.3), np.float32)  # what the program leaves around speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of some lines in one voice."""

    lines: tuple[str, ...]
    """What was recognised of each."""

    word_error: float
    """Share of the words that were wrong, from 0: what the ears lost before the reader read."""


def installed() -> list[str]:
    """List the voices that can speak here, and say which cannot: eSpeak NG's alone comes with the project."""
    found = [name for name in VOICES if _opens(name)]
    missing = [name for name in VOICES if name not in found]
    print(f"      {len(found)} voices; not installed: {', '.join(missing) or 'none'}", flush=True)
    return found


def _opens(name: str) -> bool:
    try:
        open_voice(*VOICES[name], seed=0).say("Hello.", rate=1.0)
    except (ImportError, OSError, ValueError, subprocess.CalledProcessError):
        return False
    return True


def recognised(lines: Sequence[str], name: str, room: EngineRoom) -> Heard:
    """Give what is heard of each line in one voice."""
    voice = open_voice(*VOICES[name], seed=0)
    heard = tuple(_heard(speak(voice, {"say": line}), room) for line in lines)
    counts = [word_errors(said, found) for said, found in zip(lines, heard, strict=True)]
    wrong, words = (sum(column) for column in zip(*counts, strict=True))
    return Heard(lines=heard, word_error=wrong / max(1, words))


def _heard(samples: Samples, room: EngineRoom) -> str:
    return room.recognizer.recognize(on_pcm16_grid(np.concatenate([_SILENCE, samples, _SILENCE]))).text
