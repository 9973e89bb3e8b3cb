"""Breaks good callers one thing at a time, in speech and through the whole program, and counts what is noticed.

python -m tests.benchmarks bench_alterations
"""

import csv
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import soundfile

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.call.session import place_call
from simulator.data import find_persona, personas_folder
from simulator.engines import EngineRoom
from simulator.events import Event, LineDrafted, LineStarted
from simulator.lines.caller import RecordedCaller
from simulator.lines.fixture import FixtureTurn
from simulator.scoring.judge import score
from simulator.scoring.scorecard import Scorecard
from tests.benchmarks.alterations import BREAKING, HARMLESS, SCRIPTS, SIDESTEP, SPOKEN, Alteration, Clip, Script, altered
from tests.benchmarks.figures import Figure, show


class EvasiveCaller(RecordedCaller):
    """A recorded caller who, asked for what they left out, leaves it out again."""

    def __init__(
        self, turns: list[FixtureTurn], clips: list[Samples], *, sidestep: Samples, around: Samples | None = None
    ) -> None:
        """Prepare the clips, and the one that answers such a question.

        Args:
            turns: When the clips are said.
            clips: What is said.
            sidestep: What is answered to such a question.
            around: What sounds around them all through the call, over and over; silence when None.
        """
        super().__init__(turns, clips)
        self._sidestep = sidestep
        self._probe: int | None = None
        self._around = around
        self._at_sample = 0

    def exchange(self, far: Samples) -> Samples | None:
        """Trade one hop."""
        said = super().exchange(far)
        if said is None or self._around is None:
            return said
        self._at_sample += len(far)
        heard = np.take(self._around, np.arange(self._at_sample - len(far), self._at_sample), mode="wrap")
        return on_pcm16_grid(said + heard)

    def notice(self, event: Event) -> None:
        """Be ready to answer a question for what is missing."""
        if isinstance(event, LineDrafted):
            self._probe = event.line if event.purpose == "probe" else self._probe
        if isinstance(event, LineStarted) and event.line == self._probe:
            self._waiting.insert(0, (FixtureTurn(audio=""), self._sidestep))
        super().notice(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """An alteration that did something else than it should."""

    script: Script
    alteration: Alteration
    got: frozenset[str]
    card: Scorecard

    def __str__(self) -> str:
        """Say what was expected, what came and what was heard."""
        wanted = ", ".join(sorted(self.alteration.expected(self.script))) or "nothing"
        heard = "".join(f"\n        heard: {turn.text}" for turn in self.card.conversation.caller)
        over = "".join(f"\n        {o.kind}: {o.evidence.text}" for o in self.card.conversation.overlaps)
        got = ", ".join(sorted(self.got)) or "nothing"
        return f"      {self.script.id}, {self.alteration.id}: wanted {wanted}; got {got}{heard}{over}"


def noise(kind: str) -> Samples:
    """Make a cough, a door or a second of hum, the same every time."""
    rng = np.random.default_rng(len(kind))
    match kind:
        case "cough":
            at = np.arange(round(0.3 * SAMPLE_RATE)) / SAMPLE_RATE
            rough = np.convolve(rng.standard_normal(at.size), np.ones(6) / 6, mode="same")
            sound = 0.25 * rough * np.exp(-at / 0.07) * np.minimum(at / 0.01, 1)
        case "door":
            at = np.arange(round(0.4 * SAMPLE_RATE)) / SAMPLE_RATE
            thud = np.sin(2 * np.pi * 70 * at) + 0.4 * rng.standard_normal(at.size) * np.exp(-at / 0.02)
            sound = 0.35 * thud * np.exp(-at / 0.09)
        case _:
            at = np.arange(SAMPLE_RATE) / SAMPLE_RATE
            fade = np.clip(np.minimum(at, 1 - at) / 0.05, 0, 1)
            sound = 0.02 * fade * (np.sin(2 * np.pi * 50 * at) + 0.5 * np.sin(2 * np.pi * 100 * at))
    return np.asarray(sound, dtype=np.float32)


Say = Callable[[str], Samples]
"""Says one sentence."""


def spoken(clip: Clip, say: Say) -> Samples:
    """Say a clip, its gaps before each part left in but the first."""
    pieces: list[Samples] = []
    for n, part in enumerate(clip.parts):
        pieces += [np.zeros(round(part.gap * SAMPLE_RATE), np.float32)] if n else []
        pieces.append(noise(part.sound) if part.sound else say(part.text))
    return on_pcm16_grid(np.concatenate(pieces))


@cache
def sentences_of(script_id: str) -> dict[str, Samples]:
    """Read a caller's own sentences; `tests/recipes/say_scripts.py` made them."""
    sound, _ = soundfile.read(SPOKEN / f"{script_id}.flac", dtype="float32")
    with (SPOKEN / f"{script_id}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["text"]: sound[int(row["start"]) : int(row["end"])] for row in rows}


def called(
    script: Script, clips: list[Samples], sidestep: Samples, room: EngineRoom, *, around: Samples | None = None
) -> Scorecard:
    """Let a caller ring through the whole program, out of a quiet room or another, and score the call."""
    persona = find_persona(script.persona, personas_folder(), asked_by=script.id)
    last = len(script.clips) - 1
    turns = [FixtureTurn(audio="", cue=c.cue, delay=c.delay, hang_up=n == last) for n, c in enumerate(script.clips)]
    engines = room.for_call(persona)
    recording = place_call(
        EvasiveCaller(turns, clips, sidestep=sidestep, around=around), source=script.id, brief=script.brief, persona=persona,
        verdict=script.verdict, seed=script.seed, engines=engines,
    )  # fmt: skip
    return score(recording, acts=engines.acts)


def ring(script: Script, room: EngineRoom) -> Scorecard:
    """Say a script in its own voice, and ring."""
    sentences = sentences_of(script.id)
    return called(script, [spoken(clip, sentences.__getitem__) for clip in script.clips], sentences[SIDESTEP], room)


def outcomes(card: Scorecard) -> dict[str, bool | None]:
    """List what came of each check."""
    return {f"{step.id}.{check.id}": check.passed for step in card.steps for check in step.checks}


def flipped(before: Scorecard, after: Scorecard) -> frozenset[str]:
    """Name the checks that came out differently."""
    one, other = outcomes(before), outcomes(after)
    return frozenset(check for check in one.keys() | other.keys() if one.get(check) != other.get(check))


def measure(pairs: Iterable[tuple[Script, Alteration]], bases: dict[str, Scorecard], room: EngineRoom) -> list[Miss]:
    """Ring with each alteration; what comes back says for each what flipped."""
    rung = []
    for script, alteration in pairs:
        card = ring(alteration.change(script), room)
        found = Miss(script=script, alteration=alteration, got=flipped(bases[script.id], card), card=card)
        if found.got != alteration.expected(script):
            print(found, flush=True)
        rung.append(found)
    return rung


def by_check(broken: list[Miss], harmless: list[Miss]) -> None:
    """Print both shares for each check."""
    checks = sorted({check for m in broken for check in m.alteration.expected(m.script)})
    for check in checks:
        own = [m for m in broken if check in m.alteration.expected(m.script)]
        caught = sum(m.got == m.alteration.expected(m.script) for m in own)
        changed = sum(check in m.got for m in harmless)
        noticed, spoilt = f"caught {caught:3d} of {len(own):3d}", f"changed by harmless ones {changed:3d} of {len(harmless):3d}"
        print(f"      {check:30s} {noticed}   {spoilt}")


def main(only: tuple[str, ...] = ()) -> bool:
    """Measure; tell whether the goals were met.

    Args:
        only: Callers to ring with, by id; all when empty.
    """
    room = EngineRoom()
    room.load()
    scripts = [script for script in SCRIPTS if not only or script.id in only]
    bases = {script.id: ring(script, room) for script in scripts}
    for script in scripts:
        good = Alteration(id="nothing altered", change=lambda same: same)
        failed = frozenset(check for check, passed in outcomes(bases[script.id]).items() if not passed)
        if failed:
            print(Miss(script=script, alteration=good, got=failed, card=bases[script.id]), flush=True)
    broken = measure([(s, a) for s, a in altered(BREAKING) if s.id in bases], bases, room)
    harmless = measure([(s, a) for s, a in altered(HARMLESS) if s.id in bases], bases, room)
    by_check(broken, harmless)
    caught = np.mean([m.got == m.alteration.expected(m.script) for m in broken])
    changed = np.mean([bool(m.got) for m in harmless])
    return show([
        Figure(what=f"{len(broken)} alterations caught, no other check flipped", value=float(caught), unit="share",
        at_least=0.95),
        Figure(what=f"{len(harmless)} harmless ones that changed a check", value=float(changed), unit="share", at_most=0.02),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(not main(tuple(sys.argv[1:])))
