"""Forms are filled in with what people say, and say what they do."""

from random import Random

from simulator.listening.acts import Act
from tests.recipes.act_forms import fill, read_forms, utterances


def test_every_act_has_forms() -> None:
    """What most people say is there for every act, and the same each time."""
    filled = utterances()
    for act in Act:
        assert sum(act in one.acts for one in filled) >= 5, act
    assert filled == utterances()


def test_nothing_is_left_blank() -> None:
    """Every blank and every choice is filled in."""
    assert not [one.text for one in utterances() if set("(){}|") & set(one.text)]


def test_choices_may_lie_within_choices() -> None:
    """A choice is drawn from the inside out, and what it leaves is tidied."""
    line = fill("[name] (I'm (just |)|this is ){name}( here|).", {"name": ["Ann"]}, Random(1))  # noqa: S311 - not a secret
    assert line.removeprefix("[name] ") in {"I'm just Ann here.", "I'm just Ann.", "I'm Ann.", "I'm Ann here.", "This is Ann.",
                                            "This is Ann here."}  # fmt: skip


def test_blanks_are_all_known() -> None:
    """Every blank of a form has fillings."""
    blanks, moments = read_forms()
    used = {word.split("}")[0] for forms in moments.values() for form in forms for word in form.split("{")[1:]}
    assert used <= set(blanks)
