"""The scorecard: four steps, their checks with evidence, and what the call looked like (formats, `schema` 1)."""

from dataclasses import dataclass
from typing import Any

from simulator.audio.clock import to_seconds
from simulator.scoring.check import Check, Step
from simulator.scoring.conversation import Conversation, Evidence, Speaker
from simulator.scoring.delivery import Delivery, Timing
from simulator.scoring.points import STEP_POINTS

SCHEMA = 1
"""Number of this format."""

PASS_SCORE = 70
"""Whole score from which a call counts as passed."""

PASS_STEP = 10
"""Points of 25 below which a single step fails the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing that a fixture says about its score."""

    what: str
    """`score` or `step.check`."""

    expected: object
    """What the fixture says."""

    got: object
    """What the scorecard says."""

    met: bool
    """Whether they agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The outcome of one call."""

    source: str
    """Name of the fixture, folder or file."""

    persona: str | None
    """Id of who answered; None when unknown."""

    verdict: str | None
    """What was announced; None when nothing was."""

    seed: int | None
    """Seed of the call; None when unknown."""

    steps: tuple[Step, ...]
    """The four steps."""

    conversation: Conversation
    """What it was read from."""

    timing: Timing
    """How the floor changed hands."""

    delivery: Delivery
    """How the caller spoke."""

    expectations: tuple[Expectation, ...] = ()
    """What a fixture expected, compared."""

    @property
    def score(self) -> int | None:
        """Points of 100; None when no step could be judged."""
        of = sum(step.of for step in self.steps)
        return (200 * sum(step.score for step in self.steps) + of) // (2 * of) if of else None

    @property
    def passed(self) -> bool:
        """Whether the score is high enough and no step fell through."""
        enough = self.score is not None and self.score >= PASS_SCORE
        return enough and all(step.score * STEP_POINTS >= PASS_STEP * step.of for step in self.steps)

    def check(self, what: str) -> Check | None:
        """Look up a check by `step.check`; None when this call has none of that name."""
        step_id, _, check_id = what.partition(".")
        return next((c for step in self.steps if step.id == step_id for c in step.checks if c.id == check_id), None)

    def as_json(self) -> dict[str, Any]:
        """Write it as formats has it."""
        talk = self.conversation
        return {
            "schema": SCHEMA, "source": self.source, "persona": self.persona, "verdict": self.verdict,
            "seed": self.seed, "score": self.score, "passed": self.passed, "duration": to_seconds(talk.n_samples),
            "steps": [_step(step) for step in self.steps],
            "turns": _turns(talk),
            "interruptions": [_evidence(o.evidence) | {"kind": str(o.kind)} for o in talk.overlaps],
            "timing": {"response_gaps": list(self.timing.response_gaps), "talk_share": self.timing.talk_share},
            "delivery": {
                "words_per_minute": self.delivery.words_per_minute, "fillers": self.delivery.fillers,
                "longest_turn": self.delivery.longest_turn,
            },
            "expectations": [
                {"what": e.what, "expected": e.expected, "got": e.got, "met": e.met} for e in self.expectations
            ],
        }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    return {"id": step.id, "score": step.score, "of": step.of, "checks": [_check(check) for check in step.checks]}


def _check(check: Check) -> dict[str, Any]:
    evidence = [_evidence(found) for found in check.evidence]
    return {"id": check.id, "passed": check.passed, "advice": check.advice, "evidence": evidence}


def _evidence(found: Evidence) -> dict[str, Any]:
    return {"start": to_seconds(found.start), "end": to_seconds(found.end), "text": found.text}


def _turns(talk: Conversation) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = [
        {
            "speaker": str(Speaker.RECRUITER), "start": to_seconds(turn.floor.start), "end": to_seconds(turn.floor.end),
            "text": turn.text, "acts": [], "pauses": [[to_seconds(a), to_seconds(b)] for a, b in turn.floor.pauses],
        }
        for turn in talk.recruiter
    ]  # fmt: skip
    turns += [
        {
            "speaker": str(Speaker.CALLER), "start": to_seconds(turn.start), "end": to_seconds(turn.end),
            "text": turn.text, "acts": list(dict.fromkeys(str(finding.act) for finding in turn.findings)),
        }
        for turn in talk.caller
    ]  # fmt: skip
    return sorted(turns, key=lambda turn: (turn["start"], turn["end"]))
