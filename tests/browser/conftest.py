"""One browser for all checks of this folder; it is looked for only when one of them runs."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start a browser without a window."""
    from tests.browser.chromium import open_browser  # what drives it is installed for these checks only

    with open_browser() as opened:
        yield opened
