"""A sound of the caller's over the recruiter's line: where it began, what its words are, how far it asks for the floor."""

from simulator.call.yielding import SOON, Overheard, Stance, stance
from simulator.events import PartTranscribed
from simulator.listening.acts import ActReader
from simulator.listening.ears import Ears
from simulator.listening.overlap import collides, only_listens


class Interjection:
    """Follows one sound after the other through a line."""

    def __init__(self, acts: ActReader) -> None:
        """Start with no sound."""
        self._acts = acts
        self.onset = 0
        """First sample of the sound."""
        self.collides = False
        """Whether it goes on with a turn that was not over when the recruiter began."""
        self.stance = Stance.SPEAK
        """What the recruiter does about it."""
        self.parts: list[PartTranscribed] = []
        """Its words, as far as they are known."""

    def forget(self) -> None:
        """Begin afresh with a new line."""
        self.stance = Stance.SPEAK
        self.parts = []

    def partly(self, result: PartTranscribed) -> None:
        """Take the words of the sound up to a silence."""
        self.parts = [result]

    def follow(self, ears: Ears, now: int, *, floor_start: int, spoke_until: int | None) -> "Interjection":
        """Look at the caller's channel once a hop.

        Args:
            ears: What is heard on it.
            now: One past the hop's last sample.
            floor_start: First sample of the line.
            spoke_until: End of the caller's speech before the line; None when they had not spoken.

        Returns:
            This, with everything up to date.
        """
        if self.stance is not Stance.HUSH:
            if ears.onset is None:
                self.stance = Stance.SPEAK
                return self
            self.onset = ears.voice_from
        self.collides = collides(onset=self.onset, floor_start=floor_start, spoke_until=spoke_until)
        n_voiced = ears.quiet_since - self.onset
        self.stance = stance(Overheard(
            n_voiced=n_voiced, n_quiet=now - ears.quiet_since, collides=self.collides,
            goes_on=ears.gap <= SOON and ears.voice_from - ears.gap > floor_start,
            only_listens=self._only_listens(ears.quiet_since, n_voiced),
        ))  # fmt: skip
        return self

    def _only_listens(self, until: int, n_voiced: int) -> bool | None:
        if not self.parts or self.parts[-1].part.end != until:
            return None
        text = self.parts[-1].text
        return only_listens(text, self._acts.read(text) if text else (), n_voiced)
