"""Carries the recruiter's voice to the caller's ear, and adds what a telephone adds.

Only what is heard changes: the recording keeps the recruiter's channel as it was spoken, so that a score never
depends on the line.
"""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.events import Event, LineDrafted, LineEnded, LineStarted, PauseEnded, PauseStarted, PhaseChanged
from simulator.telephone.band import TelephoneBand
from simulator.telephone.comfort import comfort
from simulator.telephone.tones import beep, click, hold_music

LONGEST_PAUSE = to_samples(12.0)
"""A pause that the caller talks into lasts on; its sound is over by then."""

LONGEST_HOLD = to_samples(60.0)
"""Music enough for anybody who is put through."""

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
        """Pick up: the click of the receiver comes with the first line."""
        self._settings = settings
        self._band = TelephoneBand() if settings.band else None
        self._rng = np.random.default_rng([settings.seed, 7])
        self._behind = np.zeros(0, dtype=np.float32)
        self._pausing = self._holding = False
        self._answered = False
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
        n = len(spoken)
        added = np.zeros(n, dtype=np.float32)
        share = min(n, len(self._behind))
        added[:share] = self._behind[:share]
        self._behind = self._behind[share:]
        heard = spoken + added
        heard = self._with_losses(heard) if self._breaking else heard
        return heard if self._band is None else self._band.feed(heard)

    def _notice(self, event: Event) -> None:
        match event:
            case LineDrafted():
                self._purposes[event.line] = event.purpose
            case LineStarted() if not self._answered:
                self._answered = True
                self._behind = click()
            case PauseStarted():
                kinds = self._settings.sounds
                self._behind = comfort(kinds[int(self._rng.integers(len(kinds)))], LONGEST_PAUSE, self._rng)
                self._pausing = True
            case PauseEnded() if self._pausing:
                self._behind = np.zeros(0, dtype=np.float32)
                self._pausing = False
            case LineEnded() if self._purposes.get(event.line) == "machine":
                self._behind = beep()
            case PhaseChanged():
                self._change(event.phase)
            case _:
                pass

    def _change(self, phase: str) -> None:
        self._breaking &= phase != "announcing"
        if phase == "holding":
            quiet = np.zeros(to_samples(4.0), dtype=np.float32)  # the receptionist is still speaking
            self._behind = np.concatenate([quiet, hold_music(LONGEST_HOLD, seed=self._settings.seed)])
            self._holding = True
        elif self._holding:
            self._behind = click()
            self._holding = False

    def _with_losses(self, heard: Samples) -> Samples:
        if self._lost <= 0 and self._rng.random() < 0.05:  # noqa: PLR2004 three pieces in two seconds
            self._lost = int(self._rng.integers(*DROPOUTS))
        kept = heard.copy()
        kept[: max(0, min(self._lost, HOP_LENGTH))] = 0.0
        self._lost -= len(heard)
        return kept
