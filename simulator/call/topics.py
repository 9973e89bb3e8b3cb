"""Which question outside the script a caller asks: by meaning, the nearest of many ways to ask it."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Protocol

import msgspec
import numpy as np

from simulator.call.question_patterns import LEAD, WRAP
from simulator.errors import EngineError
from simulator.listening.encoder import Matrix
from simulator.listening.sentence_vectors import SentenceEncoder, open_sentence_encoder
from simulator.tables import convert, read_toml

NEAR = 0.6
"""Likeness from which a question counts as a topic's: an answer beside the point is worse than "I'd have to check that"."""

MARGIN = 0.05
"""How much nearer it must be to its own topic than to any other, below `CERTAIN`."""

CERTAIN = 0.65
"""Likeness from which a question is the topic's whatever else is near. With each way to ask left out in turn, these three
answer 0.60 of them rightly and 0.06 wrongly and parry the rest; 0.55, 0.05 and 0.6 answered 0.67 and 0.09."""

NAMED = 0.2
"""What a topic's own words add to the likeness."""


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question outside the script."""

    asks: list[str]
    """Ways to ask it."""

    say: list[str] | dict[str, list[str]]
    """What any recruiter can say to it, for every verdict or by verdict."""

    pattern: str = ""
    """Words that speak for it; a regular expression."""

    over: list[str] = []
    """Acts, without `ask_`, that it is more particular than."""

    social: bool = False
    """Whether it may be answered before the verdict."""

    def texts(self, verdict: str) -> list[str]:
        """Look up what to say with a verdict."""
        if isinstance(self.say, list):
            return self.say
        return self.say.get(verdict) or self.say["any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A question that was understood."""

    topic: str
    """Which topic."""

    likeness: float
    """How near it is, about 0 to 1.2."""

    certain: bool
    """Whether it is this topic whatever else is near."""

    named: bool
    """Whether it was asked with words that speak for it."""


class TopicReader(Protocol):
    """Finds the topic of a question."""

    def match(self, question: str) -> Match | None:
        """Find the topic; None when the question is none of them."""
        ...


class NoTopics:
    """Knows no topic: every question outside the script is parried."""

    def match(self, question: str) -> Match | None:  # noqa: ARG002 the protocol's name
        """Find none."""
        return None


class NearestTopics:
    """Compares a question with every way to ask every topic."""

    def __init__(self, topics: dict[str, Topic], vectors: Matrix, encoder: SentenceEncoder) -> None:
        """Take the topics, and the vectors of all their ways to ask in order.

        Args:
            topics: The topics by id.
            vectors: Shape `(n, LENGTH)`, a row for each of their `asks`.
            encoder: What made them.
        """
        self._ids = list(topics)
        self._owner = np.repeat(np.arange(len(topics)), [len(topic.asks) for topic in topics.values()])
        self._patterns = [re.compile(topic.pattern or r"(?!)", re.IGNORECASE) for topic in topics.values()]
        self._vectors = vectors
        centres = np.stack([vectors[self._owner == i].sum(axis=0) for i in range(len(topics))])
        self._centres = centres / np.linalg.norm(centres, axis=1, keepdims=True)
        self._encoder = encoder
        self._known: dict[str, Match | None] = {}

    def match(self, question: str) -> Match | None:
        """Find the topic; None when the question is none of them."""
        if question not in self._known:
            self._known[question] = self._match(question)
        return self._known[question]

    def likenesses(self, question: str) -> tuple[Matrix, Matrix]:
        """Say how near a question is to each topic, and which topics it names.

        Returns:
            Likeness to the nearest way to ask it and to all of them, shape `(n_topics,)`; and where its own words
            are in the question, shape `(n_topics,)`.
        """
        plain = unwrapped(question)
        asked = self._encoder.vectors([question, plain])
        nearest = np.full(len(self._ids), -1.0, np.float32)
        np.maximum.at(nearest, self._owner, (asked @ self._vectors.T).max(axis=0))
        best = (nearest + (asked @ self._centres.T).max(axis=0)) / 2
        named = np.array([bool(p.search(question) or p.search(plain)) for p in self._patterns])
        return np.asarray(best + np.float32(NAMED) * named, dtype=np.float32), named.astype(np.float32)

    def _match(self, question: str) -> Match | None:
        scores, named = self.likenesses(question)
        first, second = (int(i) for i in np.argsort(-scores, kind="stable")[:2])
        likeness, next_best = float(scores[first]), float(scores[second])
        if likeness < NEAR or (likeness < CERTAIN and likeness - next_best < MARGIN):
            return None
        return Match(topic=self._ids[first], likeness=likeness, certain=likeness >= CERTAIN, named=bool(named[first]))


class LateTopics:
    """Topics that load when the first question outside the script is asked."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._topics: NearestTopics | None = None

    def match(self, question: str) -> Match | None:
        """Find the topic; see `NearestTopics.match`."""
        if self._topics is None:
            self._topics = open_topics()
        return self._topics.match(question)


def unwrapped(question: str) -> str:
    """Take off what people put before a question: "Okay, and could you tell me whether"."""
    plain = question
    for _ in range(3):
        shorter = WRAP.sub("", LEAD.sub("", plain))
        if shorter == plain or not shorter.strip(" ?.!"):
            break
        plain = shorter
    return plain


@cache
def read_topics() -> dict[str, Topic]:
    """Read the topics that ship.

    Raises:
        ConfigError: If the file is damaged.
    """
    with as_file(files("simulator.call") / "topics.toml") as path:
        return {name: convert(path, table, Topic) for name, table in read_toml(path).items()}


def open_topics() -> NearestTopics:
    """Load the topics with the vectors that `tests/recipes/encode_topics.py` makes.

    Raises:
        EngineError: If the encoder is not installed, or the vectors are of other questions.
    """
    topics = read_topics()
    try:
        with as_file(files("simulator.call") / "topics.npz") as path, np.load(path, allow_pickle=False) as file:
            vectors = file["vectors"].astype(np.float32)
    except (OSError, KeyError, ValueError) as error:
        message = f"the questions' vectors did not load ({error}): install the program again"
        raise EngineError(message) from error
    if len(vectors) != sum(len(topic.asks) for topic in topics.values()):
        message = "the questions' vectors are of other questions: run tests/recipes/encode_topics.py"
        raise EngineError(message)
    return NearestTopics(topics, vectors, open_sentence_encoder())
