"""Callers for the benchmarks of the live desk: clips, who they ring, and where each clip came to lie in the call."""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import soxr

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid, to_samples
from simulator.audio.recording import Recording
from simulator.brief import Brief
from simulator.call.session import place_call
from simulator.data import DEFAULT_PERSONA, find_persona, fixtures_folder, personas_folder
from simulator.engines import EngineRoom
from simulator.lines.caller import RecordedCaller
from simulator.lines.fixture import Cue, FixtureTurn, find_fixtures, load_fixture
from simulator.verdict import Verdict
from tests.recipes.voices import open_voice

PAUSING = Path(__file__).with_name("pausing.toml")
LEVEL_DBFS = -26.0
"""Loudness of the generated callers, as of the recorded ones."""

SOUND_DB = -40.0
"""Level below a clip's loud parts from which there is sound: with more, the noise of a room is speech."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who rings."""

    id: str
    clips: tuple[Samples, ...]
    turns: tuple[FixtureTurn, ...]
    brief: Brief
    verdict: Verdict | None
    persona: str = DEFAULT_PERSONA
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A clip in a call, in samples of the call."""

    turn: FixtureTurn
    start: int
    end: int


@dataclass(slots=True)
class WatchedCaller(RecordedCaller):
    """A recorded caller who notes where the clips lie."""

    placed: list[Placed] = field(default_factory=list)

    def __init__(self, turns: Sequence[FixtureTurn], clips: Sequence[Samples]) -> None:
        """Prepare the clips."""
        RecordedCaller.__init__(self, list(turns), list(clips))
        self.placed = []

    def _cue_next(self) -> None:
        n_waiting, turn = len(self._waiting), self._waiting[0][0] if self._waiting else None
        RecordedCaller._cue_next(self)
        if turn is not None and len(self._waiting) < n_waiting:
            first, last = sounding(self._clip)
            self.placed.append(Placed(turn=turn, start=self._clip_from + first, end=self._clip_from + last))


def sounding(clip: Samples) -> tuple[int, int]:
    """Find the first and last sound of a clip, to 10 ms."""
    step = to_samples(0.01)
    frames = np.pad(clip, (0, -len(clip) % step)).reshape(-1, step)
    level = 10 * np.log10(np.mean(np.square(frames, dtype=np.float64), axis=1) + 1e-12)
    at = np.flatnonzero(level > np.percentile(level, 95) + SOUND_DB)
    return (int(at[0]) * step, (int(at[-1]) + 1) * step) if at.size else (0, 0)


def ring(caller: Caller, room: EngineRoom) -> tuple[Recording, list[Placed]]:
    """Let a caller ring; return the call and where their clips lay."""
    persona = find_persona(caller.persona, personas_folder(), asked_by=caller.id)
    line = WatchedCaller(caller.turns, caller.clips)
    recording = place_call(
        line, source=caller.id, brief=caller.brief, persona=persona, verdict=caller.verdict, seed=caller.seed,
        engines=room.for_call(persona),
    )  # fmt: skip
    return recording, line.placed


def fixture_callers() -> list[Caller]:
    """Read the recorded callers."""
    callers = []
    for folder in find_fixtures(fixtures_folder()):
        fixture = load_fixture(folder)
        callers.append(Caller(
            id=fixture.source, clips=tuple(fixture.clips()), turns=tuple(fixture.turns), brief=fixture.brief,
            verdict=fixture.verdict, persona=fixture.persona or DEFAULT_PERSONA, seed=fixture.seed,
        ))  # fmt: skip
    return callers


def pausing_callers(kinds: Sequence[tuple[str, str]] = ()) -> list[Caller]:
    """Have the nervous callers say their lines.

    Args:
        kinds: Engine and voice to use for every caller; eSpeak NG with the voices that the file names when empty.
    """
    callers = []
    for entry in tomllib.loads(PAUSING.read_text("utf-8"))["callers"]:
        for kind, name in kinds or [("espeak", name) for name in entry["voices"]]:
            say = speaker(kind, name)
            callers.append(Caller(
                id=f"{entry['id']}, {name}", clips=tuple(with_pauses(text, say) for text in entry["turns"]),
                turns=tuple(FixtureTurn(audio="", text=text, hang_up=text is entry["turns"][-1]) for text in entry["turns"]),
                brief=brief_of(entry["brief"]), verdict=Verdict(entry["verdict"]),
            ))  # fmt: skip
    return callers


def brief_of(entry: dict[str, str | datetime]) -> Brief:
    """Read what a caller knows."""
    return Brief(**entry)  # type: ignore[arg-type]  # the file is ours


def speaker(kind: str, name: str) -> Callable[[str], Samples]:
    """Open a voice that says a text at 16 kHz, at the level of a recorded caller."""
    voice = open_voice(kind, name, seed=1)

    def say(text: str) -> Samples:
        samples, sample_rate = voice.say(text, rate=1.0)
        at_rate = soxr.resample(samples, sample_rate, SAMPLE_RATE, quality="HQ")
        first, last = sounding(at_rate)
        voiced = at_rate[first:last]
        level = 10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(np.square(voiced, dtype=np.float64)))
        return np.asarray(np.clip(voiced * level, -1, 1), dtype=np.float32)

    return say


def with_pauses(text: str, say: Callable[[str], Samples]) -> Samples:
    """Say a text with silence where it has `{seconds}`."""
    pieces: list[Samples] = []
    for part in re.split(r"(\{[\d.]+\})", text):
        if part.startswith("{"):
            pieces.append(np.zeros(to_samples(float(part[1:-1])), np.float32))
        elif part.strip():
            pieces.append(say(part.strip()))
    return on_pcm16_grid(np.concatenate([*pieces, np.zeros(HOP_LENGTH, np.float32)]))


__all__ = ["Caller", "Cue", "Placed", "fixture_callers", "pausing_callers", "ring", "sounding", "speaker"]
