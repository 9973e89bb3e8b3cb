"""Training text is misheard as a recogniser mishears it, and keeps what it does."""

from random import Random

import pytest

from simulator.listening.acts import Act
from tests.recipes import act_mishearing
from tests.recipes.act_mishearing import Mishearing, plain, read_pairs
from tests.recipes.act_text import parse


def said_and_heard(*pairs: tuple[str, str]) -> Mishearing:
    """Learn from sentences."""
    return Mishearing((said.split(), heard.split()) for said, heard in pairs)


def test_what_was_always_misheard_always_is() -> None:
    """A phrase becomes what was heard of it, with its own marks; the clause keeps its acts."""
    mishearing = said_and_heard(("Right, goodbye.", "Right, dub eye."), ("Hello Ana", "Hello Ana"))
    (clause,) = mishearing.mishear(parse("[farewell] Hello, goodbye!"), Random(0))  # noqa: S311 - not a secret
    assert " ".join(clause.words) == "Hello, dub eye!"
    assert clause.acts == {Act.FAREWELL}


def test_words_that_nobody_read_aloud_are_misheard_as_rare_ones_were() -> None:
    """A name becomes what was heard of another word that begins alike."""
    mishearing = said_and_heard(("Marisol here", "merry soul here"), ("here here", "here here"))
    (clause,) = mishearing.mishear(parse("[name] Mbali here"), Random(0))  # noqa: S311 - not a secret
    assert clause.words == ("merry", "soul", "here")


def test_no_clause_is_lost() -> None:
    """Of which nothing would be left stays as it was said."""
    mishearing = said_and_heard(("so bye", "so"))
    (clause,) = mishearing.mishear(parse("[farewell] bye"), Random(0))  # noqa: S311 - not a secret
    assert clause.words == ("bye",)


def test_all_that_was_heard_lies_beside_what_was_said() -> None:
    """Line by line the two tell of the same: nearly all have a word in common."""
    pairs = read_pairs()
    alike = [bool({*map(plain, said)} & {*map(plain, heard)}) for said, heard in pairs]
    assert len(pairs) > 8000
    assert sum(alike) > 0.98 * len(pairs)


def test_text_that_has_changed_since_it_was_heard_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that no longer lie beside each other are an error, not a lesson."""
    monkeypatch.setattr(act_mishearing, "EVERY", 3)
    with pytest.raises(ValueError, match="heard again"):
        read_pairs()
