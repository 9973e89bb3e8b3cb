"""Two calls side by side, step by step."""

from dataclasses import dataclass

from simulator.reporting.page.card import Card, Check, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One check in two calls; None where a call has no such check."""

    step: str
    """The step that it belongs to."""

    first: Check | None
    """In the first call."""

    second: Check | None
    """In the second."""

    @property
    def name(self) -> str:
        """What the check is called."""
        return next(check.id for check in (self.first, self.second) if check is not None)

    @property
    def differs(self) -> bool:
        """Whether something came of it that had not come before."""
        return (self.first and self.first.passed) != (self.second and self.second.passed)


def side_by_side(first: Card, second: Card, *, step: str | None = None) -> dict[str, list[Pair]]:
    """Pair the checks of two calls, by step, in the order of the first and then of the second.

    Args:
        first: One call.
        second: The other.
        step: The only step that is wanted; None wants all.
    """
    names = dict.fromkeys(found.id for card in (first, second) for found in card.steps if step in (None, found.id))
    return {name: _pairs(name, step_of(first, name), step_of(second, name)) for name in names}


def step_of(card: Card, name: str) -> Step | None:
    """Find a step; None when the card has none of this name."""
    return next((step for step in card.steps if step.id == name), None)


def _pairs(name: str, first: Step | None, second: Step | None) -> list[Pair]:
    before, after = ({check.id: check for check in step.checks} if step else {} for step in (first, second))
    return [Pair(step=name, first=before.get(check), second=after.get(check)) for check in dict.fromkeys([*before, *after])]
