"""Two takes in a real browser: each plays its own sound, one at a time, by mouse and by keyboard."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from simulator.reporting.page.takes import LEAD, write_takes
from tests.browser.chromium import RULES, SIZES, axe_core, open_page
from tests.test_takes_page import BEGIN, FIRST, SECOND, take

OFFSET = BEGIN - LEAD / 16_000
"""Seconds of the call at which the page's sound begins."""

WAITS = "0"
"""A script that does nothing; with one, the check may wait for what a page's own policy would not let it ask."""

NOTE = """
page.decks.forEach(({ audio }, i) => audio.addEventListener("playing", () => began.push([i, audio.currentTime])));
"""
"""Notes which take began to sound, and where."""


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page."""
    return write_takes(take(FIRST), take(SECOND), tmp_path_factory.mktemp("takes"), step="reaction")


def playing(page: Page) -> list[bool]:
    """Which of the two sounds."""
    found: list[bool] = page.evaluate("page.decks.map((deck) => !deck.audio.paused)")
    return found


@pytest.mark.parametrize(("number", "quote", "start"), [(0, "Thank you.", 17.0), (1, "keep me in mind?", 18.5)])
def test_a_quote_plays_in_its_own_take(browser: Browser, takes: Path, number: int, quote: str, start: float) -> None:
    """A click on a quote begins within 0.3 s of its time, in its take, and the other one is silent."""
    with open_page(browser, takes, script="window.began = [];") as page:
        page.evaluate(NOTE)
        page.locator("#both").click()
        page.wait_for_function("began.length > 0")
        page.evaluate("began.length = 0")
        page.locator(f"#findings .half[data-take='{number}'] button.quote", has_text=quote).click()
        page.wait_for_function("began.length > 0")
        ((which, moment), *_) = page.evaluate("began")
        assert which == number
        assert moment == pytest.approx(start - OFFSET, abs=0.3)
        assert playing(page)[1 - number] is False
        page.wait_for_function(f"page.decks[{number}].audio.paused")
        assert page.evaluate(f"page.decks[{number}].audio.currentTime") <= start - OFFSET + 2.5


def test_the_keyboard_plays_both(browser: Browser, takes: Path) -> None:
    """Arrows move in a take, Space plays and stops it, and one take ends the other."""
    with open_page(browser, takes, script=WAITS) as page:
        for number in (0, 1):
            page.locator(".seek").nth(number).focus()
            page.keyboard.press("Home")
            page.keyboard.press("ArrowRight")
            assert page.evaluate(f"page.decks[{number}].audio.currentTime") == pytest.approx(1.0, abs=0.05)
            page.keyboard.press("Space")
            page.wait_for_function(f"!page.decks[{number}].audio.paused")
        assert playing(page) == [False, True]
        page.keyboard.press("Space")
        page.wait_for_function("page.decks[1].audio.paused")


def test_one_is_heard_after_the_other(browser: Browser, takes: Path) -> None:
    """The button plays the first take to its end, then the second."""
    with open_page(browser, takes, script=WAITS) as page:
        page.locator("#both").click()
        page.wait_for_function("!page.decks[0].audio.paused")
        page.evaluate("page.decks[0].audio.currentTime = page.decks[0].duration - 0.2")
        page.wait_for_function("!page.decks[1].audio.paused")
        assert playing(page) == [False, True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_is_looked_at(browser: Browser, takes: Path, size: str, scheme: str) -> None:
    """axe-core finds nothing, the page is no wider than the window, and pictures are left in `build/report/`."""
    with open_page(browser, takes, size=size, scheme=scheme, script=axe_core()) as page:
        found = page.evaluate(f"axe.run(document, {{runOnly: {RULES!r}}})")
        assert [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]
        picture = Path("build/report") / f"takes-{size}-{scheme}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=picture, full_page=True)


def test_it_prints_on_two_pages(browser: Browser, takes: Path) -> None:
    """Two takes are two sheets of paper at most."""
    with open_page(browser, takes) as page:
        page.emulate_media(media="print")
        assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", print_background=True))) <= 2
