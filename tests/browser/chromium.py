"""Opens reports in a real Chromium that has no network, for the checks of this folder.

They are not collected by name; `.ci/browser` installs what they need and runs them.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

EXECUTABLE = os.environ.get("REHEARSE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
"""The browser."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Groups of axe's rules that are run."""

SIZES = {"phone": (390, 844), "desk": (1280, 900)}
"""Widths and heights that are looked at, in CSS pixels."""


def axe_core() -> str:
    """Read axe-core: from the file that `REHEARSE_AXE` names, else from the package that brings it."""
    given = os.environ.get("REHEARSE_AXE")
    if given:
        return Path(given).read_text("utf-8")
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start a browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, file: Path, *, size: str = "desk", scheme: str = "light", script: str = "") -> Iterator[Page]:
    """Open a report from disk with the network off; whatever the page complains about fails the check.

    Args:
        browser: Where.
        file: The report.
        size: Key of `SIZES`.
        scheme: `light` or `dark`.
        script: JavaScript that runs before the page's own.
    """
    width, height = SIZES[size]
    colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    # The page's policy would also keep out the check's own scripts.
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=colours, offline=True, bypass_csp=bool(script)
    )
    page = context.new_page()
    complaints: list[str] = []
    asked_for: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    if script:
        page.add_init_script(script)
    page.goto(file.absolute().as_uri())
    yield page
    assert complaints == []
    assert [url for url in asked_for if not url.startswith((file.absolute().as_uri(), "blob:"))] == []
    context.close()
