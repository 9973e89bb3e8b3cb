"""What came of a call is told on one screen of a terminal."""

import io

from simulator.listening.acts import Act
from simulator.reporting.terminal import open_console, scorecard, show
from simulator.scoring.scorecard import Scorecard
from tests.talks import Talk, caller, recruiter
from tests.test_scoring import GOOD, card

BITTER = Talk(
    callers=[caller(4, 11, Act.NAME, text="\x1b[31m" + "word " * 60), caller(22, 26, Act.NEGATIVE)],
    recruiters=[recruiter(0, 3), recruiter(12, 20, (14, 16))],
)


def told(card: Scorecard) -> list[str]:
    """Tell a call in lines."""
    file = io.StringIO()
    show(open_console(file), scorecard(card))
    return file.getvalue().splitlines()


def test_a_good_call_fits_on_a_small_terminal() -> None:
    """With everything met, all checks, what went best, what is next and the score take 24 lines of 80 columns."""
    lines = told(card(GOOD))
    assert len(lines) <= 24
    assert all(len(line) <= 80 for line in lines)
    assert sum("✓" in line for line in lines) == 15
    assert [line.split("  ")[0] for line in lines if line.startswith(("Went best", "Next time"))] == ["Went best", "Next time"]
    assert lines[-1].startswith("Score 100 of 100, passed")


def test_a_bad_call_says_what_to_do() -> None:
    """A missed check stands with its advice, the one thing to do next time and a line to say, and nothing steers a terminal."""
    lines = told(card(BITTER))
    text = " ".join(" ".join(lines).split())
    assert "✗ role" in text
    assert "Next time" in text
    assert "“" in text.partition("Next time")[2]
    assert "\x1b" not in text
    assert all(len(line) <= 80 for line in lines)


def test_what_cannot_be_judged_is_said_once() -> None:
    """A step that could not be judged takes one reason, and a call without a word is not scored."""
    lines = told(card(Talk(callers=[], recruiters=[])))
    assert sum("every check" in line for line in lines) >= 1
    assert any("not judged" in line for line in lines)
    assert "Not scored" in lines[-1]
