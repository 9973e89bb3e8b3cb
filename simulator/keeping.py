"""Makes a test of a practice call: its caller's turns as a fixture, with what the call was scored as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import soundfile

from simulator.audio.clock import SAMPLE_RATE, Samples, to_seconds
from simulator.audio.folder import SHEET, read_recording
from simulator.audio.recording import Recording
from simulator.audio.sheet import read_sheet
from simulator.audio.writing import replacing
from simulator.brief import Brief
from simulator.errors import InputError
from simulator.lines.cutting import CutTurn, cut_turns
from simulator.lines.fixture import FILE_NAME, Cue
from simulator.renaming import Renamer
from simulator.reporting.history.entry import read_scorecard
from simulator.tables import toml_lines

MADE = "made.toml"
"""Says how a fixture's clips came to be."""

BRIEF = ("name", "role", "company", "interviewed", "calling")
"""Keys of a brief, in the order of formats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One thing that the caller says."""

    audio: str
    """Name of its file."""

    samples: Samples
    """Its sound."""

    text: str
    """Its words."""

    cue: Cue = Cue.AFTER
    """What it waits for."""

    delay: float = 0.6
    """Seconds from the cue."""

    hang_up: bool = False
    """Whether the caller hangs up when it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A fixture to be."""

    title: str
    """What happens in it."""

    persona: str | None
    """Id of who answers."""

    verdict: str | None
    """What is announced."""

    seed: int | None
    """Seed of what is drawn."""

    brief: Brief
    """What the caller is meant to know."""

    clips: Sequence[Clip]
    """What they say, in order."""

    score: int | None = None
    """The whole score that is expected; None expects none."""

    checks: Mapping[str, bool] | None = None
    """Findings that are expected."""

    made: Mapping[str, Any] | None = None
    """What `made.toml` says."""


def keep(folder: Path, *, renamer: Renamer | None = None) -> Draft:
    """Make a fixture of a recorded call.

    Args:
        folder: The recording, with its scorecard.
        renamer: Replaces the caller's name; None leaves it.

    Raises:
        InputError: If it is no scored recording of a call that this program made.
    """
    recording, card = read_recording(folder), read_scorecard(folder)
    if recording.persona is None or recording.verdict is None or recording.seed is None:
        message = f"{folder / SHEET}: expected persona, verdict and seed, so that the call can be replayed"
        raise InputError(message)
    found = {f"{step['id']}.{check['id']}": check["passed"] for step in card["steps"] for check in step["checks"]}
    rang = read_sheet(folder / SHEET).fixture
    draft = Draft(
        title=f"{recording.verdict.capitalize()}: kept from a practice call", persona=recording.persona,
        verdict=str(recording.verdict), seed=recording.seed, brief=recording.brief or Brief(),
        clips=tuple(_clip(turn, number, recording, renamer) for number, turn in enumerate(cut_turns(recording), start=1)),
        score=card["score"], checks={name: passed for name, passed in found.items() if passed is not None},
        made={"kept_from": "a practice call" if rang is None else "a call of a recorded caller", "human": rang is None},
    )  # fmt: skip
    return draft if renamer is None else replace(draft, brief=replace(draft.brief, name=renamer.alias))


def _clip(turn: CutTurn, number: int, recording: Recording, renamer: Renamer | None) -> Clip:
    samples, text = recording.near[turn.start : turn.end], turn.text
    if renamer is not None:
        samples, text = renamer.renamed(recording, turn)
    kind = "introduction" if number == 1 else "goodbye" if turn.hang_up else "turn"
    return Clip(
        audio=f"{number}-{kind}.flac", samples=samples, text=text, cue=turn.cue, delay=turn.delay / SAMPLE_RATE,
        hang_up=turn.hang_up,
    )  # fmt: skip


def write_fixture(folder: Path, draft: Draft) -> None:
    """Write a fixture, whole or not at all.

    Raises:
        InputError: If there is something of this name already.
    """
    if folder.exists():
        message = f"{folder}: expected a new name, there is one already"
        raise InputError(message)
    with replacing(folder) as new:
        new.mkdir()
        for clip in draft.clips:
            soundfile.write(new / clip.audio, clip.samples, SAMPLE_RATE, format="FLAC", subtype="PCM_16")
        (new / FILE_NAME).write_text(fixture_text(draft), encoding="utf-8", newline="\n")
        if draft.made is not None:
            note = "# How these clips came to be; the simulator does not read this file."
            (new / MADE).write_text("\n".join([note, *toml_lines(draft.made), ""]), encoding="utf-8", newline="\n")


def fixture_text(draft: Draft) -> str:
    """Write `fixture.toml`."""
    head = {"title": draft.title, "persona": draft.persona, "verdict": draft.verdict, "seed": draft.seed}
    brief = {key: value for key in BRIEF if (value := getattr(draft.brief, key))}
    lines = [*toml_lines(head), "", "[brief]", *toml_lines(brief)]
    for clip in draft.clips:
        cue = {} if clip.cue is Cue.AFTER else {"cue": str(clip.cue)}
        lines += ["", "[[turns]]", *toml_lines({"audio": clip.audio, "text": clip.text} | cue | {"delay": clip.delay})]
        lines += ["hang_up = true"] if clip.hang_up else []
    if draft.score is not None or draft.checks:
        score = None if draft.score is None else (draft.score, draft.score)
        lines += ["", "[expect]", *toml_lines({"score": score}), "[expect.checks]", *toml_lines(draft.checks or {})]
    return "\n".join([*lines, ""])


def length_of(draft: Draft) -> float:
    """Tell how long all clips are together, in seconds."""
    return to_seconds(sum(len(clip.samples) for clip in draft.clips))
