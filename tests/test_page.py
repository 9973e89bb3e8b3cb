"""The report as a whole: one file, safe, small, readable without sound."""

import base64
import hashlib
import json
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.brief import Brief
from simulator.errors import InputError
from simulator.reporting.page.page import render, write_report
from tests.reports import BRIEF, EVIL, card, recording


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.raw: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag
        if tag in ("script", "style"):
            self.raw.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note that a tag is over."""
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        """Note words, apart from what is not shown."""
        if self._inside in ("script", "style"):
            self.raw[-1] += data
        else:
            self.words += data


def evil_card() -> dict[str, Any]:
    """A scorecard whose every text is an attack, and long."""
    whole = card(source=EVIL, persona=EVIL)
    for turn in whole["turns"]:
        turn["text"] = EVIL * 200
    for found in (c for step in whole["steps"] for c in step["checks"]):
        found["advice"] = found["advice"] and f'Say "{EVIL}"'
        found["evidence"] = [quote | {"text": EVIL * 100} for quote in found["evidence"]]
    whole["interruptions"][0]["text"] = EVIL
    return whole


def test_the_report_is_one_file(tmp_path: Path) -> None:
    """A report is one file that refers to nothing outside itself, and leaves no other behind."""
    written = write_report(card(), recording(), tmp_path, brief=BRIEF)
    assert list(tmp_path.iterdir()) == [written]
    assert written.name == "report.html"
    page = Page(written.read_text("utf-8"))
    assert [attrs["href"] for _, attrs in page.tags if "href" in attrs and not attrs["href"].startswith("#")] == []
    assert [attrs["src"] for _, attrs in page.tags if "src" in attrs] == []
    assert "http" not in page.raw[0].replace("http-equiv", "")


def test_hostile_text_stays_text() -> None:
    """Markup in names, transcripts, evidence, advice and notes is shown and never becomes part of the page."""
    brief = Brief(name=EVIL, role=EVIL, company=EVIL)
    tame = Page(render(card(), replace(recording(), brief=BRIEF), brief=BRIEF))
    page = Page(render(evil_card(), replace(recording(), brief=brief), brief=brief, notes=f"</textarea>{EVIL}"))
    assert [tag for tag, _ in page.tags].count("script") == [tag for tag, _ in tame.tags].count("script") == 3
    assert not [tag for tag, _ in page.tags if tag in ("img", "iframe", "object", "base", "link")]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "HACKED=1" in page.words
    assert page.raw[-1] == tame.raw[-1]


def test_the_data_island_is_json() -> None:
    """What the page's script reads is JSON in ASCII, whatever the call is named."""
    page = Page(render(evil_card(), None, brief=None))
    assert page.raw[1].isascii()
    assert json.loads(page.raw[1])["source"] == EVIL


def test_only_its_own_script_may_run() -> None:
    """The page's policy names its script and style by content and forbids everything else."""
    page = Page(render(card(), recording(), brief=BRIEF))
    policy = next(attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv"))
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(raw.encode()).digest()).decode()}'" for raw in page.raw]
    assert policy.startswith(f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[-1]}; media-src blob:;")
    assert not [attrs for _, attrs in page.tags if "style" in attrs]


def test_the_sound_is_inside() -> None:
    """The sound in the page is the recording, bit for bit."""
    page = Page(render(card(), recording(), brief=BRIEF))
    attrs = next(attrs for _, attrs in page.tags if attrs.get("id") == "sound-data")
    assert attrs["data-mime"] == "audio/flac"
    assert base64.b64decode(page.raw[2])[:4] == b"fLaC"


def test_three_noisy_minutes_stay_under_5_mb() -> None:
    """Three minutes with a loud room on the caller's side make a page below 5 MB, with sound that every browser plays."""
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.02, 180 * 16_000).astype(np.float32)
    speech = np.where(np.arange(len(noise)) // 128_000 % 2, 3 * noise, 0).astype(np.float32)
    page = render(card(duration=180.0), replace(recording(), near=noise, far=speech), brief=BRIEF)
    assert len(page.encode()) < 5_000_000
    assert 'data-mime="audio/flac"' in page


def test_without_a_recording_it_is_read() -> None:
    """A scorecard alone makes a page with every finding, no player and no button that would be dead."""
    page = Page(render(card(), None, brief=None))
    assert not [attrs for _, attrs in page.tags if "data-play" in attrs]
    assert not [attrs for _, attrs in page.tags if attrs.get("id") in ("player", "sound-data", "seek")]
    assert "keep me in mind?" in page.words


def test_words_carry_their_times() -> None:
    """Each of the caller's words stands in the transcript with the time at which it was heard."""
    page = Page(render(card(), recording(), brief=BRIEF))
    times = [(float(attrs["data-s"]), float(attrs["data-e"])) for tag, attrs in page.tags if tag == "span" and "data-s" in attrs]
    assert times[:4] == [(0.0, 2.5), (3.0, 3.5), (3.5, 4.0), (4.0, 4.5)]
    assert (11.0, 13.5) in times


def test_what_could_not_be_judged_says_so() -> None:
    """A check without a finding is labelled, with the reason beside it."""
    page = Page(render(card(), recording(), brief=BRIEF))
    assert "Not judged: Left them room not judged" in " ".join(page.words.split())
    assert "The call ended before there was a verdict to listen to." in page.words


def test_every_check_can_be_contested() -> None:
    """Each check has a button and a form of its own, and carries what the machine found."""
    page = Page(render(card(), recording(), brief=BRIEF))
    contested = [attrs["aria-controls"] for tag, attrs in page.tags if tag == "button" and attrs.get("class") == "contest"]
    forms = [attrs["id"] for tag, attrs in page.tags if tag == "form"]
    assert contested == forms
    assert len(forms) == 15
    assert [attrs["data-passed"] for _, attrs in page.tags if "data-passed" in attrs][:3] == ["true", "false", "false"]


def test_the_structure_helps_screen_readers() -> None:
    """There is one main heading, no level is left out, and every id is unique."""
    page = Page(render(card(), recording(), brief=BRIEF))
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_a_call_without_a_word_makes_a_page() -> None:
    """Nothing said, nothing judged, nothing heard: the page says that and does not break."""
    steps = [{"id": "ending", "score": 0, "of": 0, "checks": [
        {"id": "thanks", "passed": None, "advice": "Nothing was heard from you in this call.", "evidence": []}
    ]}]  # fmt: skip
    nothing = card(score=None, passed=False, steps=steps, turns=[], interruptions=[], verdict=None, duration=0.0, timing={})
    silence = np.zeros(0, dtype=np.float32)
    page = Page(render(nothing, replace(recording(), near=silence, far=silence, events=()), brief=None))
    assert "Not scored" in page.words
    assert "Nothing was heard from you in this call." in page.words


@pytest.mark.parametrize("broken", [card(schema=2), card(steps="none"), {}])
def test_what_is_no_scorecard_is_refused(tmp_path: Path, broken: dict[str, Any]) -> None:
    """Anything but a scorecard of this format is refused in one line, and nothing is written."""
    with pytest.raises(InputError, match=r"^scorecard: [^\n]+$"):
        write_report(broken, None, tmp_path, brief=None)
    assert list(tmp_path.iterdir()) == []
