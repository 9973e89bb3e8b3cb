"""The report in a real browser: it plays what was clicked, obeys the keyboard, remembers, prints, and harms nobody."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from simulator.brief import Brief
from simulator.reporting.page.disputes import fingerprint, read_disputes
from simulator.reporting.page.page import write_report
from tests.browser.chromium import SIZES, open_page
from tests.reports import BRIEF, EVIL, card, recording
from tests.test_page import evil_card

CONTEST = re.compile("s wrong")
"""Name of the buttons that contest a finding."""

LISTEN = """
window.heard = [];
const make = AudioContext.prototype.createMediaElementSource;
AudioContext.prototype.createMediaElementSource = function (element) {
  const source = make.call(this, element), ear = this.createScriptProcessor(2048, 2, 1);
  ear.onaudioprocess = (event) => {
    const x = event.inputBuffer.getChannelData(0);
    let crossings = 0, lead = 0, tail = 0;
    for (let i = 1; i < x.length; i++) crossings += x[i - 1] < 0 && x[i] >= 0;
    for (let i = 0; i < 256; i++) { lead = Math.max(lead, x[i]); tail = Math.max(tail, x[x.length - 1 - i]); }
    // A block that the sound does not fill tells too low a pitch; a busy machine makes such blocks.
    if (Math.min(lead, tail) > 0.05) heard.push((crossings * this.sampleRate / x.length - 200) / 100);
  };
  source.connect(ear); ear.connect(this.destination);
  return source;
};
"""
"""Notes what the caller's channel sounds like, as the moment of `reports.sweep` that has this pitch."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the call made by hand."""
    return write_report(card(), recording(), tmp_path_factory.mktemp("report"), brief=BRIEF)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of attacks and 10,000-character turns."""
    brief = Brief(name=EVIL, role=EVIL, company=EVIL)
    return write_report(evil_card(), recording(), tmp_path_factory.mktemp("hostile"), brief=brief, notes=f"</textarea>{EVIL}")


def now(page: Page) -> float:
    """Where the sound is, in seconds."""
    return float(page.evaluate("page.audio.currentTime"))


@pytest.mark.parametrize(("quote", "start"), [("this is Priya.", 4.0), ("Thank you.", 17.0), ("keep me in mind?", 18.5)])
def test_evidence_plays_what_it_quotes(browser: Browser, report: Path, quote: str, start: float) -> None:
    """A click on evidence is heard within 0.3 s of the quote's time, and stops when the quote is over."""
    with open_page(browser, report, script=LISTEN) as page:
        button = page.locator(".checks button.quote", has_text=quote).first
        begun: list[float] = []
        # A busy machine listens late, never early: of three clicks one must be heard in time.
        while len(begun) < 3 and not any(abs(moment - start) <= 0.3 for moment in begun):
            page.evaluate("heard.length = 0")
            button.click()
            page.wait_for_function("heard.length > 3")
            begun.append(page.evaluate("heard")[1])
            page.wait_for_function("page.audio.paused")
        assert min(begun, key=lambda moment: abs(moment - start)) == pytest.approx(start, abs=0.3)
        until = float(button.get_attribute("data-until") or "nan")
        assert now(page) == pytest.approx(until, abs=0.3)


def test_a_click_on_the_timeline_plays_there(browser: Browser, report: Path) -> None:
    """A click at three fifths of the timeline plays from three fifths of the call."""
    with open_page(browser, report, script="window.began = 0;") as page:
        # Where the sound was when it began: by the time that a check on a busy machine asks, it has gone on.
        page.evaluate("page.audio.addEventListener('playing', () => { window.began ||= page.audio.currentTime; })")
        box = page.locator("#seek").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + 60)
        page.wait_for_function("window.began > 0")
        assert page.evaluate("window.began") == pytest.approx(18.0, abs=0.3)
        page.wait_for_selector("#lines .now")


def test_the_transcript_follows_word_by_word(browser: Browser, report: Path) -> None:
    """The word that sounds is the one that is marked."""
    with open_page(browser, report) as page:
        page.evaluate("page.audio.currentTime = 17.1")  # "Thank" is heard from 17.0 to 17.375
        page.wait_for_selector("#lines .now")
        assert page.locator("#lines .now").all_text_contents() == ["Thank "]


def test_the_keyboard_does_everything(browser: Browser, report: Path) -> None:
    """Arrows, page keys, Home and End move in the call, Space plays and stops, and Tab reaches every control."""
    with open_page(browser, report) as page:
        page.locator("#seek").focus()
        for key, wanted in [("ArrowRight", 1), ("PageUp", 11), ("ArrowLeft", 10), ("PageDown", 0), ("End", 30), ("Home", 0)]:
            page.keyboard.press(key)
            assert now(page) == pytest.approx(wanted, abs=0.05)
        assert page.locator("#seek").get_attribute("aria-valuetext") == "0:00, Dana Whitfield"
        page.keyboard.press("Space")
        page.wait_for_function("!page.audio.paused")
        page.keyboard.press("Space")
        page.wait_for_function("page.audio.paused")
        wanted_ids = page.evaluate("""() => {
            const all = [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex='0']")];
            const seen = all.filter((e) => e.checkVisibility() && e.tabIndex >= 0 && !(e.type === "radio" && !e.checked));
            seen.forEach((e, i) => { e.dataset.stop = i; });
            document.activeElement.blur(); scrollTo(0, 0);
            return seen.length;
        }""")
        reached = set()
        for _ in range(wanted_ids + 3):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.dataset.stop ?? null"))
        assert len(reached - {None}) == wanted_ids


def test_a_dispute_is_kept_and_given_out(browser: Browser, report: Path, tmp_path: Path) -> None:
    """A disagreement stands beside the finding, survives a reload, leaves the score alone, and downloads as a file."""
    with open_page(browser, report) as page:
        check = page.locator("#check-reaction-feedback")
        check.get_by_role("button", name=CONTEST).press("Enter")
        check.get_by_label("In your words").fill(EVIL)
        check.get_by_role("button", name="Keep my view").press("Enter")
        page.reload()
        assert check.locator(".disputed").inner_text().startswith("You disagree. I did do this.")
        assert page.locator(".ring .score").text_content() == "70"
        with page.expect_download() as waiting:
            page.locator(".download").click()
        waiting.value.save_as(tmp_path / "disputes.json")
        check.get_by_role("button", name=CONTEST).click()
        check.get_by_role("button", name="Withdraw it").click()
        assert not check.locator(".disputed").is_visible()
    read = read_disputes(tmp_path / "disputes.json")
    assert read.call == fingerprint(card())
    assert [(d.check, d.finding, d.claim, d.words) for d in read.disputes] == [("reaction.feedback", False, "did", EVIL.strip())]


def test_notes_tick_what_they_hold(browser: Browser, report: Path) -> None:
    """A promise that stands in the caller's notes is ticked."""
    with open_page(browser, report) as page:
        page.locator("#own-notes").fill("Dana rings NEXT WEEK")
        assert page.locator(".items li.has").count() == 1
        assert page.locator(".items .state").first.text_content() == "in your notes"


@pytest.mark.parametrize("size", SIZES)
def test_hostile_text_does_nothing(browser: Browser, hostile: Path, size: str) -> None:
    """Attacks are shown as text, run nothing, and never make the page wider than the window."""
    with open_page(browser, hostile, size=size) as page:
        assert page.evaluate("window.HACKED") is None
        assert page.locator("main img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("which", ["report", "hostile"])
def test_it_prints_on_two_pages(browser: Browser, request: pytest.FixtureRequest, which: str, paper: str) -> None:
    """A report is two sheets of paper, however long its words are."""
    with open_page(browser, request.getfixturevalue(which)) as page:
        page.emulate_media(media="print")
        printed = page.pdf(format=paper, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 2


def test_the_colours_can_be_changed(browser: Browser, report: Path) -> None:
    """The button turns dark to light and back, and the choice survives a reload."""
    with open_page(browser, report, scheme="dark") as page:
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("#theme").click()
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light != dark
        page.locator("#theme").click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_is_photographed(browser: Browser, report: Path, size: str, scheme: str) -> None:
    """Pictures of the page are left in `build/report/`, to be looked at."""
    with open_page(browser, report, size=size, scheme=scheme) as page:
        picture = Path("build/report") / f"{size}-{scheme}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=picture, full_page=True)
        assert picture.stat().st_size > 20_000
