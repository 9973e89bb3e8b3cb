"""The recruiter's side of the floor: the line being prepared, the line being said, and what of it was not said."""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.call.playout import Playout, as_parts
from simulator.call.talk import Utterance
from simulator.call.wording import PAUSE, Wording
from simulator.events import Event, LineDrafted, LineStarted, LineStopped
from simulator.verdict import Verdict

SOFT = np.float32(10 ** (-12 / 20))
"""Loudness of a line while it is not clear yet whether the caller means to interrupt: down by 12 dB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """What the recruiter still means to say after being stopped."""

    sentences: tuple[str, ...]
    """Sentences and pauses, the broken sentence first."""

    verdict_at: int | None
    """Index of the sentence that completes the verdict, when it is among them."""


class Mouth:
    """Says one line at a time; a line is drafted, then rendered outside, then played once it is released."""

    def __init__(self, *, wording: Wording, verdict: Verdict) -> None:
        """Start silent."""
        self._wording = wording
        self._verdict = verdict
        self._playout = Playout()
        self._draft: LineDrafted | None = None
        self._sounds: tuple[Samples, ...] | None = None
        self._released = False
        self._verdict_at: int | None = None
        self._n_drafts = 0
        self._n_pauses = 0
        self._line = 0
        self._gain = self._wanted = np.float32(1.0)
        self._hushed_at: int | None = None
        self._stopping = False
        self.floor_from = 0
        """First sample of the line that is being said, or was said last."""

    @property
    def holds_floor(self) -> bool:
        """Whether a line is being said, its pauses and hesitations included."""
        return self._playout.active

    @property
    def preparing(self) -> bool:
        """Whether a line should be sounding whose sound has not arrived yet."""
        return self._released

    @property
    def pausing(self) -> bool:
        """Whether the line is in one of its pauses."""
        return self._playout.pausing

    @property
    def hushed(self) -> bool:
        """Whether the line has fallen silent to hear what the caller wants."""
        return bool(self._wanted == 0)

    @property
    def n_left(self) -> int:
        """Samples until the line ends."""
        return self._playout.n_left

    def draft(self, utterance: Utterance, *, at: int) -> LineDrafted:
        """Prepare the next line, in place of one that was not released; its sound is wanted now."""
        n_pauses = utterance.sentences.count(PAUSE)
        pauses = tuple(self._wording.pause(self._n_pauses + i) for i in range(n_pauses))
        self._draft = LineDrafted(
            line=self._n_drafts, purpose=utterance.purpose, sentences=utterance.sentences, pauses=pauses, decided_at=at
        )
        self._sounds, self._released = None, False
        self._verdict_at = utterance.verdict_at
        self._n_drafts += 1
        return self._draft

    def release(self) -> None:
        """Say the draft: now, or as soon as its sound arrives."""
        self._released = True
        self._begin()

    def drop_draft(self) -> None:
        """Think better of a line that has not begun."""
        self._draft, self._sounds, self._released = None, None, False

    def take(self, line: int, sounds: tuple[Samples, ...]) -> None:
        """Take the sound of a line; one that nobody waits for any more is ignored."""
        if self._draft is not None and self._draft.line == line:
            self._sounds = sounds
            self._begin()

    def _begin(self) -> None:
        if self._draft is None or self._sounds is None or not self._released:
            return
        announces = {} if self._verdict_at is None else {self._verdict_at: self._verdict}
        self._line = self._draft.line
        self._n_pauses += len(self._draft.pauses)
        self._playout.load(self._line, as_parts(self._draft.sentences, self._sounds, self._draft.pauses, announces))
        self._gain = self._wanted = np.float32(1.0)
        self._hushed_at = None
        self.drop_draft()

    def advance(self, at: int, *, hold: bool) -> tuple[Samples, list[Event]]:
        """Play the hop that begins at sample `at`; see `Playout.advance`."""
        if self._gain == 0 and self._wanted == 0 and not self._stopping:
            return np.zeros(HOP_LENGTH, dtype=np.float32), []
        samples, events = self._playout.advance(at, hold=hold)
        if self._stopping:
            samples = self._levelled(samples, at)
            self._playout.stop()
            self._gain, self._stopping = np.float32(1.0), False
            self.speak()
            return samples, []
        for event in events:
            if isinstance(event, LineStarted):
                self.floor_from = event.at
        return self._levelled(samples, at), events

    def _levelled(self, samples: Samples, at: int) -> Samples:
        """Bring a hop to the loudness that is wanted, without a click."""
        before, self._gain = self._gain, self._wanted
        if self._gain == 0:
            self._hushed_at = at + HOP_LENGTH
            self._playout.rewind()
        if before == self._gain == 1:
            return samples
        return samples * np.linspace(before, self._gain, HOP_LENGTH, dtype=np.float32)

    def speak(self) -> None:
        """Talk at full loudness: nobody else wants the floor."""
        self._wanted, self._hushed_at = np.float32(1.0), None

    def soften(self) -> None:
        """Talk at `SOFT` loudness: the caller made a sound."""
        self._wanted = SOFT

    def hush(self) -> None:
        """Fall silent within the next hop, ready to go on: the caller is talking, and it may be more than a murmur."""
        self._wanted = np.float32(0.0)

    def stop(self, *, at: int, onset: int, collision: bool) -> tuple[LineStopped, Unsaid]:
        """Give up the line, because the caller has the floor: what was hushed stays so, what sounds ends by a hush.

        Args:
            at: First sample of the hop that comes next, in which it dies away.
            onset: First sample of the caller's speech.
            collision: Whether the line began before the caller's turn was over.
        """
        left = self._playout.left
        sentences = tuple(part.text for part in left)
        verdict_at = next((i for i, part in enumerate(left) if part.announces is not None), None)
        silent_from = at + HOP_LENGTH if self._hushed_at is None else self._hushed_at
        self._stopping = True
        self.hush()
        stopped = LineStopped(line=self._line, at=silent_from, onset=onset, left=sentences, collision=collision)
        return stopped, Unsaid(sentences=sentences, verdict_at=verdict_at)
