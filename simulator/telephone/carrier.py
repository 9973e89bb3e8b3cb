"""Carries the recruiter's voice to the caller's ear, and adds what a telephone adds.

Only what is heard changes: the recording keeps the recruiter's channel as it was spoken, so that a score never
depends on the line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.events import Event, LineDrafted, LineEnded, LineStopped, PauseEnded, PauseStarted, PhaseChanged
from simulator.telephone.band import TelephoneBand
from simulator.telephone.comfort import comfort
from simulator.telephone.tones import beep, click, hold_music

LONGEST_PAUSE = to_samples(12.0)
"""A pause that the caller talks into lasts on; its sound is over by then."""

DROPOUTS = (to_samples(0.06), to_samples(0.22))
"""Shortest and longest piece that a bad line swallows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """What the line does to the voice."""

    seed: int
    """The call's seed."""

    sounds: tuple[str, ...] = ("paper", "keyboard")
    """What is heard in the recruiter's pauses; `quiet` for nothing."""

    band: bool = True
    """Whether it sounds like a telephone."""

    breaks_up: bool = False
    """Whether pieces are lost until the caller has said who they are twice."""


class TelephoneLine:
    """Turns each hop that the recruiter speaks into the hop that the caller hears."""

    def __init__(self, settings: LineSettings) -> None:
        """Open the line; nothing is heard on it yet."""
        self._settings = settings
        self._band = TelephoneBand() if settings.band else None
        self._rng = np.random.default_rng([settings.seed, 7])
        self._behind = np.zeros(0, dtype=np.float32)
        self._to_come: Iterator[Samples] = iter(())
        self._pausing = self._holding = False
        self._purposes: dict[int, str] = {}
        self._breaking = settings.breaks_up
        self._lost = 0

    def carry(self, spoken: Samples, events: list[Event]) -> Samples:
        """Carry one hop.

        Args:
            spoken: What the recruiter says, shape `(HOP_LENGTH,)`.
            events: What happened in this hop.

        Returns:
            What the caller hears, same shape.
        """
        for event in events:
            self._notice(event)
        voice = self._with_losses(spoken) if self._breaking else spoken
        return self.sound(voice + self._added(len(spoken)))

    def sound(self, samples: Samples) -> Samples:
        """Let a sound of any length be heard that is not the recruiter's: a ring, a click; same shape."""
        return samples if self._band is None else self._band.feed(samples)

    def _added(self, n: int) -> Samples:
        while len(self._behind) < n and (more := next(self._to_come, None)) is not None:
            self._behind = np.concatenate([self._behind, more])
        added, self._behind = self._behind[:n], self._behind[n:]
        return np.pad(added, (0, n - len(added)))

    def _notice(self, event: Event) -> None:
        match event:
            case LineDrafted():
                self._purposes[event.line] = event.purpose
            case PauseStarted():
                kinds = self._settings.sounds
                self._add([comfort(kinds[int(self._rng.integers(len(kinds)))], LONGEST_PAUSE, self._rng)])
                self._pausing = True
            case PauseEnded() | LineStopped() if self._pausing:
                self._add([])
                self._pausing = False
            case LineEnded() if self._purposes.get(event.line) == "machine":
                self._add([beep()])
            case LineEnded() if self._holding:
                self._add(hold_music(seed=self._settings.seed))
            case PhaseChanged():
                self._change(event.phase)
            case _:
                pass

    def _add(self, sounds: Iterable[Samples]) -> None:
        """Have sounds heard behind the voice from now on, in place of what was."""
        self._behind, self._to_come = np.zeros(0, dtype=np.float32), iter(sounds)

    def _change(self, phase: str) -> None:
        self._breaking &= phase != "announcing"
        if self._holding and phase != "holding":
            self._add([click()])
        self._holding = phase == "holding"

    def _with_losses(self, spoken: Samples) -> Samples:
        if self._lost <= 0 and self._rng.random() < 0.05:  # noqa: PLR2004 three pieces in two seconds
            self._lost = int(self._rng.integers(*DROPOUTS))
        kept = spoken.copy()
        kept[: max(self._lost, 0)] = 0.0
        self._lost -= len(spoken)
        return kept
