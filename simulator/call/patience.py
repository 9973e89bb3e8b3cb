"""How long to wait before taking a silence for the end of a turn: what was said decides, not the clock alone."""

import re
from dataclasses import dataclass

from simulator.audio.clock import to_samples
from simulator.call.heard import LAST_WORDS, Heard
from simulator.call.phases import Phase
from simulator.call.recruiter import facts
from simulator.call.talk import Talk
from simulator.listening.acts import QUESTIONS, Act
from simulator.listening.ears import Ears

COMPLETE = to_samples(0.42)
"""After words that do what this moment of the call asks for: a question, an answer, a goodbye. With 0.38 s twice as many
callers were cut short. Who pauses for long is waited for longer, so that if they go on all the same both begin together,
and the recruiter yields at once."""

TOGETHER = to_samples(0.5)
"""How long before the end of their longest pause the recruiter answers them then: well within `COLLISION_WINDOW`."""

COMMA = to_samples(0.8)
"""After the same with a comma behind it."""

UNKNOWN = to_samples(0.8)
"""After words that might go on, with a caller of whom no pause is known yet."""

UNCLEAR = to_samples(0.52)
"""The same with a caller whose pauses are short."""

FLUENT = to_samples(0.45)
"""Pauses up to this long are those of somebody who does not look for words."""

LONGER, BEYOND_PACE = 1.2, to_samples(0.1)
"""How much longer than the longest pause of a caller the silence must be: pauses vary with their length."""

FEW_WORDS = 3
"""With no more than these, "Oh, I see", somebody who was just told something is still taking it in."""

LONGEST_PAUSE = to_samples(1.5)
"""Longest pause that is learnt from; a longer one was more than looking for words."""

OPENING = to_samples(2.1)
"""After an introduction that still lacks its reason."""

ROLELESS = to_samples(1.1)
"""After one that has its reason and no job."""

HANGING = to_samples(2.4)
"""After "um", "and" and the like, which never end a turn."""

MESSAGE = to_samples(4.0)
"""Before an answering machine takes a message to be over."""

FIRST_WORDS = (Phase.RECEPTION, Phase.HOLDING, Phase.OPENING, Phase.HINDERED)
"""Where a caller says who they are, to whoever is there."""

SILENCE = to_samples(6.0)
"""Before a caller who says nothing is spoken to."""

GOODBYE = to_samples(2.5)
"""Before hanging up on a caller who says nothing after the goodbyes."""

LEANING = to_samples(1.5)
"""After a preposition."""

_HANGING = re.compile(
    r"\b(um+|uh+|er+|erm|hmm+|ah|(?<!as )well|and|(?<!think )(?<!hope )so|but|because|cause|or|if|whether|than|as|when|since"
    r"|although|(chance|hope|hoped|hoping|think|thought|glad|know|sure|so) that|which|who|whose|the|an?|my|your|our|their|its"
    r"|some|any|every|each|very|really|quite|such|just|even|of|i|we|they|he|she|i'm|i've|i'd|i'll|we're|you're|it's|that's"
    r"|there's|(is|are|was) there|is|am|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|might|may"
    r"|must|want|wanted|wondering|hoping|calling|like"
    r")[\s,.;:?!\u2026-]*$",
    re.IGNORECASE,
)
"""Words after which English goes on: fillers, conjunctions, articles, pronouns, auxiliaries, and verbs that ask for more.
A recogniser puts a full stop or a question mark after any of them when the voice stops."""

_LEANING = re.compile(
    r"\b(to|for|with|from|at|by|into|about|on|in|during|after|before|regarding|concerning)[\s,.;:\u2026-]*$", re.IGNORECASE
)
"""Prepositions, which may end a question ("what should I work on?") and little else."""

_ENDED = re.compile(
    r"\b((what|where|who|how|when) (it|this|that) (is|was)|i (do|did|have|am|was|will|would|can|could|know))[.!?]?$",
    re.IGNORECASE,
)
"""Ends that look like it and are none: "yes, I did"."""


@dataclass(slots=True, kw_only=True)
class Patience:
    """Waits in samples, measured from the caller's last sound; they grow with the pauses that this caller makes."""

    pace: int = 0
    """Longest silence that this caller broke themselves, up to `LONGEST_PAUSE`."""

    _voice_from: int = 0

    def follow(self, ears: Ears, *, in_turn: bool) -> None:
        """Look once a hop how long this caller pauses.

        Args:
            ears: What is heard of them.
            in_turn: Whether a voice that begins now goes on with a turn.
        """
        if ears.voice_from != self._voice_from:
            self._voice_from = ears.voice_from
            if in_turn:
                self.note(ears.gap)

    def note(self, gap: int) -> None:
        """Learn that the caller went on after a silence."""
        self.pace = max(self.pace, min(gap, LONGEST_PAUSE))

    def before_reply(self, talk: Talk, heard: Heard) -> int:
        """Count the samples of silence after which the caller's turn is taken to be over."""
        text = heard.text.rstrip()
        if talk.phase is Phase.MACHINE:
            return MESSAGE
        if _HANGING.search(text) and not _ENDED.search(text):
            return max(HANGING, self._usual)
        if _LEANING.search(text):
            return max(LEANING, self._usual)
        known = talk.known | facts(heard)
        if talk.phase in FIRST_WORDS and not known >= {"reason", "role"}:
            return max(OPENING if "reason" not in known else ROLELESS, self._usual)
        if not self._does_enough(talk, heard):
            return max(UNKNOWN, self._usual) if len(text.split()) <= FEW_WORDS else self._usual
        # Where a recogniser writes a comma it heard a voice that goes on.
        return max(COMMA if text.endswith(",") else COMPLETE, self.pace - TOGETHER)

    @property
    def _usual(self) -> int:
        """After words that might go on: longer than this caller has paused."""
        return max(UNCLEAR, round(self.pace * LONGER) + BEYOND_PACE) if self.pace else UNKNOWN

    def _does_enough(self, talk: Talk, heard: Heard) -> bool:
        """Tell whether the words do what this moment of the call asks for: then little is likely to follow."""
        asks = heard.text.rstrip().endswith("?") or any(
            f.act in QUESTIONS and len(heard.text) - f.end <= LAST_WORDS for f in heard.findings
        )
        match talk.phase:
            case Phase.RECEPTION | Phase.HOLDING | Phase.OPENING | Phase.HINDERED:
                # After a reason most people add a sentence about how much they would like the job.
                fluent = 0 < self.pace <= FLUENT
                return (asks and fluent) or not {Act.ENTHUSIASM, Act.THANKS}.isdisjoint(heard.acts)
            case Phase.PROBING:
                return asks or bool(facts(heard) - talk.known)
            case _:
                return asks or heard.parts

    def before_prompt(self, talk: Talk) -> int:
        """Count the samples of silence after which a caller who says nothing is spoken to."""
        return GOODBYE if talk.phase is Phase.CLOSING else SILENCE
