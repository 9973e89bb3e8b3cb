"""`rehearse history` shows, compares, exports and deletes; calls get there by themselves."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from simulator.audio.folder import SHEET
from simulator.audio.sheet import read_sheet
from simulator.reporting.history.entry import learner_name
from simulator.reporting.history.past import Choice
from simulator.reporting.history.store import History
from simulator.reporting.page.disputes import fingerprint
from tests.histories import fill, new_call
from tests.paper import Rehearse, fixture, one_line
from tests.reports import EVIL


@pytest.fixture
def history(history_file: Path) -> History:
    """The history that commands use."""
    return History(str(history_file))


def call(rehearse: Rehearse, tmp_path: Path, *more: object) -> Path:
    """Let a recorded caller ring; return the recording."""
    path = tmp_path / "caller"
    if not path.exists():
        fixture(path)
    card = rehearse("call", "--fixture", path, "--keep", tmp_path / "kept", "--json", "--seed", 3, *more).cards[0]
    return tmp_path / "kept" / str(card["source"])


def test_a_call_is_entered_by_itself(rehearse: Rehearse, tmp_path: Path, history: History) -> None:
    """After a call its score, its recording and who rang are in the history."""
    folder = call(rehearse, tmp_path)
    (found,) = history.calls(Choice())
    assert (found.learner, found.recording, found.caller) == ("ada", str(folder), str(tmp_path / "caller"))
    assert history.card(found.id) == json.loads((folder / "scorecard.json").read_text("utf-8"))


def test_a_call_survives_a_history_that_fails(rehearse: Rehearse, tmp_path: Path) -> None:
    """When the history cannot be written the call is scored and kept all the same, and a line says what to do."""
    path = fixture(tmp_path / "f")
    ran = rehearse("call", "--fixture", path, "--keep", tmp_path, "--json", "--database", "nonsense://x")
    assert ran.status == 0
    assert ran.cards[0]["score"] is not None
    assert "enter it later: rehearse history add" in ran.err


def test_calls_are_listed(rehearse: Rehearse, history: History) -> None:
    """The newest calls are listed, the newest last, no line wider than 80 columns; JSON has an object a line."""
    fill(history, [50, 90, 70])
    ran = rehearse("history")
    assert ran.out == rehearse("history", "list").out
    assert [line.split()[0] for line in ran.out.splitlines()] == ["no", "1", "2", "3"]
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    short = rehearse("history", "list", "--last", 1)
    assert "The newest 1 of 3 calls" in short.out
    assert [one["score"] for one in rehearse("history", "list", "--json").cards] == [50, 90, 70]
    assert rehearse("history", "list", "--learner", "eve").out.startswith("No calls yet")
    assert len(rehearse("history", "list", "--learner", "eve", "--everyone", "--json").cards) == 3


def test_a_call_is_shown(rehearse: Rehearse, history: History, tmp_path: Path) -> None:
    """A call is shown with its findings and with what is held against them, and nothing in it steers a terminal."""
    history.enter(new_call("x\x1b[31m"))
    told = {"check": "ending.thanks", "finding": True, "claim": "did-not", "words": EVIL, "at": ""}
    file = tmp_path / "disputes.json"
    content = {
        "format": "rehearsal-disputes",
        "schema": 1,
        "call": fingerprint(history.card(1)),
        "disputes": [told],
        "notes": "n",
    }
    file.write_text(json.dumps(content), "utf-8")
    assert "you disagree with 1 finding." in rehearse("history", "dispute", file).out
    ran = rehearse("history", "show", 1)
    assert "you disagree     (did-not)" in ran.out
    assert "Score 70 of 100" in ran.out
    assert "\x1b" not in ran.out
    assert json.loads(rehearse("history", "show", "--json").out)["disputes"] == [told]


def test_two_calls_are_compared(rehearse: Rehearse, history: History) -> None:
    """Two calls stand step by step, and what differs is marked."""
    history.enter(new_call())
    steps = history.card(1)["steps"]
    steps[3]["checks"][0]["passed"] = False
    history.enter(new_call(steps=steps))
    ran = rehearse("history", "compare", 1, 2)
    assert [line.split()[0] for line in ran.out.splitlines() if line.endswith("←")] == ["thanks"]
    assert rehearse("history", "compare", 1, "--json").cards[0]["differ"] == ["ending.thanks"]


def test_progress_is_told(rehearse: Rehearse, history: History) -> None:
    """Trend, best, streak, misses and what is next are told in words and as JSON, with and without calls."""
    words = ["trend", "best", "streak", "missed", "next"]
    assert [rehearse("history", word).status for word in words] == [0] * 5
    fill(history, [50, 90, 70])
    out = {word: rehearse("history", word, *(["--weeks", 520] if word == "trend" else [])).out for word in words}
    assert "too few calls to tell" in out["trend"]
    assert "70 ± 20" in out["trend"]
    assert out["best"].startswith("Your best: 90 of 100\ncall 2")
    assert "the longest was 3" in out["streak"]
    assert "rehearse retry introduction" in out["next"]
    assert "     3 of 3      introduction: role" in out["missed"]
    assert all(len(line) <= 80 for line in out["trend"].splitlines())
    for word in words:
        assert len(rehearse("history", word, "--json").cards) >= 1


def test_everything_is_given_out(rehearse: Rehearse, history: History, tmp_path: Path) -> None:
    """JSON holds each scorecard whole; CSV has a row a call, in which no cell is a formula."""
    history.enter(new_call("=1+1", learner="ada"))
    (one,) = json.loads(rehearse("history", "export").out)
    assert one["scorecard"] == history.card(1)
    out = tmp_path / "new" / "calls.csv"
    assert rehearse("history", "export", "--format", "csv", "--out", out).status == 0
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8")))
    assert (row["source"], row["score"], row["introduction"], row["silence.of"]) == ("'=1+1", "70", "15", "17")
    assert [row[name] for name in ("introduction.name", "introduction.role", "silence.let_them_talk")] == ["1", "0", ""]
    assert rehearse("history", "export", "--format", "xml").status == 2


def test_a_recording_is_entered_once(rehearse: Rehearse, tmp_path: Path, history: History) -> None:
    """A recording that is in the history already is not entered again; one without a score is refused."""
    folder = call(rehearse, tmp_path)
    assert "call 1, which was there already" in rehearse("history", "add", folder).out
    history.delete([1])
    os.utime(folder / "call.flac", (1_700_000_000, 1_700_000_000))
    assert rehearse("score", "--history", folder).status in (0, 1)
    (found,) = history.calls(Choice())
    assert found.made_at.timestamp() == 1_700_000_000
    one_line(rehearse("history", "add", tmp_path), "found no scorecard.json")


def test_sound_is_deleted_alone(rehearse: Rehearse, tmp_path: Path, history: History) -> None:
    """Deleting the sound leaves findings and words, in the report too, and no voice."""
    folder = call(rehearse, tmp_path)
    assert 'id="sound-data"' in (folder / "report.html").read_text("utf-8")
    assert rehearse("history", "delete", 1, "--audio-only", "--yes").out.startswith("The sound of 1 of 1 call is gone")
    assert not (folder / "call.flac").exists()
    assert 'id="sound-data"' not in (folder / "report.html").read_text("utf-8")
    assert history.count(Choice()) == 1


def test_calls_are_deleted(rehearse: Rehearse, tmp_path: Path, history: History) -> None:
    """Deleting a call deletes its recording, and no file in its folder that is not ours; deleting all needs to be said."""
    first, second = call(rehearse, tmp_path), call(rehearse, tmp_path)
    (second / "mine.txt").write_text("x")
    assert rehearse("history", "delete", "last", "--yes").out == "Deleted 1 call.\n"
    assert [file.name for file in second.iterdir()] == ["mine.txt"]
    assert rehearse("history", "delete", "--all", "--yes").out == "Deleted 1 call.\n"
    assert not first.exists()
    assert history.count(Choice()) == 0
    one_line(rehearse("history", "delete", "--yes"), "expected the numbers of calls, or --all")


def test_the_same_call_again(rehearse: Rehearse, tmp_path: Path, history: History) -> None:
    """Again means the same recruiter, verdict, seed and caller; other news means all that but the verdict."""
    call(rehearse, tmp_path)
    first = history.card(1)
    again = rehearse("call", "--again", "--keep", tmp_path / "kept", "--json").cards[0]
    assert again | {"source": ""} == first | {"source": ""}
    other = rehearse("call", "--other-verdict", "--keep", tmp_path / "kept", "--json").cards[0]
    assert (other["persona"], other["seed"], other["verdict"]) == (first["persona"], 3, "rejected")
    before = [turn for turn in first["turns"] if turn["end"] < 10]
    assert other["turns"][: len(before)] == before


def test_again_is_as_hard_again(rehearse: Rehearse, tmp_path: Path) -> None:
    """Level and surprise of the last call hold again, unless another level is asked for."""
    caller = fixture(tmp_path / "caller")
    first = rehearse("call", "--fixture", caller, "--level", 1, "--surprise", "--keep", tmp_path / "kept", "--json").cards[0]
    sheets = [read_sheet(tmp_path / "kept" / str(first["source"]) / SHEET)]
    for asked in ((), ("--level", 1)):
        again = rehearse("call", "--again", *asked, "--keep", tmp_path / "kept", "--json").cards[0]
        sheets.append(read_sheet(tmp_path / "kept" / str(again["source"]) / SHEET))
    assert [(sheet.level, sheet.surprise) for sheet in sheets] == [(1, sheets[0].surprise)] * 3
    assert sheets[0].surprise is not None


def test_again_needs_a_call(rehearse: Rehearse) -> None:
    """Without a call before there is nothing to do again, and a line says so."""
    ran = rehearse("call", "--again")
    assert ran.status == 2
    one_line(ran, "expected a call ('last' is none)")


def test_the_page_is_written(rehearse: Rehearse, history: History, tmp_path: Path) -> None:
    """The page is one file without a word of markup from a call, with and without calls."""
    out = tmp_path / "new" / "history.html"
    assert rehearse("history", "page", "--out", out).status == 0
    assert "No calls yet" in out.read_text("utf-8")
    history.enter(new_call(EVIL, persona=EVIL))
    fill(history, [40, 60])
    assert rehearse("history", "page", "--out", out).out == f"See it: {out}\n"
    page = out.read_text("utf-8")
    assert "HACKED=1</script>" not in page
    assert "<img src=x" not in page
    assert page.count("<script") == 2


def test_whoever_is_logged_in_practises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name it is the login's; where there is none, it is me."""
    monkeypatch.setattr("getpass.getuser", lambda: "grace")
    assert learner_name(None) == "grace"
    assert learner_name("ada") == "ada"

    def nobody() -> str:
        message = "no such user"
        raise KeyError(message)

    monkeypatch.setattr("getpass.getuser", nobody)
    assert learner_name(None) == "me"
