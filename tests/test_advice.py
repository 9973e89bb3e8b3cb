"""Advice names the smallest change, in the caller's own situation."""

import re
from datetime import datetime

import pytest

from simulator.brief import Brief
from simulator.listening.acts import Act
from simulator.listening.overlap import Overlap
from simulator.scoring import advice
from simulator.scoring.check import Check
from simulator.scoring.conversation import Evidence
from simulator.verdict import Verdict
from tests.talks import Talk, caller, overlap, recruiter, slot
from tests.test_scoring import BRIEF, GOOD, card

EXAMPLE = re.compile(r'^[^"]+: "[^"]+"$')


def missed(talk: Talk, what: str) -> Check:
    """The check, which must have failed."""
    check = card(talk).check(what)
    assert check is not None
    assert check.passed is False
    return check


@pytest.mark.parametrize("check_id", ["name", "role", "interview_when", "purpose", "enthusiasm", "next_steps", "feedback",
    "keep_in_mind", "timeline", "second_chance", "gracious", "thanks", "well_wish", "goodbye"])  # fmt: skip
@pytest.mark.parametrize("brief", [BRIEF, Brief(), None], ids=["brief", "empty brief", "no brief"])
def test_advice_is_a_direction_and_one_example_line(check_id: str, brief: Brief | None) -> None:
    """What to do, a colon, and a line in quotes, whatever is known of the caller."""
    assert EXAMPLE.match(advice.say(check_id, brief, verdict=Verdict.REJECTED))


def test_the_example_is_about_the_callers_own_job() -> None:
    """Feedback is asked on the position of the brief."""
    assert "analyst" in (missed(Talk(callers=[caller(22, 24)]), "reaction.feedback").advice or "")


def test_a_question_asked_before_the_news_is_told_and_quoted() -> None:
    """It did not count, and the caller hears why."""
    early = missed(Talk(callers=[caller(4, 11, Act.ASK_FEEDBACK)]), "reaction.feedback")
    assert "before they had told you" in (early.advice or "")
    assert [quote.text for quote in early.evidence] == ["some words"]


def test_a_name_given_after_the_news_is_told() -> None:
    """Who says their name at the end hears that it belongs to the beginning."""
    late = missed(Talk(callers=[caller(4, 8), caller(22, 24, Act.NAME)]), "introduction.name")
    assert "after the news" in (late.advice or "")


@pytest.mark.parametrize(("wanted", "told"), [
    ("Tuesday", "the interview was on Tuesday"), ("17 November", "the interview was on 17 November"),
    ("14:00", "the interview was at 14:00"), ("afternoon", "the interview was in the afternoon"),
    ("Tuesday at 14:00", "the interview was on Tuesday at 14:00"),
])  # fmt: skip
def test_a_wrong_time_is_put_right_in_plain_words(wanted: str, told: str) -> None:
    """A day takes "on", an hour "at", a part of the day "in the"."""
    assert told in advice.correct("interview_when", BRIEF, slot("when", fits=False, wanted=wanted))


def test_bitter_words_are_quoted() -> None:
    """The caller hears which words to leave unsaid."""
    sour = Talk(callers=[caller(22, 24, Act.THANKS, Act.NEGATIVE, text="what a waste")])
    assert "\u201cwhat a waste\u201d" in (missed(sour, "ending.positive_note").advice or "")
    assert "\u201cwhat a waste\u201d" in (missed(sour, "reaction.gracious").advice or "")


def test_cold_last_words_are_quoted() -> None:
    """What was said last is what should have been warm."""
    cold = Talk(callers=[caller(22, 24, Act.THANKS), caller(40, 42, Act.ASK_REASON, text="Right then.")])
    found = missed(cold, "ending.positive_note")
    assert "\u201cRight then.\u201d" in (found.advice or "")
    assert [quote.text for quote in found.evidence] == ["Right then."]


def test_an_interruption_is_told_what_to_keep() -> None:
    """What was said too early is quoted, so that it can be said later."""
    found = missed(Talk(callers=list(GOOD.callers), overlaps=[overlap(Overlap.INTERRUPTION, 13, 15)]), "silence.no_interruption")
    assert "\u201cover\u201d" in (found.advice or "")


def test_whoever_breaks_a_pause_hears_how_long_they_waited() -> None:
    """The pause began at 14 s."""
    found = missed(Talk(callers=list(GOOD.callers), overlaps=[overlap(Overlap.PAUSE, 15.2, 16)]), "silence.held_silence")
    assert (found.advice or "").startswith("You waited 1.2 s")


def test_a_monologue_hears_how_much_less_would_do() -> None:
    """20.2 s against 8: 13 s less is enough."""
    talk = Talk(callers=[caller(22, 42.2)], recruiters=[recruiter(0, 3), recruiter(12, 20)])
    assert "13 s less would have been enough" in (missed(talk, "silence.let_them_talk").advice or "")


def test_long_quotes_are_cut_at_a_word() -> None:
    """Advice stays readable, and straight quotes stay for the example."""
    told = advice.leave_unsaid(Evidence(start=0, end=1, text='so "they" ' + "went on and on " * 9), "Thanks.")
    assert EXAMPLE.match(told)
    assert "\u2026" in told


def test_a_call_on_friday_wishes_a_good_weekend() -> None:
    """The wish fits the day of the call."""
    friday, monday = (Brief(calling=datetime(2026, 11, day, 9)) for day in (20, 16))  # noqa: DTZ001 briefs are in local time
    assert "weekend" in advice.say("well_wish", friday)
    assert "day" in advice.say("well_wish", monday)
