"""A stretch of a call as if it were all there was: its times count from its own beginning."""

from dataclasses import dataclass
from dataclasses import replace as rebuilt

from msgspec.structs import replace

from simulator.audio.clock import Samples, to_seconds
from simulator.audio.recording import Recording
from simulator.reporting.page.card import Card, Quote, Step, Turn
from simulator.reporting.page.transcript import Line, transcript, verdict_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """What there is of a stretch."""

    card: Card
    """The scorecard with one step, and what lies in the stretch."""

    lines: tuple[Line, ...]
    """Who said what in it."""

    decided: float | None
    """When the verdict was out; None when not in it."""

    near: Samples
    """The caller's channel, shape `(n,)`."""

    far: Samples
    """The recruiter's channel, shape `(n,)`."""


def step_of(card: Card, step: str) -> Step:
    """Find a step; an empty one when the card has none of this name."""
    return next((found for found in card.steps if found.id == step), Step(id=step, score=0, of=0, checks=()))


def excerpt(card: Card, recording: Recording, *, start: int, end: int, step: str) -> Excerpt:
    """Take a stretch out of a call.

    Args:
        card: The call's scorecard.
        recording: Its sound and journal.
        start: First sample.
        end: One past the last.
        step: The step that is wanted; its evidence is moved, wherever it lies.
    """
    cut = _Cut(to_seconds(start), to_seconds(end))
    own = step_of(card, step)
    checks = tuple(replace(check, evidence=tuple(map(cut.moved, check.evidence))) for check in own.checks)
    decided = verdict_at(recording.events)
    return Excerpt(
        card=replace(
            card, duration=to_seconds(end - start), steps=(replace(own, checks=checks),),
            turns=tuple(cut.turn(turn) for turn in card.turns if cut.has((turn.start, turn.end))),
            interruptions=tuple(cut.moved(found) for found in card.interruptions if cut.has((found.start, found.end))),
        ),
        lines=tuple(cut.line(line) for line in transcript(card, recording.events) if cut.has((line.start, line.end))),
        decided=None if decided is None or not cut.begin <= decided <= cut.until else cut.at(decided),
        near=recording.near[start:end], far=recording.far[start:end],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cut:
    begin: float
    until: float

    def has(self, span: tuple[float, float]) -> bool:
        return span[1] > self.begin and span[0] < self.until

    def at(self, moment: float) -> float:
        return round(min(max(moment, self.begin), self.until) - self.begin, 3)

    def span(self, span: tuple[float, float]) -> tuple[float, float]:
        return self.at(span[0]), self.at(span[1])

    def turn(self, turn: Turn) -> Turn:
        # A pause that began before would be told with a length that it did not have.
        pauses = tuple(self.span(pause) for pause in turn.pauses if self.has(pause) and pause[0] >= self.begin)
        return replace(turn, start=self.at(turn.start), end=self.at(turn.end), pauses=pauses)

    def moved(self, found: Quote) -> Quote:
        return replace(found, start=self.at(found.start), end=self.at(found.end))

    def line(self, line: Line) -> Line:
        pieces = tuple(
            rebuilt(piece, start=self.at(piece.start), end=self.at(piece.end))
            for piece in line.pieces if self.has((piece.start, piece.end)) and (piece.start >= self.begin or not piece.is_pause)
        )  # fmt: skip
        overlaps = tuple(replace(found, start=self.at(found.start), end=self.at(found.end)) for found in line.overlaps)
        return rebuilt(line, start=self.at(line.start), end=self.at(line.end), pieces=pieces, overlaps=overlaps)
