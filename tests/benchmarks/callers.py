"""Simulated callers for calls in text: patient, rude, silent, rambling, curious, repeating; all from the training text."""

from dataclasses import dataclass
from functools import cache
from itertools import cycle

import numpy as np

from simulator.call.topics import read_topics
from simulator.listening.acts import QUESTIONS, Act
from simulator.persona import Persona
from simulator.verdict import Verdict
from tests.recipes.act_text import read_text
from tests.text_calls import Said, Turn

MANNERS = (
    "thorough", "curious", "patient", "thorough", "rude", "curious", "silent", "thorough", "rambling", "curious", "repeating",
    "hasty", "interrupting", "gone",
)  # fmt: skip
"""Who calls, in turn; the ones who ask much come more often, so that every answer is heard."""

NAME = Said(text="Hello, this is Priya Raman.", acts=frozenset({Act.GREETING, Act.NAME}))
ROLE = Said(text="I interviewed for the data analyst position.", acts=frozenset({Act.ROLE}))
REASON = Said(text="I'm calling to follow up on it.", acts=frozenset({Act.PURPOSE}))
INTERRUPTS = Said(text="Wait.", interrupts=True)
UNKNOWN = Said(text="How do whales sleep?", question="?")
MORE = Said(text="Yes, please.")
NEXT = Said(text="What are the next steps?", acts=frozenset({Act.ASK_NEXT_STEPS}), question="next_steps")
AGAIN = Said(text="Sorry, could you say that again?")
ASKED = {
    Verdict.HIRED: Act.ASK_NEXT_STEPS, Verdict.REJECTED: Act.ASK_FEEDBACK, Verdict.RUNNER_UP: Act.ASK_KEEP_IN_MIND,
    Verdict.PENDING: Act.ASK_DECISION,
}  # fmt: skip


@cache
def pools() -> dict[Act | None, tuple[str, ...]]:
    """Clauses of the training text that do one thing and no other; None for those that do nothing."""
    found: dict[Act | None, list[str]] = {act: [] for act in (*Act, None)}
    for utterance in read_text(pattern="*.txt"):
        for clause in utterance.clauses:
            text = " ".join(clause.words)
            if len(clause.acts) <= 1 and len(clause.words) > 1 and not (not clause.acts and "?" in text):
                found[next(iter(clause.acts), None)].append(text)
    return {act: tuple(texts) for act, texts in found.items()}


@dataclass
class Shelf:
    """Hands out what one recruiter's callers can say, each thing as often as the next."""

    persona: Persona
    rng: np.random.Generator
    n_calls: int = 0

    def __post_init__(self) -> None:
        """Put the questions in order: first those that this recruiter answers differently with each verdict."""
        names = [name for name in read_topics() if name in self.persona.topics]
        rest = [name for name in read_topics() if name not in self.persona.topics]
        self._rest = cycle([*names, *names, *rest])
        by_verdict = {n for n in names if isinstance(self.persona.topics[n], dict)}
        self._own = {verdict: cycle([n for n in names if n in by_verdict]) for verdict in Verdict}

    def of(self, act: Act | None) -> Said:
        """A clause that does this and nothing else."""
        texts = pools()[act]
        asks = act.removeprefix("ask_") if act in QUESTIONS else ""
        return Said(text=texts[int(self.rng.integers(len(texts)))], acts=frozenset({act} if act else ()), question=asks)

    def script(self, n_times: int) -> list[Turn]:
        """Every question of the script, in some order, two a turn, so many times over."""
        order = [QUESTIONS[int(i)] for _ in range(n_times) for i in self.rng.permutation(len(QUESTIONS))]
        asked = [self.of(act) for act in order]
        return [tuple(asked[i : i + 2]) for i in range(0, len(asked), 2)]

    def topics(self, verdict: Verdict, n_turns: int) -> list[Turn]:
        """Questions outside the script, two a turn."""
        own, rest = ([self._topic(next(names)) for _ in range(n_turns)] for names in (self._own[verdict], self._rest))
        apart = [said for i, said in enumerate(own) if said.question not in {s.question for s in own[:i]}]
        return [(*apart[i : i + 1], said) for i, said in enumerate(rest)]

    def _topic(self, name: str) -> Said:
        asks = read_topics()[name].asks
        return Said(text=asks[int(self.rng.integers(4))], question=name)


def turns_of(manner: str, verdict: Verdict, shelf: Shelf) -> list[Turn]:  # noqa: PLR0911 a way to end a manner each
    """Write what one caller will say, turn by turn; an empty turn is silence."""
    shelf.n_calls += 1
    odd = shelf.n_calls // len(MANNERS) % 2
    main = shelf.of(ASKED[verdict])
    intro: list[Turn] = [(NAME, ROLE, REASON)]
    goodbye: Turn = (shelf.of(Act.THANKS), shelf.of(Act.WELL_WISH), shelf.of(Act.FAREWELL))
    social = Said(text="Is this a good time?", question="good_time")
    early = Said(text="How much does the job pay?", question="salary")
    match manner:
        case "patient":
            return [
                *intro,
                (shelf.of(Act.THANKS), main),
                (shelf.of(Act.THANKS), shelf.of(Act.ASK_OTHER_OPENINGS)),
                goodbye,
            ]
        case "rude":
            moans: list[Turn] = [(shelf.of(Act.NEGATIVE), *([main] if n == 1 else [])) for n in range(5)]
            return [*intro, *moans, (shelf.of(Act.ASK_ANOTHER_INTERVIEW),), *([goodbye] if odd else [])]
        case "gone":
            return []
        case "silent":
            return [(), (ROLE,) if odd else (NAME,), (), (), (main,), ()]
        case "rambling":
            many: list[Turn] = [(shelf.of(None), shelf.of(None), shelf.of(Act.ENTHUSIASM)) for _ in range(3)]
            return [(shelf.of(None), early), (NAME, ROLE), (shelf.of(None),), *many, (main, shelf.of(None)), goodbye]
        case "curious":
            bye = shelf.of(Act.FAREWELL)
            asked = shelf.topics(verdict, 16 if odd else 8)
            return [*intro, *asked, *([] if odd else [goodbye, (bye,), (bye,), (bye,)])]
        case "repeating":
            return [
                *intro,
                (NEXT,),
                (main,),
                (AGAIN,),
                (NEXT,),
                (NEXT,),
                (main,),
                (main,),
                (AGAIN,),
                (main,),
                (shelf.of(ASKED[verdict]),),
                goodbye,
            ]
        case "thorough":
            more = Said(text="Yes, one more thing.")
            return [*intro, (shelf.of(Act.THANKS),), *shelf.script(3), (shelf.of(None),), (more,), (main,), goodbye]
        case "interrupting":
            breaks: list[Turn] = [(INTERRUPTS, shelf.of(act)) for act in (Act.ENTHUSIASM, ASKED[verdict], Act.NEGATIVE)]
            return [*intro, *breaks, (AGAIN,), (UNKNOWN,), (UNKNOWN,), goodbye, (UNKNOWN,)]
        case _:
            glad, words = shelf.of(Act.ENTHUSIASM), shelf.of(None)
            return [(early if odd else social,), (NAME, ROLE), (words,), (MORE,), (MORE,), (MORE,), (glad,), goodbye]
