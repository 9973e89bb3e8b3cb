"""What engines answer, kept until its moment on the call's clock."""

from dataclasses import dataclass
from typing import TypeAlias

from simulator.audio.clock import Samples
from simulator.events import PartTranscribed, Transcribed


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The sound of a drafted line, as it enters the call."""

    line: int
    """Which line."""

    sounds: tuple[Samples, ...]
    """One array a sentence, pauses left out."""

    arrived_at: int
    """Sample at which it enters the call."""


Result: TypeAlias = Transcribed | PartTranscribed | Rendered
"""What a recogniser or a voice answers."""


class Inbox:
    """Results that have not entered the call yet."""

    def __init__(self) -> None:
        """Start empty."""
        self._results: list[Result] = []

    def add(self, result: Result) -> None:
        """Take a result; it counts from its `arrived_at` on."""
        self._results.append(result)

    def due(self, now: int) -> list[Result]:
        """Hand out what has arrived by sample `now`, first come first."""
        due = [result for result in self._results if result.arrived_at <= now]
        self._results = [result for result in self._results if result.arrived_at > now]
        return sorted(due, key=lambda result: result.arrived_at)
