"""Questions outside the script are understood by meaning, and what is none of them is not."""

import numpy as np
import pytest

from simulator.call.heard import Heard
from simulator.call.question_patterns import UNHEARD
from simulator.call.reading import PARRY, questions
from simulator.call.topics import NearestTopics, open_topics, read_topics, unwrapped
from simulator.listening.acts import Act, Finding
from simulator.verdict import Verdict
from tests.recipes.encode_topics import encode


@pytest.fixture(scope="module")
def topics() -> NearestTopics:
    """The topics that ship."""
    return open_topics()


def asked(text: str, topics: NearestTopics, *acts: Act) -> list[str]:
    """What a turn asks, in order; every act is found in the whole of it with little confidence."""
    findings = tuple(Finding(act=act, start=0, end=len(text), confidence=0.6) for act in acts)
    return [question.key for question in questions(Heard(text=text, findings=findings), topics)]


def test_the_vectors_are_those_of_the_questions(topics: NearestTopics) -> None:
    """Whoever changes a question encodes it anew: tests/recipes/encode_topics.py."""
    np.testing.assert_allclose(topics._vectors[::29], encode(every=29), atol=2e-3)


def test_at_least_forty_topics_ship_with_an_answer_for_every_verdict() -> None:
    """No topic leaves a verdict without words."""
    known = read_topics()
    assert len(known) >= 40
    assert all(topic.texts(verdict) for topic in known.values() for verdict in Verdict)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("And could you tell me what the job pays?", "topics.salary"),
        ("Where would I leave my car?", "topics.parking"),
        ("Is it possible to work from home now and then?", "topics.remote_work"),
        ("I have a trip to Greece booked in May. Would that be a problem?", "topics.booked_holiday"),
        ("what should i wear on the day", "topics.dress"),
        ("How are you today?", "topics.how_are_you"),
    ],
)
def test_a_question_is_understood_in_other_words(text: str, key: str, topics: NearestTopics) -> None:
    """None of these stands in the list, and recognisers leave question marks out."""
    assert asked(text, topics) == [key]


@pytest.mark.parametrize("text", ["How do whales sleep?", "Who won the match last night?", "Can you sing something?"])
def test_what_nobody_prepared_for_is_parried(text: str, topics: NearestTopics) -> None:
    """A question that is none of the topics is taken for a question all the same."""
    assert asked(text, topics) == [PARRY]


@pytest.mark.parametrize(
    "text", ["That's a pity.", "Thank you so much for telling me.", "I see, okay.", "Have a nice day, goodbye."]
)
def test_what_asks_nothing_gets_no_answer(text: str, topics: NearestTopics) -> None:
    """Statements and goodbyes are no questions."""
    assert asked(text, topics) == []


@pytest.mark.parametrize("text", ["Second?", "Not me?"])
def test_an_echo_gets_no_answer(text: str, topics: NearestTopics) -> None:
    """Taking in what was said is not asking."""
    assert asked(text, topics) == []


def test_what_comes_next_is_told_even_when_the_act_was_missed(topics: NearestTopics) -> None:
    """The plainest question after good news is not parried."""
    assert asked("So, what happens next?", topics) == ["answers.next_steps"]


def test_two_questions_in_one_sentence_are_two(topics: NearestTopics) -> None:
    """Each gets its answer, in the order asked."""
    assert asked("Is there parking, and what are the working hours?", topics) == ["topics.parking", "topics.hours"]


def test_a_topic_s_own_words_beat_a_doubtful_act(topics: NearestTopics) -> None:
    """Asked about the contract, the caller hears about the contract and not all that comes next."""
    assert asked("When will the contract arrive?", topics, Act.ASK_NEXT_STEPS) == ["topics.contract"]
    assert asked("What are the next steps?", topics, Act.ASK_NEXT_STEPS) == ["answers.next_steps"]


@pytest.mark.parametrize("text", ["Could I have some feedback?", "How could I improve?"])
def test_a_plain_wish_for_feedback_is_no_topic(text: str, topics: NearestTopics) -> None:
    """What is near to a topic but says nothing of its own stays what it is."""
    assert asked(text, topics, Act.ASK_FEEDBACK) == ["answers.feedback"]


def test_what_wraps_a_question_is_taken_off() -> None:
    """Politeness does not change what is asked."""
    assert unwrapped("Okay, and I was wondering whether there is parking?") == "there is parking?"
    assert unwrapped("So, um, could you tell me about the hours") == "the hours"


@pytest.mark.parametrize("text", ["Sorry?", "Could you repeat that, please?", "I didn't catch that.", "Pardon?"])
def test_asking_to_repeat_is_no_question_of_its_own(text: str, topics: NearestTopics) -> None:
    """Whoever did not hear is told again, not parried."""
    assert UNHEARD.search(text)
    assert asked(text, topics) == []
