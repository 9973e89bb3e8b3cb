"""What the recruiter says next: a pure function of what was said so far."""

import re
from dataclasses import dataclass, replace

from simulator.call.phases import Move, Phase, following
from simulator.call.wording import Wording
from simulator.listening.acts import QUESTIONS, Act, Finding

N_HELLOS = 2
"""How often a silent caller is asked "hello?" before the recruiter hangs up (formats, step 2)."""

LAST_WORDS = 40
"""Characters at the end of a turn within which a goodbye closes the call: "bye, and thanks again for everything"."""

_SAY_AGAIN = re.compile(
    r"\b(say (that|it) again|repeat (that|it)|come again|didn'?t (quite )?(catch|hear)|(i beg your )?pardon\?)", re.IGNORECASE
)
_MISSING = (("name", "missing_name"), ("role", "missing_role"), ("reason", "missing_reason"))
_REASONS = frozenset((Act.PURPOSE, *QUESTIONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One turn of the caller."""

    text: str
    """What was heard."""

    findings: tuple[Finding, ...]
    """What it did."""

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts in the order of the words that did them."""
        return tuple(finding.act for finding in self.findings)

    @property
    def parts(self) -> bool:
        """Whether it ends in a goodbye; one in mid-turn is no reason to hang up."""
        return any(f.act is Act.FAREWELL and len(self.text) - f.end <= LAST_WORDS for f in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What the recruiter says in one turn."""

    purpose: str
    """`answer`, `hello`, `probe`, `announcement`, `reply`, `prompt`, `goodbye`, `resume`, `repeat`."""

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
    """Keys of the lines said so far, in order."""

    last: tuple[str, ...] = ()
    """Sentences of the last line that carried something."""

    def times(self, key: str) -> int:
        """Count how often a line was said."""
        return self.said.count(key)


class Recruiter:
    """One persona in one call."""

    def __init__(self, wording: Wording) -> None:
        """Bind the recruiter to the words of this call."""
        self._wording = wording

    def answer(self) -> Utterance:
        """Pick up the phone."""
        return Utterance(purpose="answer", sentences=self._wording.line("answer"))

    def reply(self, talk: Talk, heard: Heard) -> tuple[Talk, Utterance]:
        """Decide what to say to a turn of the caller."""
        match talk.phase:
            case Phase.OPENING | Phase.PROBING:
                return self._introduced(talk, heard)
            case Phase.REACTING | Phase.CLOSING:
                return self._reacted(talk, heard)
            case Phase.ANNOUNCING | Phase.ENDED:
                # Only reached when an announcement was taken back; it is then simply made again.
                return self._announce(replace(talk, phase=Phase.OPENING))

    def prompt(self, talk: Talk) -> tuple[Talk, Utterance | None]:
        """Decide what to say to silence; None means hanging up without a word."""
        match talk.phase:
            case Phase.OPENING if talk.times("hello") < N_HELLOS:
                return self._said(_moved(talk, Move.KEPT_SILENT), "hello", "hello")
            case Phase.OPENING:
                return self._said(_moved(talk, Move.GAVE_UP), "nobody", "goodbye")
            case Phase.PROBING:
                return self._announce(talk)
            case Phase.REACTING if not talk.times("anything_else"):
                return self._said(_moved(talk, Move.KEPT_SILENT), "anything_else", "prompt")
            case Phase.REACTING:
                return self._said(_moved(talk, Move.PARTED), "goodbye", "goodbye")
            case Phase.ANNOUNCING | Phase.CLOSING | Phase.ENDED:
                return _moved(talk, Move.HUNG_UP), None

    def again(self, talk: Talk) -> tuple[Talk, Utterance]:
        """Say once more what was said last, leaving out pleasantries and pauses."""
        sentences = self._wording.line("repeat", talk.times("repeat")) + (talk.last or self._wording.line("answer"))
        return replace(talk, said=(*talk.said, "repeat")), Utterance(purpose="repeat", sentences=sentences)

    def resume(self, talk: Talk, left: tuple[str, ...], heard: Heard | None, *, verdict_at: int | None) -> tuple[Talk, Utterance]:
        """Pick up what was left unsaid, after whatever the caller said in between; None for a mere sound."""
        if heard is None:
            return talk, Utterance(purpose="resume", sentences=left, verdict_at=verdict_at)
        prefix = self._wording.line("resume", talk.times("resume"))
        at = None if verdict_at is None else verdict_at + len(prefix)
        keys: tuple[str, ...] = ("resume",)
        tail: tuple[str, ...] = ()
        if talk.phase in (Phase.REACTING, Phase.CLOSING):
            more, tail = self._answers(talk, heard)
            keys += more
        talk = replace(talk, said=talk.said + keys, known=talk.known | facts(heard))
        return talk, Utterance(purpose="resume", sentences=prefix + left + tail, verdict_at=at)

    def _introduced(self, talk: Talk, heard: Heard) -> tuple[Talk, Utterance]:
        talk = replace(talk, known=talk.known | facts(heard))
        missing = [key for fact, key in _MISSING if fact not in talk.known]
        if not missing or talk.phase is Phase.PROBING:
            return self._announce(talk)
        sentences = tuple(s for key in missing for s in self._wording.line(key))
        talk = replace(_moved(talk, Move.LEFT_OUT), said=talk.said + tuple(missing), last=sentences)
        return talk, Utterance(purpose="probe", sentences=sentences)

    def _announce(self, talk: Talk) -> tuple[Talk, Utterance]:
        sentences = self._wording.announcement() + self._wording.verdict()
        talk = replace(_moved(talk, Move.INTRODUCED), last=self._wording.verdict())
        return talk, Utterance(purpose="announcement", sentences=sentences, verdict_at=len(sentences) - 1)

    def _reacted(self, talk: Talk, heard: Heard) -> tuple[Talk, Utterance]:
        keys, sentences = self._answers(talk, heard)
        closing = talk.phase is Phase.CLOSING
        parted = closing or heard.parts or (not keys and bool(talk.times("anything_else")))
        if not keys:
            keys, sentences = self._acknowledged(talk, heard)
        last = sentences
        if parted:
            key = "goodbye_again" if closing else "goodbye"
            keys, sentences = (*keys, key), sentences + self._wording.line(key, talk.times(key))
        elif not any(key.startswith("answers.") for key in keys):
            key = "go_on" if talk.times("anything_else") else "anything_else"
            keys, sentences = (*keys, key), sentences + self._wording.line(key, talk.times(key))
        talk = _moved(talk, Move.PARTED if parted else Move.SPOKE)
        talk = replace(talk, said=talk.said + keys, last=last or talk.last)
        return talk, Utterance(purpose="goodbye" if parted else "reply", sentences=sentences)

    def _answers(self, talk: Talk, heard: Heard) -> tuple[tuple[str, ...], tuple[str, ...]]:
        keys: list[str] = []
        sentences: list[str] = []
        if _SAY_AGAIN.search(heard.text):
            keys.append("repeat")
            sentences += [*self._wording.line("repeat", talk.times("repeat")), *talk.last]
        if Act.NEGATIVE in heard.acts:
            keys.append("complaint")
            sentences += self._wording.line("complaint", talk.times("complaint"))
        for topic in dict.fromkeys(act.removeprefix("ask_") for act in heard.acts if act in QUESTIONS):
            key = f"answers.{topic}"
            sentences += self._wording.answer(topic, talk.times(key))
            keys.append(key)
        if not keys and heard.text.rstrip().endswith("?"):
            keys.append("parry")
            sentences += self._wording.line("parry", talk.times("parry"))
        return tuple(keys), tuple(sentences)

    def _acknowledged(self, talk: Talk, heard: Heard) -> tuple[tuple[str, ...], tuple[str, ...]]:
        for act, key in ((Act.THANKS, "welcome"), (Act.ENTHUSIASM, "glad")):
            if act in heard.acts:
                return (key,), self._wording.line(key, talk.times(key))
        if self._wording.bad_news and not talk.times("sorry"):
            return ("sorry",), self._wording.line("sorry")
        return (), ()

    def _said(self, talk: Talk, key: str, purpose: str) -> tuple[Talk, Utterance]:
        sentences = self._wording.line(key, talk.times(key))
        return replace(talk, said=(*talk.said, key)), Utterance(purpose=purpose, sentences=sentences)


def _moved(talk: Talk, move: Move) -> Talk:
    return replace(talk, phase=following(talk.phase, move))


def facts(heard: Heard) -> frozenset[str]:
    """Tell which of name, role and reason a turn gave."""
    acts = frozenset(heard.acts)
    return frozenset(
        fact
        for fact, given in (("name", Act.NAME in acts), ("role", Act.ROLE in acts), ("reason", bool(acts & _REASONS)))
        if given
    )
