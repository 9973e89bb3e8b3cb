"""A caller's own name is known however it was written down; another name counts against them, and others' names do not."""

import pytest

from simulator.listening.names import read_names

PRIYA = "Priya Raman"


def verdict(text: str, name: str = PRIYA) -> bool | None:
    """Tell whether the name said fits; None when none was said."""
    fits = [slot.fits for slot in read_names(text, name, not_names=("Dana Whitfield", "Northwind"))]
    return True if True in fits else False if False in fits else None


@pytest.mark.parametrize(
    "text",
    [
        "Hi, this is Priya Raman.",
        "hello my name is prayer ramen and i interviewed last week",
        "Hi Dana, it's Pria Roman calling.",
        "Priya here, good morning.",
        "This is Ms Raman, I was wondering about the role.",
        "Hi Dana, it's Priya from the Tuesday interviews.",
        "You can call me Priya.",
        "It's me, Priya, again.",
        "P, R, I, Y, A.",
        "That's R A M A N.",
        "Yeah, it's uh, Priya.",
        "Good afternoon, Priya Raman speaking.",
        "Priya Raman. I came in on Tuesday.",
        "Pre-a-rahman, I had an interview.",
        "Priya Raman on the line for you.",
    ],
)
def test_the_callers_own_name_fits(text: str) -> None:
    """First name, surname, both, spelled or misheard: the caller is who they should be."""
    assert verdict(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Hi, this is Tom Baker.",
        "this is tom baker calling about my interview",
        "Hello, my name is Peter.",
        "my name is peter smith",
        "Peter here, about the job.",
        "Tom Baker. I had an interview with you.",
        "I'm Sarah.",
        "Sam Okafor on the line.",
        "It's Jamie again.",
    ],
)
def test_another_name_in_a_frame_counts_against_the_caller(text: str) -> None:
    """A name that is clearly not the brief's is told as wrong."""
    assert verdict(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Is that Ms Whitfield?",
        "I spoke with Dana.",
        "May I speak to Dana Whitfield?",
        "May I speak to Priya Raman, please?",
        "Hello, Kevin. I'm calling about the job.",
        "Hello Dana Whitfield, how are you?",
        "This is Northwind, right?",
        "Cheers, Mr. Green.",
        "This is great news.",
        "I'm so sorry to bother you.",
        "it's comfortable and i can wait",
        "I'm standing on a platform.",
        "Thanks for calling.",
        "I prayed about it and ran home.",
        "My name is on the list, I think.",
        "",
        "…",
    ],
)
def test_other_words_and_other_peoples_names_are_no_name(text: str) -> None:
    """Nothing is claimed of the caller where they did not name themselves."""
    assert verdict(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi, this is Shavon O'Leary.", "Siobhan O'Leary"),
        ("Hello, I'm Ifa Gallagher.", "Aoife Gallagher"),
        ("Good morning, it's follow shoddy add a buyer here.", "Folasade Adebayo"),
        ("Hello, my name is Nwin Tea My and I called before.", "Nguyen Thi Mai"),
        ("Thomas Vishnefsky speaking.", "Tomasz Wiśniewski"),
        ("This is Jean Pierre Martin.", "Jean-Pierre Martin"),
        ("Hi, it's Tarbo M. Becky.", "Thabo Mbeki"),
    ],
)
def test_names_of_many_countries_are_known_misheard(text: str, name: str) -> None:
    """A name from anywhere survives an English recogniser."""
    assert verdict(text, name) is True


def test_without_a_brief_any_framed_name_is_taken() -> None:
    """A name that cannot be compared fits neither way, and keeps its words and place."""
    text = "Yeah, Martin Oduya here."
    (slot,) = read_names(text, "")
    assert (slot.text, slot.said, slot.fits, slot.wanted) == ("Martin Oduya", "Martin Oduya", None, "")
    assert text[slot.start : slot.end] == slot.text


def test_a_spelled_name_takes_doubles_and_explanations() -> None:
    """`B for Bravo` is b, and `double L` two of them."""
    (slot,) = read_names("B for Bravo, E, double L, A", "Bella Swan")
    assert slot.fits is True


def test_wrong_name_says_what_was_wanted() -> None:
    """Advice can name both: what was said and what the brief has."""
    (slot,) = read_names("Hello, this is Tom Baker.", PRIYA)
    assert (slot.said, slot.wanted) == ("Tom Baker", PRIYA)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hello, my name is Victor Hughes. I had an interview on Monday.", "Thomas Baker"),
        ("hi my name is jamal hassan and i interviewed on monday", "James Nguyen"),
        ("Hello, I'm Tom Campbell and I interviewed for the nurse job.", "Chloe Rossi"),
        ("Hello, my name is Ahmed Khan. I had an interview on Monday.", "Rhys Smith"),
    ],
)
def test_another_name_said_plainly_is_not_searched_for_the_callers_own(text: str, wanted: str) -> None:
    """Words around a name that was understood are not put together into the one in the brief."""
    assert not any(slot.fits for slot in read_names(text, wanted))


@pytest.mark.parametrize("text", ["Good morning, Kenji Mori speaking.", "Kenji Mori here.", "Sorry, Kenji Mori is my name."])
def test_a_surname_that_sounds_like_the_callers_first_name_is_anothers(text: str) -> None:
    """What stands before a first name makes it somebody else's surname."""
    assert {slot.fits for slot in read_names(text, "Maria Fernandez")} == {False}


@pytest.mark.parametrize("text", ["Myself Priya Raman, I had come for the interview.", "Priya Raman is my name."])
def test_a_name_is_known_however_it_is_introduced(text: str) -> None:
    """Not everybody says "this is"."""
    assert {slot.fits for slot in read_names(text, "Priya Raman")} == {True}
    assert {slot.fits for slot in read_names(text.replace("Priya Raman", "Tom Baker"), "Priya Raman")} == {False}


def test_an_initial_is_nobodys_name() -> None:
    """A recogniser's "J." accuses nobody of being somebody else."""
    assert read_names("Hello, this is J. I had an interview.", "Min-ji Seo") == ()


def test_a_full_stop_after_a_title_or_an_initial_ends_no_name() -> None:
    """Mr. T. Baker is one name."""
    assert [slot.said for slot in read_names("Hello, this is Mr. T. Baker speaking.", "Priya Raman")] == ["T Baker"]
