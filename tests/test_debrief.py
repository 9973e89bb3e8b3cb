"""What is said after a call beside the score: notes compared, levels opened, messages weighed."""

from pathlib import Path

import pytest

from simulator.brief import Brief
from simulator.errors import InputError
from simulator.events import Event, FactsDrawn, SentenceEnded, SentenceStarted
from simulator.practice.ladder import OPENS_AT, RecordFile, check_open, climbed
from simulator.practice.preparing import Situation, advise, card
from simulator.scoring.notes import Catch, compare_notes

FACTS = {
    "start_day": "Monday the seventh of December", "start_time": "half past eight",
    "contract_day": "Wednesday the eighteenth of November", "documents": "your photo ID and your bank details",
    "ask_for": "Teresa in onboarding", "hear_by": "Friday the twentieth of November",
}  # fmt: skip


def journal(*told: str) -> list[Event]:
    """A journal in which these facts were heard to their end."""
    events: list[Event] = [FactsDrawn(facts=FACTS)]
    for name in told:
        events += [SentenceStarted(line=0, text=f"So, it is {FACTS[name]}.", at=0), SentenceEnded(line=0, at=1)]
    return events


def catches(notes: str, *told: str) -> dict[str, Catch]:
    """What became of each fact."""
    return {one.name: one.catch for one in compare_notes(notes, journal(*told))}


@pytest.mark.parametrize(
    "notes", ["start 7 Dec", "Starting Monday", "first day: Mon 7th", "starts on Monday, December 7", "begin monday the seventh"]
)
def test_a_day_is_caught_however_it_is_written(notes: str) -> None:
    """Weekday, date or both are enough, as long as nothing in it is wrong."""
    assert catches(notes, "start_day") == {"start day": Catch.CAUGHT}


@pytest.mark.parametrize("notes", ["start Tuesday", "start Mon 8 Dec", "first day 7 January"])
def test_another_day_is_wrong_not_missed(notes: str) -> None:
    """A line about the first day that has another day is worse than none."""
    assert catches(notes, "start_day") == {"start day": Catch.WRONG}


@pytest.mark.parametrize(
    ("notes", "catch"),
    [("8:30", Catch.CAUGHT), ("be there 8.30 am", Catch.CAUGHT), ("at half past nine", Catch.WRONG), ("", Catch.MISSED)],
)  # fmt: skip
def test_times_are_compared_as_times(notes: str, catch: Catch) -> None:
    """Digits and words tell the same time."""
    assert catches(notes, "start_time") == {"start time": catch}


def test_names_and_papers_are_found_by_their_words() -> None:
    """A name written by ear and papers in shorthand count."""
    notes = "ask Theresa (onboarding)\nbring ID + bank stuff"
    assert catches(notes, "ask_for", "documents") == {"documents": Catch.CAUGHT, "ask for": Catch.CAUGHT}


def test_only_what_was_told_is_compared() -> None:
    """A fact that the recruiter never came to say cannot be missed."""
    assert compare_notes("anything", journal()) == ()


def test_levels_open_by_score(tmp_path: Path) -> None:
    """The first level is open, each next one after a good score, and what opened stays so."""
    record = RecordFile(tmp_path / "levels.json")
    check_open(1, record)
    with pytest.raises(InputError, match=f"--level 2: it opens with {OPENS_AT} points on level 1"):
        check_open(2, record)
    assert climbed(1, 60, record) == f"Level 2 opens with {OPENS_AT} points on level 1; your best is 60."
    with pytest.raises(InputError, match="the best so far is 60"):
        check_open(2, record)
    assert climbed(1, 80, record).startswith("Level 2 opens")
    check_open(2, record)
    assert record.best(1) == 80


def test_a_damaged_record_counts_as_empty(tmp_path: Path) -> None:
    """A broken file locks levels, and is mended with the next score."""
    record = RecordFile(tmp_path / "levels.json")
    record.path.write_text("{", encoding="utf-8")
    assert record.best(1) is None
    record.note(1, 70)
    assert record.best(1) == 70


@pytest.mark.parametrize(
    ("situation", "call"),
    [
        (Situation(), False),
        (Situation(feeling=5, phone_job=True), True),
        (Situation(urgent=True), True),
        (Situation(urgent=True, phone_job=True, no_calls=True), False),
        (Situation(feeling=5, urgent=False, weak_writing=False), False),
        (Situation(phone_job=True, weak_writing=True), True),
    ],
)  # fmt: skip
def test_email_or_call_is_decided_with_reasons(situation: Situation, *, call: bool) -> None:
    """What the job is and what presses decide; a wish not to be called is respected; a reason is always given."""
    advice = advise(situation)
    assert advice.call is call
    assert advice.reasons


def test_the_page_has_one_s_own_words() -> None:
    """Name, company and what one liked stand in the opening line; nothing known leaves a blank to fill in."""
    page = card(Brief(name="Priya Raman", company="Northwind"), advise(Situation()), words="how calm everyone was.")
    assert "this is Priya Raman" in page
    assert "I really liked how calm everyone was, and" in page
    assert "____" in card(Brief(), advise(Situation()))
