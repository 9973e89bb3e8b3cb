"""What a turn of the caller asks and does, as far as the recruiter's policy cares."""

from dataclasses import dataclass

from simulator.call.heard import Heard
from simulator.call.policy import MOST_REPLIES, Cue
from simulator.call.question_patterns import (
    ALL_OF_IT,
    DECLINES,
    FINISHED,
    OPENS,
    POINTS_BACK,
    SECOND,
    TAG,
    UNHEARD,
    WANTS_MORE,
    WONDERS,
)
from simulator.call.topics import Match, Topic, TopicReader, read_topics
from simulator.listening.acts import QUESTIONS, Act, Finding
from simulator.listening.sentences import Stretch, sentences

PARRY = "parry"
"""Key of the line that is said to a question without an answer."""

DOUBTFUL_NAMED = 0.9
"""Confidence below which an act gives way to a topic whose own words were said."""

DOUBTFUL = 0.7
"""The same for a topic that was only meant."""

ECHO = 2
"""Words up to which "Second?" or "Not me?" only takes in what was said, unless it begins as questions do."""

_NEXT_STEPS = "answers.next_steps"
_UNDERSTAND = "topics.understand"

MOST_COMPLAINTS = 2
"""Complaints that are met with understanding; whoever goes on is asked to let it rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that the caller asked."""

    key: str
    """`answers.x`, `topics.x`, or `PARRY`."""

    at: int
    """First character of the words that ask it."""

    social: bool = False
    """Whether it may be answered before the verdict."""


def questions(heard: Heard, topics: TopicReader) -> tuple[Question, ...]:
    """List what a turn asks, in the order asked, each thing once."""
    known = read_topics()
    found: dict[str, Question] = {}
    acts = [finding for finding in heard.findings if finding.act in QUESTIONS]
    covered: set[Act] = set()
    before = ""
    for clause in _clauses(heard.text):
        within = [f for f in acts if clause.start <= (f.start + f.end) // 2 < clause.end]
        told = f"{before} {clause.text}" if POINTS_BACK.search(clause.text) else clause.text
        before = clause.text
        match = topics.match(told) if within or _asks(clause.text) else None
        topic = known.get(match.topic) if match else None
        beaten = _beaten(match, topic, within) if match and topic and not ALL_OF_IT.search(clause.text) else []
        if match and topic and (beaten or not within):
            covered |= set(beaten)
            found.setdefault(match.topic, Question(key=f"topics.{match.topic}", at=clause.start, social=topic.social))
        elif not within and _asks(clause.text) and ALL_OF_IT.search(clause.text):
            found.setdefault(_NEXT_STEPS, Question(key=_NEXT_STEPS, at=clause.start))
        elif not within and _asks(clause.text) and not _only_wonders(clause.text):
            found.setdefault(f"? {clause.start}", Question(key=PARRY, at=clause.start))
    for finding in acts:
        if finding.act not in covered:
            key = f"answers.{finding.act.removeprefix('ask_')}"
            found.setdefault(key, Question(key=key, at=finding.start))
    ordered = sorted(found.values(), key=lambda question: question.at)
    parries = [q for q in ordered if q.key == PARRY][1:]  # one parry does for all that nobody can answer
    return tuple(q for q in ordered if q not in parries)


def asks_to_repeat(heard: Heard) -> bool:
    """Tell whether the last line was not understood."""
    return bool(UNHEARD.search(heard.text))


def reaction_cues(
    heard: Heard, asked: tuple[Question, ...], *, said: tuple[str, ...], n_replies: int, bad_news: bool
) -> list[Cue]:
    """List what the caller did once the verdict is out.

    Args:
        heard: The turn.
        asked: Its questions.
        said: Keys of the lines said so far.
        n_replies: Replies since the verdict.
        bad_news: Whether there is something to be sorry about.
    """
    acts = frozenset(heard.acts)
    unheard = asks_to_repeat(heard)
    offered = bool(said) and said[-1] in ("anything_else", "go_on")
    nothing = not asked and not unheard
    # "Really? Thank you so much!" is thanks all the same.
    thanks = not unheard and all(question.key == _UNDERSTAND for question in asked)
    shocked = nothing and bad_news and n_replies == 0 and Act.NEGATIVE not in acts
    finished = bool(FINISHED.search(heard.text))
    more = offered and nothing and bool(WANTS_MORE.search(heard.text)) and not DECLINES.search(heard.text)
    there = {
        Cue.UNHEARD: unheard,
        Cue.COMPLAINS: Act.NEGATIVE in acts and said.count("complaint") < MOST_COMPLAINTS,
        Cue.COMPLAINS_ON: Act.NEGATIVE in acts and said.count("complaint") >= MOST_COMPLAINTS,
        # "I'd so hoped it would be me" is not joy.
        Cue.GLAD: Act.ENTHUSIASM in acts and not shocked,
        Cue.FIRST_WORDS: shocked,
        Cue.THANKS: thanks and Act.THANKS in acts and not heard.parts,
        Cue.ASKS: bool(asked),
        Cue.TOLD_BACK: bool(said) and said[-1] == "ask_back" and nothing,
        Cue.PARTS: heard.parts,
        Cue.DONE: nothing and not more and ("anything_else" in said or finished) and said[-1:] != ("ask_back",),
        Cue.WEARIES: n_replies >= MOST_REPLIES,
        Cue.WANTS_MORE: more,
        Cue.ASKS_NOTHING: nothing,
        Cue.ANYTHING: True,
    }
    return [cue for cue, is_there in there.items() if is_there]


def _beaten(match: Match, topic: Topic, within: list[Finding]) -> list[Act]:
    """List the acts in the same words that a topic puts more exactly.

    A plain wish for feedback or a decision is near to many topics, so only words of its own set one apart.
    """
    if not match.certain:
        return []
    over = {"next_steps", *topic.over} if match.named else {"next_steps"}
    doubtful = DOUBTFUL_NAMED if match.named else DOUBTFUL
    names = {f.act: f.act.removeprefix("ask_") for f in within}
    return [f.act for f in within if names[f.act] in over or (f.confidence < doubtful and names[f.act] not in topic.over)]


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?") or bool(OPENS.search(text) or WONDERS.search(text))


def _only_wonders(text: str) -> bool:
    """Tell whether something that sounds like a question wants no answer."""
    echo = len(text.split()) <= ECHO and not OPENS.search(text)
    return echo or bool(UNHEARD.search(text) or TAG.search(text))


def _clauses(text: str) -> list[Stretch]:
    """Cut sentences where a second question begins: "what are the hours, and is there parking?"."""
    found: list[Stretch] = []
    for sentence in sentences(text):
        start = 0
        for cut in SECOND.finditer(sentence.text):
            if _asks(sentence.text[start : cut.start()]):
                found.append(Stretch(start=sentence.start + start, text=sentence.text[start : cut.start()]))
                start = cut.end()
        found.append(Stretch(start=sentence.start + start, text=sentence.text[start:]))
    return found
