"""Commands run with engines made of paper: the recogniser hears a script, every recruiter hums."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from simulator.audio.clock import SAMPLE_RATE
from simulator.call.session import Engines
from simulator.errors import EngineError
from simulator.listening.acts import ActReader
from simulator.listening.recognition import Recognizer
from simulator.listening.vad import VoiceActivity
from simulator.persona import Persona
from simulator.speaking.voice import Voice
from simulator.testing import KeywordActs, LoudnessActivity, ScriptedRecognizer, ToneVoice

WORDS = ("GREETING NAME ROLE PURPOSE ENTHUSIASM", "THANKS ENTHUSIASM ASK_NEXT_STEPS", "THANKS WELL_WISH FAREWELL")
"""What is heard in each call when nothing else is said."""


@dataclass
class PaperRoom:
    """Engines made of paper: every call hears the same script."""

    acts: ActReader = field(default_factory=KeywordActs)
    """Finds what words do."""

    words: tuple[str, ...] = WORDS
    """What is heard in each call."""

    broken: bool = False
    """Whether an engine is missing."""

    @property
    def recognizer(self) -> Recognizer:
        """Hears the script."""
        return ScriptedRecognizer(list(self.words))

    @property
    def notice(self) -> str:
        """Nothing is sent anywhere."""
        return ""

    def load(self) -> None:
        """Fail when asked to."""
        if self.broken:
            message = "recognizer paper is not installed: pip install paper"
            raise EngineError(message)

    def voice_activity(self) -> VoiceActivity:
        """Hears any sound."""
        return LoudnessActivity()

    def voice_of(self, persona: Persona) -> Voice:  # noqa: ARG002 every recruiter hums
        """Hums."""
        return ToneVoice()

    def for_call(self, persona: Persona) -> Engines:
        """Put the paper together."""
        return Engines(
            voice_activity=self.voice_activity(), acts=self.acts, recognizer=self.recognizer, voice=self.voice_of(persona)
        )


@dataclass
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The objects that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]


Rehearse = Callable[..., Ran]
"""Runs a command with its arguments."""


def fixture(folder: Path, *, expect: str = "", extra: str = "") -> Path:
    """Record a caller of three tones."""
    folder.mkdir(parents=True)
    for name in ("1", "2", "3"):
        soundfile.write(folder / f"{name}.wav", np.full(SAMPLE_RATE, 0.1), SAMPLE_RATE)
    turns = "".join(f"[[turns]]\naudio = '{name}.wav'\n" for name in ("1", "2", "3"))
    text = f"title = 'Three tones'\nverdict = 'hired'\nseed = 3\n{extra}\n[brief]\nname = 'Ada Lovelace'\n{turns}hang_up = true\n"
    (folder / "fixture.toml").write_text(text + expect)
    return folder


def suite_of(path: Path) -> ET.Element:
    """Read a JUnit report."""
    return ET.parse(path).getroot()[0]  # noqa: S314 our own report


def one_line(ran: Ran, *parts: str) -> None:
    """Check that a command said what is wrong in one line, and nothing else."""
    assert ran.out == ""
    assert ran.err.startswith("rehearse: ")
    assert ran.err.count("\n") == 1
    for part in parts:
        assert part in ran.err
