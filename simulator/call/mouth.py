"""The recruiter's side of the floor: the line being prepared, the line being said, and what of it was not said."""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.call.playout import Playout, as_parts
from simulator.call.talk import Utterance
from simulator.call.wording import PAUSE, Wording
from simulator.events import Event, LineDrafted, LineStarted, LineStopped
from simulator.verdict import Verdict

FADE = np.linspace(1.0, 0.0, HOP_LENGTH, dtype=np.float32)
"""Shape of the last hop of a line that is cut off, so that it does not click."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """What the recruiter still means to say after being stopped."""

    sentences: tuple[str, ...]
    """Sentences and pauses, the broken sentence first."""

    verdict_at: int | None
    """Index of the sentence that completes the verdict, when it is among them."""


class Mouth:
    """Says one line at a time; a line is drafted, then rendered outside, then played."""

    def __init__(self, *, wording: Wording, verdict: Verdict) -> None:
        """Start silent."""
        self._wording = wording
        self._verdict = verdict
        self._playout = Playout()
        self._draft: LineDrafted | None = None
        self._verdict_at: int | None = None
        self._n_lines = 0
        self._n_pauses = 0
        self._fading = False
        self.floor_from = 0
        """First sample of the line that is being said, or was said last."""

    @property
    def holds_floor(self) -> bool:
        """Whether a line is being said, its pauses included."""
        return self._playout.active

    @property
    def preparing(self) -> bool:
        """Whether a line was drafted whose sound has not arrived yet."""
        return self._draft is not None

    @property
    def pausing(self) -> bool:
        """Whether the line is in one of its pauses."""
        return self._playout.pausing

    @property
    def n_left(self) -> int:
        """Samples until the line ends."""
        return self._playout.n_left

    def draft(self, utterance: Utterance, *, at: int) -> LineDrafted:
        """Decide on the next line; its sound is wanted now."""
        n_pauses = utterance.sentences.count(PAUSE)
        pauses = tuple(self._wording.pause(self._n_pauses + i) for i in range(n_pauses))
        self._draft = LineDrafted(
            line=self._n_lines, purpose=utterance.purpose, sentences=utterance.sentences, pauses=pauses, decided_at=at
        )
        self._verdict_at = utterance.verdict_at
        self._n_lines += 1
        self._n_pauses += n_pauses
        return self._draft

    def drop_draft(self) -> None:
        """Think better of a line that has not begun."""
        self._draft = None

    def take(self, line: int, sounds: tuple[Samples, ...]) -> None:
        """Take the sound of a line; one that nobody waits for any more is ignored."""
        if self._draft is None or self._draft.line != line:
            return
        announces = {} if self._verdict_at is None else {self._verdict_at: self._verdict}
        self._playout.load(line, as_parts(self._draft.sentences, sounds, self._draft.pauses, announces))
        self._draft = None

    def advance(self, at: int, *, hold: bool) -> tuple[Samples, list[Event]]:
        """Play the hop that begins at sample `at`; see `Playout.advance`."""
        samples, events = self._playout.advance(at, hold=hold)
        if self._fading:
            self._fading = False
            self._playout.stop()
            return samples * FADE, []
        for event in events:
            if isinstance(event, LineStarted):
                self.floor_from = event.at
        return samples, events

    def stop(self, *, at: int, onset: int, collision: bool) -> tuple[LineStopped, Unsaid]:
        """Fall silent within the hop that begins at sample `at`, because the caller has the floor."""
        left = self._playout.left
        sentences = tuple(part.text for part in left)
        verdict_at = next((i for i, part in enumerate(left) if part.announces is not None), None)
        self._fading = True
        stopped = LineStopped(line=self._n_lines - 1, at=at + HOP_LENGTH, onset=onset, left=sentences, collision=collision)
        return stopped, Unsaid(sentences=sentences, verdict_at=verdict_at)
