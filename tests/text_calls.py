"""A call in text alone: no sound, no clock; what is heard is what was said, and what it does is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from simulator.brief import Brief
from simulator.call.heard import Heard
from simulator.call.levels import AS_WRITTEN, Level, at_level
from simulator.call.phases import Move, Phase
from simulator.call.recruiter import Recruiter
from simulator.call.surprises import Surprise
from simulator.call.talk import Talk, Utterance
from simulator.call.topics import TopicReader
from simulator.call.wording import PAUSE, Wording
from simulator.listening.acts import Act, Finding
from simulator.persona import Persona, load_persona
from simulator.verdict import Verdict

FOLDER = Path(__file__).parents[1] / "personas"
BRIEF = Brief(
    name="Priya Raman", role="data analyst",
    interviewed=datetime(2026, 11, 10, 15, 30), calling=datetime(2026, 11, 16, 9, 0),  # noqa: DTZ001 local time
)  # fmt: skip
MOST_TURNS = 60
"""Exchanges after which a call counts as stuck."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One clause of a caller."""

    text: str
    acts: frozenset[Act] = frozenset()
    question: str = ""
    """What it asks: an act without `ask_`, a topic, or `?` for something nobody can answer; empty for nothing."""
    interrupts: bool = False
    """Whether it breaks into the recruiter's last sentence."""


Turn = tuple[Said, ...]
"""What is said in one breath; nothing is silence."""


@dataclass(kw_only=True)
class Exchange:
    """A turn and what came back."""

    turn: Turn
    phase: Phase
    reply: Utterance | None
    keys: tuple[str, ...]


class NotedWording(Wording):
    """Remembers which texts of the file were used."""

    def note(self) -> set[str]:
        """Texts used so far, each with its key."""
        if not hasattr(self, "_used"):
            self._used: set[str] = set()
            self._trying = ""
        return self._used

    def _chosen(self, key: str, text: str, nth: int) -> str:
        self.note()
        self._trying = text
        return super()._chosen(key, text, nth)

    def line(self, key: str, nth: int = 0) -> tuple[str, ...]:
        """Say a line, and note it."""
        said = super().line(key, nth)
        self.note().add(self._trying)
        return said

    def fresh(self, key: str, nth: int, *, told: frozenset[str], case: str = "") -> tuple[str, ...]:
        """Say a line in new words, and note it."""
        said = super().fresh(key, nth, told=told, case=case)
        if said:
            self.note().add(self._trying)
        return said

    def announcement(self) -> tuple[str, ...]:
        """Look the caller up, and note both lines."""
        for key in ("lookup", "hanging"):
            super().fresh(key, 0, told=frozenset())
            self.note().add(self._trying)
        return super().announcement()


@cache
def _persona(persona_id: str) -> Persona:
    return load_persona(FOLDER / f"{persona_id}.toml")


@dataclass(kw_only=True)
class TextCall:
    """One finished call."""

    persona: Persona
    wording: NotedWording
    verdict: Verdict
    exchanges: list[Exchange] = field(default_factory=list)
    ended: bool = False

    @property
    def sentences(self) -> list[str]:
        """Everything that the recruiter said, in order."""
        return [s for e in self.exchanges if e.reply is not None for s in e.reply.sentences if s != PAUSE]


def heard(turn: Turn) -> Heard:
    """Take a turn in with its acts as they are known to be."""
    text, findings = "", []
    for said in turn:
        start = len(text) + bool(text)
        text = f"{text} {said.text}".strip()
        findings += [Finding(act=act, start=start, end=len(text), confidence=1.0) for act in Act if act in said.acts]
    only = all(said.acts == {Act.BACKCHANNEL} for said in turn)
    return Heard(text=text, findings=tuple(f for f in findings if only or f.act is not Act.BACKCHANNEL))


def run_call(
    turns: Sequence[Turn], *, persona_id: str, verdict: Verdict, seed: int, topics: TopicReader, level: Level = AS_WRITTEN,
    surprise: Surprise | None = None,
) -> TextCall:  # fmt: skip
    """Make a call; when the turns run out the caller is silent."""
    persona = at_level(_persona(persona_id), level)
    wording = NotedWording(persona=persona, brief=BRIEF, verdict=verdict, seed=seed, level=level)
    recruiter = Recruiter(wording, topics=topics, surprise=surprise)
    call = TextCall(persona=persona, wording=wording, verdict=verdict)
    talk = recruiter.begin()
    reply: Utterance | None
    call.exchanges.append(Exchange(turn=(), phase=talk.phase, reply=recruiter.answer(), keys=()))
    for n in range(MOST_TURNS):
        turn = turns[n] if n < len(turns) else ()
        before: Talk = talk
        last = call.exchanges[-1].reply
        if turn and turn[0].interrupts and last is not None and talk.phase is Phase.REACTING:
            talk, reply = recruiter.resume(talk, (), heard(turn[1:]), verdict_at=None)
        else:
            talk, reply = recruiter.reply(talk, heard(turn)) if turn else recruiter.prompt(talk)
        keys = talk.said[len(before.said) :]
        call.exchanges.append(Exchange(turn=turn, phase=before.phase, reply=reply, keys=keys))
        talk = talk.moved(Move.ANNOUNCED) if talk.phase is Phase.ANNOUNCING else talk
        if talk.phase is Phase.ENDED:
            call.ended = True
            break
    return call
