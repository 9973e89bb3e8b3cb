"""What the recruiter says: everything asked is answered, nothing twice, nothing that contradicts what is true."""

from dataclasses import dataclass

import pytest

from simulator.call.facts import TOLD, draw_facts
from simulator.call.levels import LEVELS
from simulator.call.phases import Phase
from simulator.call.surprises import Surprise, draw_surprise
from simulator.call.topics import Match, NoTopics, TopicReader
from simulator.listening.acts import Act
from simulator.persona import load_persona
from simulator.verdict import Verdict
from tests.text_calls import BRIEF, FOLDER, Said, TextCall, Turn, run_call

INTRO: Turn = (
    Said(text="Hello, this is Priya Raman.", acts=frozenset({Act.GREETING, Act.NAME})),
    Said(text="I interviewed for the data analyst job.", acts=frozenset({Act.ROLE})),
    Said(text="I'm calling to follow up.", acts=frozenset({Act.PURPOSE})),
)
BYE = Said(text="Goodbye.", acts=frozenset({Act.FAREWELL}))
AGAIN = Said(text="Sorry, could you say that again?")
UNKNOWN = Said(text="How do whales sleep?")


@dataclass
class KnownTopics:
    """Understands a question that names its topic."""

    def match(self, question: str) -> Match | None:
        """Find the topic whose name is in the question."""
        found = next((name for name in ("parking", "salary", "how_are_you", "dress", "understand") if name in question), None)
        return Match(topic=found, likeness=1.0, certain=True, named=True) if found else None


def asks(act: Act) -> Said:
    """A clause with one question of the script."""
    return Said(text=f"{act.value.replace('_', ' ')}?", acts=frozenset({act}))


def call(
    *turns: Turn, verdict: Verdict = Verdict.REJECTED, seed: int = 3, persona: str = "dana-whitfield",
    topics: TopicReader | None = None, surprise: Surprise | None = None, level: int | None = None,
) -> TextCall:  # fmt: skip
    """A call in text."""
    more = {} if level is None else {"level": LEVELS[level]}
    return run_call(
        turns, persona_id=persona, verdict=verdict, seed=seed, topics=topics or NoTopics(), surprise=surprise, **more
    )  # fmt: skip


def keys(made: TextCall) -> list[tuple[str, ...]]:
    """Lines of each reply after the first hello."""
    return [exchange.keys for exchange in made.exchanges[1:]]


def test_questions_are_answered_in_the_order_asked() -> None:
    """Three questions in one breath, one of them outside the script, get three answers in one reply."""
    turn = (asks(Act.ASK_OTHER_OPENINGS), Said(text="Is there parking?"), asks(Act.ASK_REASON))
    said = keys(call(INTRO, turn, topics=KnownTopics()))[1]
    assert [key.partition(":")[0] for key in said] == ["answers.other_openings", "topics.parking", "answers.reason"]


def test_a_question_without_an_answer_is_parried_in_the_same_turn() -> None:
    """Nobody knows everything; whatever cannot be answered is still met."""
    assert keys(call(INTRO, (UNKNOWN,)))[1] == ("parry",)


def test_a_second_question_of_the_same_kind_gets_other_words() -> None:
    """Asked again, the recruiter says that it was said, and says it differently."""
    made = call(INTRO, (asks(Act.ASK_FEEDBACK),), (asks(Act.ASK_FEEDBACK),))
    assert keys(made)[2] == ("as_said", "answers.feedback")
    first, second = (e.reply.sentences for e in made.exchanges[2:4] if e.reply is not None)
    assert set(first).isdisjoint(second)


def test_whoever_asks_to_repeat_hears_the_same_words() -> None:
    """Only then is a line said twice."""
    made = call(INTRO, (asks(Act.ASK_REASON),), (AGAIN,))
    first, second = (e.reply.sentences for e in made.exchanges[2:4] if e.reply is not None)
    assert second[-len(first) :] == first


def test_a_question_before_the_verdict_is_put_off_and_a_greeting_is_not() -> None:
    """A greeting is answered at once; what the job pays has to wait until the caller was looked up."""
    social = (*INTRO, Said(text="how_are_you?"))
    early = (*INTRO, Said(text="What is the salary?"))
    assert keys(call(social, topics=KnownTopics()))[0][0] == "topics.how_are_you"
    assert keys(call(early, topics=KnownTopics()))[0][0] == "later"


def test_complaints_are_met_twice_and_then_ended() -> None:
    """Somebody who goes on complaining is asked to let it rest, once."""
    moan = Said(text="This is unfair.", acts=frozenset({Act.NEGATIVE}))
    said = [key for reply in keys(call(INTRO, *[(moan, asks(Act.ASK_REASON))] * 4)) for key in reply]
    assert [said.count(key) for key in ("complaint", "enough")] == [2, 1]


def test_a_wish_that_was_not_met_is_no_joy() -> None:
    """A disappointed wish is met with regret alone."""
    wish = Said(text="I so hoped it would be me.", acts=frozenset({Act.ENTHUSIASM}))
    said = keys(call(INTRO, (wish,)))[1]
    assert "sorry" in said
    assert "glad" not in said


def test_thanks_are_met_though_something_was_asked_in_passing() -> None:
    """Whoever asks whether that is true and says thank you has said thank you."""
    turn = (Said(text="Did I understand that?"), Said(text="Thank you so much!", acts=frozenset({Act.THANKS})))
    assert keys(call(INTRO, turn, verdict=Verdict.HIRED, topics=KnownTopics()))[1] == ("welcome", "topics.understand")


def test_feedback_by_policy_is_never_given() -> None:
    """The assistant who only relays says so each time, kindly, and nothing else."""
    made = call(INTRO, (asks(Act.ASK_FEEDBACK),), (asks(Act.ASK_FEEDBACK),), persona="noor-haddad")
    assert [reply[-1] for reply in keys(made)[1:3]] == ["answers.feedback:never"] * 2


def test_feedback_may_have_to_be_asked_for_twice() -> None:
    """The tired one holds it back at first, then reads it out."""
    made = call(INTRO, (asks(Act.ASK_FEEDBACK),), (asks(Act.ASK_FEEDBACK),), persona="tom-reisner")
    assert [reply[-1] for reply in keys(made)[1:3]] == ["answers.feedback:withheld", "answers.feedback"]


def test_another_interview_is_granted_only_when_asked_for_well() -> None:
    """The same seed that says yes to a polite request says no to a rude one, and keeps to it."""
    rude = Said(text="You owe me one.", acts=frozenset({Act.NEGATIVE}))
    wish = asks(Act.ASK_ANOTHER_INTERVIEW)
    kind = next(s for s in range(40) if draw_facts(load_persona(FOLDER / "gus-lindqvist.toml"), BRIEF, s).grants_interview)
    polite = keys(call(INTRO, (wish,), seed=kind, persona="gus-lindqvist"))
    angry = keys(call(INTRO, (rude, wish), (wish,), seed=kind, persona="gus-lindqvist"))
    assert polite[1][-1] == "answers.another_interview:granted"
    assert not any(key.endswith(":granted") for reply in angry for key in reply)


def test_a_question_back_is_asked_and_its_answer_met() -> None:
    """Who asks how it went listens to the answer."""
    made = call(INTRO, (Said(text="Oh, I see."),), (Said(text="I think it went well."),), persona="renata-moreau")
    assert keys(made)[1:3] == [("sorry", "ask_back"), ("told_back", "anything_else")]


def test_nobody_is_kept_on_the_line_for_ever() -> None:
    """A caller who never stops is told that the recruiter has to go."""
    made = call(INTRO, *[(asks(Act.ASK_REASON), UNKNOWN)] * 30)
    assert made.ended
    assert "must_go" in [key for reply in keys(made) for key in reply]


@pytest.mark.parametrize("surprise", [s for s in Surprise if s is not Surprise.MACHINE])
def test_every_surprise_leads_to_the_verdict(surprise: Surprise) -> None:
    """Whatever comes in between, the verdict is announced in the end."""
    made = call(INTRO, INTRO, INTRO, (BYE,), surprise=surprise)
    assert Verdict.REJECTED in [key for reply in keys(made) for key in reply]
    assert made.ended


def test_a_machine_takes_a_message_and_no_more() -> None:
    """After the tone one message is taken; no verdict is told to a machine."""
    made = call(INTRO, surprise=Surprise.MACHINE)
    assert [e.phase for e in made.exchanges] == [Phase.MACHINE, Phase.MACHINE]
    assert made.ended


def test_surprises_are_drawn_with_the_seed() -> None:
    """The same seed brings the same surprise, and all of them come up."""
    drawn = [draw_surprise(seed) for seed in range(60)]
    assert drawn == [draw_surprise(seed) for seed in range(60)]
    assert set(drawn) == set(Surprise)
    assert draw_surprise(1, share=0.0) is None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_facts_are_drawn_once_and_told_in_order(path: str) -> None:
    """The contract comes before the course, the course before the first day; the same seed draws the same."""
    persona = load_persona(FOLDER / str(path).rpartition("/")[2])
    for seed in range(20):
        facts = draw_facts(persona, BRIEF, seed)
        assert facts == draw_facts(persona, BRIEF, seed)
        days = [facts.contract_day, facts.preparation_day, facts.start_day]
        assert len(set(days)) == 3
        assert set(facts.told(Verdict.HIRED)) == set(TOLD[Verdict.HIRED])


def test_harder_levels_are_brusque_and_leave_sentences_hanging() -> None:
    """At the last level half a sentence hangs before every verdict, and goodbyes are short."""
    made = call(INTRO, (BYE,), level=5)
    announcement = made.exchanges[1].reply
    assert announcement is not None
    assert any(sentence.endswith("…") for sentence in announcement.sentences)
    assert made.sentences[-1] in ("Goodbye.", "Bye.")
