"""The position is known by its words, its head, its kind of work and its sound; the company by its name."""

import pytest

from simulator.listening.roles import read_companies, read_roles


def verdict(text: str, role: str = "data analyst") -> bool | None:
    """Tell whether the position named fits; None when none was named."""
    fits = [slot.fits for slot in read_roles(text, role, company="Northwind Logistics")]
    return fits[0] if fits else None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("I interviewed for the data analyst position.", "data analyst"),
        ("it was for the day to analyst job", "data analyst"),
        ("I'm ringing about the analyst position.", "data analyst"),
        ("You interviewed me for data analysts.", "data analyst"),
        ("I applied as a data analyst.", "data analyst"),
        ("the wear house picker job", "warehouse picker"),
        ("I'm calling about the nursing position.", "nurse"),
        ("It's about the accounting role.", "accountant"),
        ("the software developer role", "software engineer"),
        ("I came in for the customer service vacancy.", "customer service representative"),
        ("Priya Raman, data analyst, we met on Tuesday.", "data analyst"),
    ],
)
def test_the_briefs_position_fits(text: str, role: str) -> None:
    """Whole, in part, in other words or misheard, it is the position."""
    assert verdict(text, role) is True


@pytest.mark.parametrize(
    "text",
    [
        "It's for the truck driver position.",
        "I applied as a welder last month.",
        "I interviewed for the cashier job.",
        "regarding the receptionist vacancy",
    ],
)
def test_another_position_counts_against_the_caller(text: str) -> None:
    """A trade in a place for positions that is not the brief's is wrong."""
    assert verdict(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "I'm calling about the job I interviewed for.",
        "the same position",
        "the Northwind job",
        "I have another offer for a different job.",
        "I'm waiting for an answer.",
        "My mother is a nurse and she said to ask.",
        "I'm calling about the senior position.",
        "They ask that unless somebody is ill.",
        "",
    ],
)
def test_talk_of_jobs_in_general_names_none(text: str) -> None:
    """Words that say nothing of the work are no position."""
    assert verdict(text) is None


def test_without_a_brief_any_position_is_taken() -> None:
    """A position that cannot be compared fits neither way."""
    (slot,) = read_roles("I went for the bus driver position.", "")
    assert (slot.text, slot.said, slot.fits) == ("bus driver", "bus driver", None)


@pytest.mark.parametrize("text", ["Is that Northwind?", "this is about the job at north wind logistics"])
def test_the_company_is_known_by_name_and_by_ear(text: str) -> None:
    """Its first word, or its whole name as heard, is the company."""
    (slot,) = read_companies(text, "Northwind Logistics Ltd")
    assert slot.fits is True


def test_no_company_without_its_name() -> None:
    """Other words, and a brief without a company, give no slot."""
    assert read_companies("the job at your company", "Northwind Logistics") == ()
    assert read_companies("the job at Northwind", "") == ()


@pytest.mark.parametrize(("text", "role"), [
    ("I have an interview for the physiopia-based position.", "physiotherapist"),
    ("I came in for the optom a trees role.", "optometrist"),
])  # fmt: skip
def test_words_that_name_no_work_are_the_position_that_they_sound_like(text: str, role: str) -> None:
    """Where a position is named, a recogniser's nonsense is the brief's own if it is half as near."""
    assert any(slot.fits for slot in read_roles(text, role))


@pytest.mark.parametrize("said", ["bus driver", "gardener", "sales", "office manager"])
def test_another_trade_is_never_taken_for_the_callers_own(said: str) -> None:
    """What names other work is wrong, however it sounds."""
    assert {slot.fits for slot in read_roles(f"I'm calling about the {said} position.", "physiotherapist")} == {False}
