"""Names that sound alike are near each other, whatever their spelling; others are far."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.listening.sounds import hear, readings, weight
from simulator.listening.spelling import heard_sound, named_sounds, plain


def apart(heard: str, name: str) -> float:
    """Measure how far the whole of `heard` is from `name`."""
    words = tuple(heard.split())
    ways = readings(tuple(name.split()))
    found = [hear(words).nearest(way, starts=range(1), last=len(words) - 1) for way in ways]
    return min(near.distance for near in found if near is not None)


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("prayer ramen", "Priya Raman"),
        ("Pria Roman", "Priya Raman"),
        ("Shavon", "Siobhan"),
        ("Eva", "Aoife"),
        ("follow shoddy", "Folasade"),
        ("Dimitri Walkoff", "Dmitri Volkov"),
        ("Julia Ferrari", "Giulia Ferrari"),
        ("Yawn Marten", "Jan Martin"),
        ("Sean", "Shawn"),
        ("Tomash", "Tomasz"),
    ],
)
def test_what_a_recogniser_makes_of_a_name_is_near_it(heard: str, name: str) -> None:
    """A misheard name keeps at least six tenths of its sounds."""
    assert apart(heard, name) <= 0.4


@pytest.mark.parametrize(
    ("heard", "name"), [("Peter", "Priya Raman"), ("Tom Baker", "Priya Raman"), ("Sally", "Aoife"), ("Victor Lima", "Grace Liu")]
)
def test_another_name_is_far(heard: str, name: str) -> None:
    """Half of the sounds of another name differ."""
    assert apart(heard, name) >= 0.5


@pytest.mark.parametrize("name", ["Priya Raman", "François Dubois", "Søren Kjær", "Zsófia Nagy", "Ng", "O'Leary"])
def test_a_name_written_right_is_at_little_distance(name: str) -> None:
    """A name spelled as in the brief loses a seventh of its sounds at most."""
    assert apart(plain(name), name) <= 0.15


def test_place_of_the_nearest_run() -> None:
    """The run that sounds like the name is told by its words: 2 to 3 of `hi its prayer ramen here`."""
    words = ("hi", "its", "prayer", "ramen", "here")
    near = hear(words).nearest(readings(("Priya", "Raman"))[0])
    assert near is not None
    assert (near.first, near.last) == (2, 3)


def test_nothing_to_hear_has_no_nearest_run() -> None:
    """No words, words of no sound and a name of no sound give no likeness."""
    way = readings(("Ann",))[0]
    assert hear(()).nearest(way) is None
    assert hear(("你好",)).nearest(way) is None
    assert hear(("Ann",)).nearest(()) is None
    assert readings(("你好",)) == ()


def test_letters_are_read_by_their_names() -> None:
    """A single letter is heard as its name, `M` like `em`."""
    assert heard_sound("M") == heard_sound("em")
    assert heard_sound("7") == heard_sound("seven")


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=20))
def test_any_text_has_sounds_and_distances(heard: str, name: str) -> None:
    """No script, mark or letter breaks the reading, and no distance is negative."""
    for way in readings(tuple(name.split())):
        assert weight(way) > 0
        near = hear(tuple(heard.split())).nearest(way)
        assert near is None or near.distance >= 0
    assert all(named_sounds(word) is not None for word in name.split())
