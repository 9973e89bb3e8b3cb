"""What the recruiter remembers of a call, and what they say next."""

from dataclasses import dataclass, replace

from simulator.call.phases import Move, Phase, following
from simulator.call.wording import PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What the recruiter says in one turn."""

    purpose: str
    """`answer`, `hello`, `probe`, `obstacle`, `announcement`, `reply`, `prompt`, `goodbye`, `resume`, `reception`, `machine`."""

    sentences: tuple[str, ...]
    """The words, with `wording.PAUSE` for a pause."""

    verdict_at: int | None = None
    """Index of the sentence that completes the verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Everything that the recruiter remembers; replaced, never changed, so that a reply can be taken back."""

    phase: Phase = Phase.OPENING
    """Where the conversation stands."""

    known: frozenset[str] = frozenset()
    """Which of name, role and reason the caller gave."""

    said: tuple[str, ...] = ()
    """Keys of the lines said so far, in order; an answer that depended on more carries that after a colon."""

    told: frozenset[str] = frozenset()
    """Sentences said so far."""

    last: tuple[str, ...] = ()
    """Sentences of the last line that carried something."""

    n_replies: int = 0
    """Replies since the verdict."""

    grants: bool | None = None
    """Whether another interview was granted; None before it was asked for."""

    def times(self, key: str) -> int:
        """Count how often a line was said."""
        return self.said.count(key)

    def moved(self, move: Move) -> "Talk":
        """Go on to the phase that follows."""
        return replace(self, phase=following(self.phase, move))

    def having_said(self, keys: tuple[str, ...], sentences: tuple[str, ...]) -> "Talk":
        """Remember a line."""
        return replace(self, said=self.said + keys, told=self.told | frozenset(s for s in sentences if s != PAUSE))
