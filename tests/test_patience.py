"""A silence is the end of a turn when the words are done, the moment asks for no more, and the caller pauses no longer."""

import pytest

from simulator.audio.clock import to_samples
from simulator.call.heard import Heard
from simulator.call.patience import COMMA, COMPLETE, HANGING, LEANING, LONGEST_PAUSE, OPENING, UNCLEAR, UNKNOWN, Patience
from simulator.call.phases import Phase
from simulator.call.talk import Talk
from simulator.testing import KeywordActs


def wait(text: str, phase: Phase = Phase.REACTING, *, pauses: tuple[float, ...] = ()) -> int:
    """Samples that are waited after words, with a caller who made pauses."""
    patience = Patience()
    for seconds in pauses:
        patience.note(to_samples(seconds))
    return patience.before_reply(Talk(phase=phase), Heard(text=text, findings=KeywordActs().read(text)))


@pytest.mark.parametrize("text", ["and", "um", "I wanted to see if", "Could you give me any.", "Is there", "do you have any?"])
def test_words_that_lead_on_are_waited_for(text: str) -> None:
    """Nobody is answered after "and", whatever mark the recogniser puts behind it."""
    assert wait(text) == HANGING


@pytest.mark.parametrize("text", ["What should I work on?", "When shall I come in?", "What do I do next?"])
def test_a_question_is_answered_at_once(text: str) -> None:
    """A question may end with any word but one that leads on."""
    assert wait(text) == COMPLETE


def test_a_preposition_that_asks_nothing_leads_on() -> None:
    """Somebody who says "the interview with" looks for a name."""
    assert wait("I had the interview with.") == LEANING


def test_an_introduction_without_its_reason_is_not_over() -> None:
    """Name and job alone are followed by why they call."""
    assert wait("NAME ROLE", Phase.OPENING) == OPENING
    assert wait("NAME ROLE PURPOSE", Phase.OPENING) == UNKNOWN
    assert wait("NAME ROLE PURPOSE ENTHUSIASM", Phase.OPENING) == COMPLETE


def test_a_comma_is_a_voice_that_goes_on() -> None:
    """A question with a comma behind it has another half."""
    assert wait("ASK_NEXT_STEPS,") == COMMA > COMPLETE


def test_who_pauses_is_waited_for() -> None:
    """The longest pause that a caller made is allowed for from then on, within reason; questions are answered all the same."""
    assert wait("THANKS", pauses=(0.4, 1.0, 0.6)) == to_samples(1.3)
    assert wait("I am THANKS for that", pauses=(0.3,)) == UNCLEAR < wait("I am THANKS for that") == UNKNOWN
    assert wait("THANKS", pauses=(9.0,)) == wait("THANKS", pauses=(LONGEST_PAUSE / 16_000,))
    assert wait("ASK_NEXT_STEPS", pauses=(0.9,)) == COMPLETE
    assert wait("ASK_NEXT_STEPS", pauses=(1.4,)) == to_samples(0.9)


def test_a_few_words_may_be_the_first_of_more() -> None:
    """After "Oh" even a caller who never pauses is given time."""
    assert wait("Oh.", pauses=(0.3,)) == UNKNOWN
