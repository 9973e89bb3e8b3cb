"""One utterance gives all that it says about the caller, in the order of its words, whatever the text."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.brief import Brief
from simulator.listening.slots import Slot, read_slots

BRIEF = Brief(
    name="Priya Raman",
    role="data analyst",
    company="Northwind Logistics",
    interviewed=datetime(2026, 11, 17, 10),  # noqa: DTZ001 - a brief's times are local
)
_WORDS = """
this is i'm my name priya raman Tom Baker here speaking the third of March on Tuesday at half past ten 10 30 a.m. for job position
analyst truck driver interview met Northwind P R I double L . , ? ' - … 17/11 99/99 0 ago a week last 你好 İ
"""
WORDS = st.sampled_from(_WORDS.split())


def kinds(slots: tuple[Slot, ...]) -> list[tuple[str, str, bool | None]]:
    """Reduce slots to what a table can show."""
    return [(slot.kind, slot.said, slot.fits) for slot in slots]


def test_an_introduction_fills_every_slot() -> None:
    """Name, time and position of one breath are told apart, each with its words."""
    text = "Hi Dana, this is prayer ramen, we met on twos day for the day to analyst job at Northwind."
    slots = read_slots(text, BRIEF, not_names=("Dana Whitfield",))
    assert kinds(slots) == [
        ("name", "Prayer Ramen", True),
        ("when", "Tuesday", True),
        ("role", "day to analyst", True),
        ("company", "Northwind", True),
    ]
    assert [text[slot.start : slot.end] for slot in slots] == [slot.text for slot in slots]


def test_a_wrong_introduction_is_told_part_by_part() -> None:
    """Each wrong part says what the brief has."""
    slots = read_slots("This is Tom Baker, we met on Thursday about the truck driver position.", BRIEF)
    assert [(slot.kind, slot.fits, slot.wanted) for slot in slots] == [
        ("name", False, "Priya Raman"),
        ("when", False, "Tuesday"),
        ("role", False, "data analyst"),
    ]


def test_an_empty_brief_compares_nothing() -> None:
    """No brief and a brief without fields take whatever is said."""
    text = "Martin Oduya here, I interviewed on Friday for the chef position."
    expected = [("name", "Martin Oduya", None), ("when", "Friday", None), ("role", "chef", None)]
    assert kinds(read_slots(text, None)) == expected
    assert kinds(read_slots(text, Brief())) == expected


def test_ordinary_talk_fills_nothing() -> None:
    """Thanks and goodbyes are no introduction."""
    assert read_slots("Thank you so much, I really appreciate it. Have a lovely weekend, goodbye!", BRIEF) == ()


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)), st.sampled_from([None, Brief(), BRIEF]))
def test_any_text_is_read(text: str, brief: Brief | None) -> None:
    """Whatever was written down, the slots lie inside the text, in order, with their own words."""
    slots = read_slots(text, brief)
    assert all(slot.text == text[slot.start : slot.end] and slot.text for slot in slots)
    assert [slot.start for slot in slots] == sorted(slot.start for slot in slots)
    assert read_slots(text, brief) == slots
