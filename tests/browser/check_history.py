"""The page of one's progress in a real browser: readable, operable by keyboard, harmless, and looked at."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from simulator.reporting.history.page import write_page
from simulator.reporting.history.store import History
from tests.browser.chromium import RULES, SIZES, axe_core, open_page
from tests.histories import fill, new_call
from tests.reports import EVIL

SCORES = [31, 40, 38, 52, 47, 61, 55, 58, 66, 49, 70, 63, 74, 69, 81, 77, 72, 88, 79, 90]
"""How a learner might get on."""

NOW = datetime(2026, 3, 22, 9, 0, tzinfo=UTC)
"""When the page is written."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a learner, one of whose calls is an attack."""
    folder = tmp_path_factory.mktemp("history")
    history = History(str(folder / "h.sqlite3"))
    fill(history, SCORES)
    history.enter(new_call(EVIL, days=20, persona=EVIL))
    return write_page(history, "ada", folder / "history.html", now=NOW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_progress_page_is_sound(browser: Browser, page: Path, size: str, scheme: str) -> None:
    """It opens from disk without the network, breaks no rule of axe's, runs nothing of a call's, and fits the window."""
    with open_page(browser, page, size=size, scheme=scheme, script=axe_core()) as opened:
        found = opened.evaluate(f"axe.run(document, {{runOnly: {RULES!r}}})")
        assert [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
        assert opened.evaluate("window.HACKED") is None
        assert opened.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_progress_page_is_photographed(browser: Browser, page: Path, size: str, scheme: str) -> None:
    """Pictures of it are left in `build/report/`, to be looked at."""
    with open_page(browser, page, size=size, scheme=scheme) as opened:
        picture = Path("build/report") / f"history-{size}-{scheme}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        opened.screenshot(path=picture, full_page=True)
        assert picture.stat().st_size > 20_000
