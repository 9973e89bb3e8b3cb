"""The training text is read as it is written, and roughened without losing what it does."""

from random import Random

import pytest

from simulator.listening.acts import Act
from tests.recipes.act_noise import roughen
from tests.recipes.act_text import HEARD_ROUNDS, acts_of, dealt, parse, read_text


def test_clauses_keep_their_acts() -> None:
    """Tags go with the words behind them."""
    first, second = parse("[greeting,name] Hi, it's Ana. [] Hang on.")
    assert first.words == ("Hi,", "it's", "Ana.")
    assert first.acts == {Act.GREETING, Act.NAME}
    assert second.acts == frozenset()


@pytest.mark.parametrize("line", ["no tag", "[thanks]", "[thanks] [farewell] bye", "[cheering] hooray", "words [thanks] thanks"])
def test_wrong_lines_are_refused(line: str) -> None:
    """A line that cannot be meant is an error."""
    with pytest.raises(ValueError, match=r"expected|is not a valid Act"):
        parse(line)


def test_a_backchannel_does_nothing_else() -> None:
    """Listening counts only when nothing else is done."""
    assert acts_of(parse("[backchannel] Right. [backchannel] Okay.")) == {Act.BACKCHANNEL}
    assert acts_of(parse("[backchannel] Right. [] I left the gate open.")) == frozenset()


def test_all_the_text_can_be_read() -> None:
    """Every line that is shipped is well formed, and every act has its examples."""
    text = read_text()
    for act in Act:
        assert sum(act in one.acts for one in text) >= 100, act


def test_rounds_meet_all_that_was_heard_once() -> None:
    """What was written is met in every round, what was heard in one of a few."""
    text = read_text()
    rounds = [dealt(text, number) for number in range(HEARD_ROUNDS)]
    assert sorted(id(one) for some in rounds for one in some if one.heard) == sorted(id(one) for one in text if one.heard)
    assert all([one for one in some if not one.heard] == [one for one in text if not one.heard] for some in rounds)


def test_rough_copies_keep_every_clause() -> None:
    """However an utterance is roughened, no clause is lost and none changes its acts."""
    clauses = parse("[name] Ana. [] Two of us came. [thanks,farewell] Thanks a lot, goodbye for now.")
    for seed in range(200):
        rough = roughen(clauses, Random(seed))  # noqa: S311 - not a secret
        assert [clause.acts for clause in rough] == [clause.acts for clause in clauses]
        assert all(clause.words for clause in rough)
