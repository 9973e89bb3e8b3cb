"""The caller's side of the floor: what they have said in this turn, and what of it is still being recognised."""

from dataclasses import dataclass, field

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.events import PartSpoken, PartTranscribed, SpeechEnded, Transcribed, TurnEnded
from simulator.listening.segments import PAD
from simulator.listening.sentences import with_silences

PART_AFTER = 4 * HOP_LENGTH
"""Silence after which what was said so far is recognised: 0.13 s, so that the answer is ready when it is time for it.
Shorter ones are inside words."""

QUIET_BEHIND = 3 * HOP_LENGTH
"""Silence that is laid behind such a part. Recognisers expect some: without it, 72 callers who were not known lost 1 % of
their checks, mostly the words of a goodbye; with it none."""

LONGEST_PART = to_samples(4.0)
"""What is longer and has a pause inside is recognised from that pause on: words must be there before the caller's
silence has lasted half a second, and five seconds of speech take a quarter of one."""


def sound_of(part: PartSpoken, near: Samples) -> Samples:
    """Cut out of the caller's channel, shape `(n,)`, what is recognised of a part: a copy, with quiet on both sides."""
    return np.pad(near[max(part.start - PAD, 0) : part.decided_at], (0, QUIET_BEHIND))


@dataclass(slots=True, kw_only=True)
class CallerTurn:
    """Stretches of speech that belong to one turn, in order."""

    spoken: list[SpeechEnded] = field(default_factory=list)
    """Stretches that have ended."""

    texts: dict[int, str] = field(default_factory=dict)
    """What was heard in each, by its number; missing while the recogniser works."""

    parts: list[PartTranscribed] = field(default_factory=list)
    """What was heard in the stretch that is open or has just ended: parts that follow each other."""

    def next_part(self, segment: int, start: int, end: int, *, now: int) -> PartSpoken:
        """Say from where on the open stretch should be recognised.

        Args:
            segment: The stretch's number.
            start: Its first sample.
            end: One past its last sample of speech.
            now: Sample at which this is decided.
        """
        parts = [heard.part for heard in self.parts if heard.part.segment == segment]
        last = parts[-1] if parts else None
        if last is not None:
            # Ears take what is just before a part along: after a pause that is silence, not the last word once more.
            start = min(last.end + PAD, end) if end - last.start > LONGEST_PART else last.start
        return PartSpoken(segment=segment, start=start, end=end, decided_at=now)

    def partly(self, result: PartTranscribed) -> None:
        """Take the result for a part; it stands in place of one that began where it begins."""
        part = result.part
        before = [heard for heard in self.parts if heard.part.segment == part.segment and heard.part.end <= part.start]
        self.parts = [*before, result]

    def ended(self, stretch: SpeechEnded) -> None:
        """Add a stretch that has just ended."""
        self.spoken.append(stretch)

    def transcribed(self, result: Transcribed) -> None:
        """Take a result if it belongs to this turn."""
        if any(stretch.segment == result.segment for stretch in self.spoken):
            self.texts[result.segment] = result.text

    def forget_clicks(self) -> None:
        """Drop the words of a stretch that turned out to be too short for speech; none is open."""
        if not self.spoken:
            self.parts = []

    def knows(self, until: int | None) -> bool:
        """Tell whether the words of everything said are there.

        Args:
            until: End of the last sound in the stretch that is open; None when none is.
        """
        behind = [stretch for stretch in self.spoken if stretch.segment not in self.texts]
        ends = {stretch.end for stretch in behind} | ({until} if until is not None else set())
        last = self.parts[-1].part.end if self.parts else None
        return ends <= {last}

    @property
    def text(self) -> str:
        """Everything heard so far."""
        return " ".join(self._stretches)

    @property
    def sentences(self) -> str:
        """The same, letter for letter as long, with silences as ends of sentences."""
        return with_silences(self._stretches)

    @property
    def _stretches(self) -> list[str]:
        texts = [self.texts[stretch.segment] for stretch in self.spoken if stretch.segment in self.texts]
        parts = [heard.text for heard in self.parts if heard.part.segment not in self.texts]
        return [text for text in (*texts, " ".join(filter(None, parts))) if text]

    @property
    def n_voiced(self) -> int:
        """Samples of speech in the stretches that have ended."""
        return sum(stretch.end - stretch.start for stretch in self.spoken)

    def over(self, text: str, *, at: int) -> TurnEnded:
        """Say that the turn was taken to be over at sample `at`, with these words."""
        return TurnEnded(start=self.start, end=self.end, text=text, decided_at=at)

    @property
    def start(self) -> int:
        """First sample of the turn's speech."""
        return self.spoken[0].start

    @property
    def end(self) -> int:
        """One past the last sample of its speech."""
        return self.spoken[-1].end
