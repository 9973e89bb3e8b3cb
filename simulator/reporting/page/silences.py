"""How long the caller held out in each of the recruiter's pauses, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.reporting.page.card import Card
from simulator.reporting.page.transcript import ROUNDING, Piece

MOST = 6
"""Silences on a page; the longest are the ones to hear again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """One pause of the recruiter's, as far as the caller left it one."""

    start: float
    """First moment, in seconds."""

    end: float
    """When the recruiter went on, or the caller spoke, in seconds."""

    after: str
    """The recruiter's words before it; empty when their times are unknown."""

    broken_by: str | None
    """What the caller said into it, perhaps nothing that was understood; None when it was held."""

    @property
    def seconds(self) -> float:
        """How long it was."""
        return self.end - self.start

    @property
    def held(self) -> bool:
        """Whether the caller left it to the recruiter."""
        return self.broken_by is None


def silences(card: Card, said: Sequence[Piece] = ()) -> tuple[Silence, ...]:
    """List the recruiter's pauses in order.

    Args:
        card: Who spoke when.
        said: The recruiter's sentences with their times, when known.
    """
    found: list[Silence] = []
    for turn in card.turns:
        for start, end in turn.pauses:
            before = [piece for piece in said if turn.start - ROUNDING <= piece.start and piece.end <= start + ROUNDING]
            broken = next(
                (o for o in card.interruptions if o.kind == "pause" and start - ROUNDING <= o.start < end), None
            )  # fmt: skip
            found.append(Silence(
                start=start, end=end if broken is None else max(broken.start, start),
                after=before[-1].text.strip() if before else "", broken_by=None if broken is None else broken.text,
            ))  # fmt: skip
    return tuple(found)


def longest(found: Sequence[Silence]) -> tuple[Silence, ...]:
    """Pick the longest ones, in order of time."""
    picked = sorted(found, key=lambda one: -one.seconds)[:MOST]
    return tuple(sorted(picked, key=lambda one: one.start))


def summary(found: Sequence[Silence]) -> str:
    """Tell in a sentence or two how long the caller held; empty when there was no pause."""
    if not found:
        return ""
    held = [one.seconds for one in found if one.held]
    said = f"You held {len(held)} of {len(found)} silences"
    said += f", {sum(held):.1f} s in all, the longest {max(held):.1f} s." if held else "."
    broken = [one.seconds for one in found if not one.held]
    return f"{said} The shortest that you broke had lasted {min(broken):.1f} s." if broken else said
