"""Prints a figure beside its goal."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number and the bound that it should keep."""

    what: str
    """What was measured."""

    value: float
    """What came out."""

    unit: str
    """What it counts."""

    at_least: float | None = None
    """Lower bound, or None."""

    at_most: float | None = None
    """Upper bound, or None."""

    @property
    def met(self) -> bool:
        """Whether the bound is kept."""
        low_enough = self.at_most is None or self.value <= self.at_most
        return low_enough and (self.at_least is None or self.value >= self.at_least)

    def __str__(self) -> str:
        """Write it as one line."""
        told = f"{self.what:62s} {self.value:9.3g} {self.unit:6s}"
        if self.at_least is None and self.at_most is None:
            return f"      {told}".rstrip()
        goal = f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"
        return f"{'ok  ' if self.met else 'MISS'}  {told} goal: {goal}"


def show(figures: list[Figure]) -> bool:
    """Print figures; tell whether all their goals are met."""
    for figure in figures:
        print(figure, flush=True)
    return all(figure.met for figure in figures)


def tell(what: str) -> None:
    """Say on standard error what is being measured, so that nobody wonders while it takes its time."""
    sys.stderr.write(f"   … {what}\n")
    sys.stderr.flush()
