"""Simulated callers for calls in text: patient, rude, silent, rambling, curious, repeating; all from the training text."""

from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice

import numpy as np

from simulator.call.topics import read_topics
from simulator.listening.acts import QUESTIONS, Act
from simulator.verdict import Verdict
from tests.recipes.act_text import read_text
from tests.text_calls import Said, Turn

MANNERS = ("patient", "rude", "silent", "rambling", "curious", "repeating", "thorough", "hasty")

NAME = Said(text="Hello, this is Priya Raman.", acts=frozenset({Act.GREETING, Act.NAME}))
ROLE = Said(text="I interviewed for the data analyst position.", acts=frozenset({Act.ROLE}))
REASON = Said(text="I'm calling to follow up on it.", acts=frozenset({Act.PURPOSE}))
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
    """Hands out what can be said, each thing as often as the next."""

    rng: np.random.Generator

    def __post_init__(self) -> None:
        """Shuffle the questions, once for every verdict, so that all of them are asked."""
        topics = [(name, ask) for name, topic in read_topics().items() for ask in topic.asks[:3]]
        self._topics = {v: cycle([topics[int(i)] for i in self.rng.permutation(len(topics))]) for v in Verdict}
        self._acts = {v: cycle([QUESTIONS[int(i)] for i in self.rng.permutation(len(QUESTIONS))]) for v in Verdict}

    def of(self, act: Act | None) -> Said:
        """A clause that does this and nothing else."""
        texts = pools()[act]
        asks = act.removeprefix("ask_") if act in QUESTIONS else ""
        return Said(text=texts[int(self.rng.integers(len(texts)))], acts=frozenset({act} if act else ()), question=asks)

    def questions(self, verdict: Verdict, n: int) -> list[Said]:
        """The next questions of the script."""
        return [self.of(act) for act in islice(self._acts[verdict], n)]

    def topics(self, verdict: Verdict, n: int) -> list[Said]:
        """The next questions outside the script."""
        return [Said(text=ask, question=name) for name, ask in islice(self._topics[verdict], n)]

    def flip(self, share: float) -> bool:
        """Whether something happens."""
        return bool(self.rng.random() < share)


def turns_of(manner: str, verdict: Verdict, shelf: Shelf) -> list[Turn]:
    """Write what one caller will say, turn by turn; an empty turn is silence."""
    nothing, thanks, bye = shelf.of(None), shelf.of(Act.THANKS), shelf.of(Act.FAREWELL)
    main = shelf.of(ASKED[verdict])
    intro: list[Turn] = [(NAME, ROLE, REASON)]
    goodbye: Turn = (thanks, shelf.of(Act.WELL_WISH), bye)
    match manner:
        case "patient":
            return [*intro, (thanks, main), (shelf.of(Act.THANKS), *shelf.questions(verdict, 2)), goodbye]
        case "rude":
            moans: list[Turn] = [(shelf.of(Act.NEGATIVE), *shelf.questions(verdict, int(shelf.flip(0.5)))) for _ in range(5)]
            return [*intro, *moans, (main,), *([goodbye] if shelf.flip(0.5) else [])]
        case "silent":
            return [(), (NAME,), (), (), (main,) if shelf.flip(0.5) else ()] if shelf.flip(0.7) else []
        case "rambling":
            many: list[Turn] = [(shelf.of(None), shelf.of(None), shelf.of(Act.ENTHUSIASM)) for _ in range(3)]
            return [(NAME, nothing), (ROLE, nothing, shelf.of(None)), *many, (main, shelf.of(None)), goodbye]
        case "curious":
            asked: list[Turn] = [tuple(shelf.topics(verdict, 2)) for _ in range(7)]
            return [*intro, *asked, goodbye, (bye,), (bye,), (bye,)]
        case "repeating":
            return [*intro, (main,), (AGAIN,), (main,), (main,), (AGAIN,), (main,), (shelf.of(ASKED[verdict]),), goodbye]
        case "thorough":
            script: list[Turn] = [tuple(shelf.questions(verdict, 2)) for _ in range(5)]
            return [*intro, (thanks,), *script, (nothing,), (Said(text="Yes, one more thing."),), (main,), goodbye]
        case _:
            return [(NAME, Said(text="Is this a good time?", question="good_time")), (ROLE,), (shelf.of(Act.ENTHUSIASM),), goodbye]
