"""How long to wait before taking a silence for the end of a turn: what was said decides, not the clock alone."""

import re
from dataclasses import dataclass

from simulator.audio.clock import to_samples
from simulator.call.heard import Heard
from simulator.call.phases import Phase
from simulator.call.talk import Talk
from simulator.listening.acts import QUESTIONS, Act

_HANGING = re.compile(
    r"\b(um+|uh+|er+|erm|hmm|and|so|but|because|or|the|an?|to|of|for|with|my|about|i|i'm|it's|that|which|like|was|if)"
    r"[\s,.\u2026-]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Waits in samples; measured from the caller's last sound."""

    complete: int = to_samples(0.8)
    """After words that do what this moment of the call asks for: a question, an answer, a goodbye."""

    introduced: int = to_samples(1.1)
    """After an introduction that has all it needs: most people add a sentence about how much they liked it."""

    unclear: int = to_samples(1.3)
    """After words that might go on."""

    hanging: int = to_samples(2.2)
    """After "um", "and" and the like, which never end a turn."""

    opening: int = to_samples(1.6)
    """After an introduction that still lacks its reason; 1.1 s cut into 3 % of recorded turns."""

    silence: int = to_samples(6.0)
    """Before a caller who says nothing is spoken to."""

    message: int = to_samples(4.0)
    """Before an answering machine takes a message to be over."""

    goodbye: int = to_samples(2.5)
    """Before hanging up on a caller who says nothing after the goodbyes."""

    def before_reply(self, talk: Talk, heard: Heard) -> int:
        """Count the samples of silence after which the caller's turn is taken to be over."""
        if talk.phase is Phase.MACHINE:
            return self.message
        if talk.phase in (Phase.RECEPTION, Phase.HOLDING, Phase.HINDERED):
            return self.opening  # whoever answers there gets an introduction too
        if _HANGING.search(heard.text):
            return self.hanging
        acts = frozenset(heard.acts)
        if talk.phase is Phase.OPENING:
            whole = bool(acts & {Act.PURPOSE, *QUESTIONS}) and Act.NAME in acts
            return self.introduced if whole else self.opening
        asked = heard.text.rstrip().endswith("?") or bool(acts & {*QUESTIONS, Act.FAREWELL})
        return self.complete if asked or talk.phase is not Phase.REACTING else self.unclear

    def before_prompt(self, talk: Talk) -> int:
        """Count the samples of silence after which a caller who says nothing is spoken to."""
        return self.goodbye if talk.phase is Phase.CLOSING else self.silence
