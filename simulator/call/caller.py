"""The caller's side of the floor: what they have said in this turn, and what of it is still being recognised."""

from dataclasses import dataclass, field

from simulator.events import SpeechEnded, Transcribed


@dataclass(slots=True, kw_only=True)
class CallerTurn:
    """Stretches of speech that belong to one turn, in order."""

    spoken: list[SpeechEnded] = field(default_factory=list)
    """Stretches that have ended."""

    texts: dict[int, str] = field(default_factory=dict)
    """What was heard in each, by its number; missing while the recogniser works."""

    def ended(self, stretch: SpeechEnded) -> None:
        """Add a stretch that has just ended."""
        self.spoken.append(stretch)

    def transcribed(self, result: Transcribed) -> bool:
        """Take a result; tell whether it belongs to this turn."""
        mine = any(stretch.segment == result.segment for stretch in self.spoken)
        if mine:
            self.texts[result.segment] = result.text
        return mine

    @property
    def waiting(self) -> bool:
        """Whether a result is still to come."""
        return len(self.texts) < len(self.spoken)

    @property
    def text(self) -> str:
        """Everything heard so far."""
        return " ".join(text for stretch in self.spoken if (text := self.texts.get(stretch.segment, "")))

    @property
    def n_voiced(self) -> int:
        """Samples of speech in it."""
        return sum(stretch.end - stretch.start for stretch in self.spoken)

    @property
    def start(self) -> int:
        """First sample of the turn's speech."""
        return self.spoken[0].start

    @property
    def end(self) -> int:
        """One past the last sample of its speech."""
        return self.spoken[-1].end
