"""Two takes of one stretch of a call, on one page that plays both."""

import base64
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import soundfile

from simulator.audio.clock import SAMPLE_RATE, to_samples
from simulator.reporting.page.card import read_card
from simulator.reporting.page.excerpt import excerpt
from simulator.reporting.page.findings import findings
from simulator.reporting.page.page import render
from simulator.reporting.page.takes import LEAD, Take, outcome, write_takes
from tests.reports import BRIEF, EVIL, card, met, missed, recording
from tests.test_page import Page, evil_card

BEGIN = 9.0
"""Seconds at which the recruiter's line with the verdict begins."""


def reaction(*checks: dict[str, Any], score: int) -> dict[str, Any]:
    """The scorecard with another step three."""
    whole = card()
    steps = [{**step, "score": score, "checks": list(checks)} if step["id"] == "reaction" else step for step in whole["steps"]]
    return whole | {"steps": steps}


FIRST = reaction(missed("feedback", "Ask what you can learn from it."), met("gracious", ("Thank you.", 17.0, 18.0)), score=12)
SECOND = reaction(met("feedback", ("keep me in mind?", 18.5, 20.0)), missed("gracious", "Be kind."), score=13)


def take(told: dict[str, Any], *, end: float | None = None) -> Take:
    """One of two takes, from the line with the verdict on."""
    whole = replace(recording(), brief=BRIEF)
    return Take(card=read_card(told), recording=whole, begin=to_samples(BEGIN), end=None if end is None else to_samples(end))


def sounds(text: str) -> list[int]:
    """How many samples the page's sounds have."""
    packed = re.findall(r'class="sound-data"[^>]*>([^<]*)<', text)
    return [len(soundfile.read(io.BytesIO(base64.b64decode(one)))[0]) for one in packed]


def test_both_takes_are_on_one_page(tmp_path: Path) -> None:
    """Each finding stands twice, with its quote at its time in that take's sound; what changed is said above."""
    text = write_takes(take(FIRST), take(SECOND), tmp_path, step="reaction").read_text("utf-8")
    page = Page(text)
    assert "Better than before" in page.words
    assert "New: asked for feedback. Lost: took it kindly." in " ".join(page.words.split())
    quotes = [attrs["data-play"] for _, attrs in page.tags if attrs.get("class") == "quote"]
    begin = BEGIN - LEAD / SAMPLE_RATE
    assert quotes == [str(round(18.5 - begin, 3)), str(round(17.0 - begin, 3))]
    assert sounds(text) == [to_samples(30.0) - to_samples(begin)] * 2


def test_a_stretch_that_was_over_ends_there(tmp_path: Path) -> None:
    """The earlier call went on after its stretch; the page does not."""
    text = write_takes(take(FIRST, end=18.0), take(SECOND), tmp_path, step="reaction").read_text("utf-8")
    first, second = sounds(text)
    assert first == second - to_samples(30.0 - 18.5)


def test_an_excerpt_counts_from_its_own_beginning() -> None:
    """Turns, words, pauses and evidence are moved; what lies before is left out, and what reaches into it begins at 0."""
    found = excerpt(read_card(FIRST), recording(), start=to_samples(12.0), end=to_samples(30.0), step="reaction")
    assert [(turn.start, turn.end) for turn in found.card.turns] == [(0.0, 4.0), (5.0, 8.0), (9.0, 14.0)]
    assert found.card.turns[0].pauses == ()  # it had begun before
    assert [step.id for step in found.card.steps] == ["reaction"]
    assert found.card.steps[0].checks[1].evidence[0].start == 5.0
    assert found.card.interruptions[0].start == 2.0
    assert found.decided == 4.0
    assert len(found.near) == len(found.far) == to_samples(18.0)


@pytest.mark.parametrize(
    ("before", "after", "headline"),
    [(12, 25, "Better than before"), (25, 12, "The first one was better"), (12, 12, "As good as before")],
)
def test_the_headline_compares(before: int, after: int, headline: str) -> None:
    """What became of the step is said in a few words."""
    first, second = (findings(read_card(reaction(met("feedback"), score=score)), None)[2] for score in (before, after))
    assert outcome(first, second) == (headline, "Both takes met and missed the same.")


def test_what_was_not_judged_is_not_compared() -> None:
    """A step that could not be judged is neither better nor worse."""
    first, second = (findings(read_card(reaction(met("feedback"), score=9)), None)[2] for _ in range(2))
    assert outcome(replace(first, of=0), second)[0] == "One of the two could not be judged"


def test_hostile_words_are_words(tmp_path: Path) -> None:
    """Attacks in transcripts and briefs are shown as text, and nothing runs but the page's own script."""
    hostile = Take(
        card=read_card(evil_card()), recording=replace(recording(), brief=replace(BRIEF, name=EVIL, role=EVIL)), begin=0, end=None
    )
    text = write_takes(hostile, hostile, tmp_path, step="reaction").read_text("utf-8")
    assert not [tag for tag, attrs in Page(text).tags if tag == "img" or "onerror" in attrs]
    assert "://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_page_of_one_call_is_still_whole() -> None:
    """What both pages share is drawn in both."""
    text = render(card(), recording(), brief=BRIEF)
    assert text.count('<pattern id="hatch"') == 1
    assert 'class="wave caller"' in text
