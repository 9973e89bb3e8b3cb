"""How long to wait before taking a silence for the end of a turn: what was said decides, not the clock alone."""

import re
from dataclasses import dataclass

from simulator.audio.clock import to_samples
from simulator.call.phases import Phase
from simulator.call.recruiter import LAST_WORDS, Heard, Talk, facts
from simulator.listening.acts import QUESTIONS, Act

_HANGING = re.compile(
    r"\b(um+|uh+|er+|erm|hmm+|ah|well|and|so|but|because|cause|or|if|whether|than|as|while|when|since|though|although|that|which|who"
    r"|whose|the|an?|this|these|those|my|your|our|their|his|her|its|some|any|every|each|no|very|really|quite|such|just|also|even"
    r"|to|of|for|with|from|at|by|into|about|on|in|between|during|after|before|through|regarding|concerning"
    r"|i|we|they|he|she|i'm|i've|i'd|i'll|we're|you're|it's|that's|there's|is|am|are|was|were|be|been|has|have|had|do|does|did"
    r"|will|would|can|could|should|might|may|must|want|wanted|wondering|hoping|calling|like|let|say|mean|know"
    r")[\s,.;:\u2026-]*$",
    re.IGNORECASE,
)
"""Words after which English goes on: fillers, conjunctions, articles, prepositions, auxiliaries, and verbs that ask for
more. A recogniser puts a full stop after any of them when the voice stops."""

_ENDED = re.compile(
    r"\b(what (it|this|that) (is|was)|i (do|did|have|am|was|will|would|can|could|know)|you (are|do|have))[.!?]?$", re.IGNORECASE
)
"""Ends that look like it and are none: "yes, I did"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Waits in samples; measured from the caller's last sound."""

    complete: int = to_samples(0.48)
    """After words that do what this moment of the call asks for: a question, an answer, a goodbye."""

    introduced: int = to_samples(0.9)
    """After an introduction that has all it needs: most people add a sentence about how much they liked it."""

    unclear: int = to_samples(1.1)
    """After words that might go on."""

    hanging: int = to_samples(2.4)
    """After "um", "and" and the like, which never end a turn."""

    opening: int = to_samples(1.8)
    """After an introduction that still lacks its reason."""

    silence: int = to_samples(6.0)
    """Before a caller who says nothing is spoken to."""

    goodbye: int = to_samples(2.5)
    """Before hanging up on a caller who says nothing after the goodbyes."""

    def before_reply(self, talk: Talk, heard: Heard) -> int:
        """Count the samples of silence after which the caller's turn is taken to be over."""
        text = heard.text.rstrip()
        if _HANGING.search(text) and not _ENDED.search(text):
            return self.hanging
        asks = text.endswith("?") or any(f.act in QUESTIONS and len(text) - f.end <= LAST_WORDS for f in heard.findings)
        match talk.phase:
            case Phase.OPENING | Phase.PROBING:
                return self._introduction(talk, heard, asks=asks)
            case _:
                return self.complete if asks or heard.parts else self.unclear

    def _introduction(self, talk: Talk, heard: Heard, *, asks: bool) -> int:
        known = talk.known | facts(heard)
        if "reason" not in known or (talk.phase is Phase.OPENING and "name" not in known):
            return self.opening if talk.phase is Phase.OPENING else self.unclear
        done = asks or {Act.ENTHUSIASM, Act.THANKS} & {*heard.acts} or talk.phase is Phase.PROBING
        return self.complete if done else self.introduced

    def before_prompt(self, talk: Talk) -> int:
        """Count the samples of silence after which a caller who says nothing is spoken to."""
        return self.goodbye if talk.phase is Phase.CLOSING else self.silence
