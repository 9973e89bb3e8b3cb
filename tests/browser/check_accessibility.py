"""axe-core finds nothing in the report, at both widths and in both colour schemes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from simulator.reporting.page.page import write_report
from tests.browser.chromium import RULES, SIZES, axe_core, open_page
from tests.reports import BRIEF, card, recording
from tests.test_page import evil_card


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", ["whole", "silent", "hostile"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, which: str, size: str, scheme: str) -> None:
    """No rule for people with disabilities is broken, with open forms too."""
    told = evil_card() if which == "hostile" else card()
    file = write_report(told, None if which == "silent" else recording(), tmp_path, brief=BRIEF)
    with open_page(browser, file, size=size, scheme=scheme, script=axe_core()) as page:
        for button in page.locator(".contest").all()[:2]:
            button.click()
        found = page.evaluate(f"axe.run(document, {{runOnly: {RULES!r}}})")
        assert [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
