"""The command line keeps what formats promises: output, exit statuses, one clear line for whatever is wrong."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import __version__
from simulator.brief import Brief
from simulator.practice.briefing import keep_brief
from tests.paper import PaperRoom, Ran, Rehearse, fixture, one_line


def test_help_and_version(rehearse: Rehearse) -> None:
    """The program tells its commands and its version; called bare, it tells its commands."""
    ran = rehearse("--help")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.partition("Commands:")[2].splitlines() if line.strip()] == [
        "call", "retry", "prepare", "doctor", "replay", "score", "acts", "keep", "personas", "fixtures", "history",
    ]  # fmt: skip
    assert rehearse().out == ran.out
    assert rehearse("--version").out == f"rehearse {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    """Numbers, tables, devices and engines load when a command needs them, so that help is there at once."""
    code = (
        "import sys; from simulator.cli import run; run(['--help']);"
        "heavy = {'numpy', 'rich', 'msgspec', 'soundfile', 'sounddevice', 'speech_recognition', 'multiprocessing', 'sqlalchemy'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    "command",
    ["call", "retry", "prepare", "doctor", "replay", "score", "acts", "keep", "personas", "fixtures", "history"],
)
def test_every_command_has_help(rehearse: Rehearse, command: str) -> None:
    """Each command explains itself without doing anything."""
    ran = rehearse(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: rehearse {command}")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nonsense"], "nonsense"),
        (["replay"], "PATH"),
        (["replay", "x", "--jobs", "0"], "--jobs"),
        (["replay", "x", "--nonsense"], "--nonsense"),
        (["call", "--verdict", "maybe"], "--verdict"),
        (["call", "--seed", "-1"], "--seed"),
        (["call", "--persona", "../../etc/passwd"], "bridie-kavanagh, dana-whitfield"),
        (["call", "--fixture", "/nowhere"], "/nowhere: expected a fixture"),
        (["replay", "/nowhere"], "/nowhere: expected a fixture"),
        (["score", "/nowhere.wav"], "/nowhere.wav: no such file"),
        (["score", "x.wav", "--brief", "/nowhere.toml"], "/nowhere.toml: no such file"),
        (["replay", "x", "--junit", "/dev/null/r.xml"], "/dev/null/r.xml: expected a file"),
        (["personas", "--persona-dir", "/nowhere"], "/nowhere: expected a folder"),
        (["personas", "check", "/nowhere.toml"], "/nowhere.toml: no such file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(rehearse: Rehearse, arguments: list[str], part: str) -> None:
    """A wrong command or input ends with status 2 and a line that names it."""
    ran = rehearse(*arguments)
    assert ran.status == 2
    one_line(ran, part)


def test_missing_engine_is_status_3(rehearse: Rehearse, tmp_path: Path, room: PaperRoom) -> None:
    """An engine that is not there is said once, whatever the number of fixtures."""
    room.broken = True
    ran = rehearse("replay", fixture(tmp_path / "a"), fixture(tmp_path / "b"), "--json")
    assert ran.status == 3
    one_line(ran, "pip install paper")


def test_acts_reads_a_line_and_prints_its_acts(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch, room: PaperRoom) -> None:
    """Each line gives one object with its text and acts; blank lines none, broken text is passed on and mentioned."""
    lines = b"GREETING this is NAME and NAME\r\n\n\xff THANKS\nlast NAME"
    monkeypatch.setattr("simulator.listening.act_reader.open_act_reader", lambda: room.acts)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    ran = rehearse("acts", "--json")
    assert ran.status == 0
    assert ran.cards == [
        {"text": "GREETING this is NAME and NAME", "acts": ["greeting", "name"]},
        {"text": "", "acts": []},
        {"text": "\ufffd THANKS", "acts": ["thanks"]},
        {"text": "last NAME", "acts": ["name"]},
    ]
    one_line(Ran(0, "", ran.err), "line 3: expected UTF-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert rehearse("acts").out.splitlines()[0] == "greeting name\tGREETING this is NAME and NAME"


def test_personas_are_listed(rehearse: Rehearse) -> None:
    """Every persona of the program stands in the table and in the JSON."""
    assert [persona["id"] for persona in rehearse("personas", "--json").cards] == [
        "bridie-kavanagh", "dana-whitfield", "gus-lindqvist", "ines-carvalho", "marcus-oyelaran", "noor-haddad",
        "renata-moreau", "tom-reisner",
    ]  # fmt: skip
    ran = rehearse("personas")
    assert ran.status == 0
    assert "marcus-oyelaran" in ran.out


def test_a_recruiter_begins_as_a_copy_of_the_example(rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `new` copies is good as it is; a file that is there is never overwritten."""
    monkeypatch.chdir(tmp_path)
    assert rehearse("personas", "new", "pat-smith").status == 0
    assert rehearse("personas", "check", "pat-smith.toml").out == "pat-smith.toml: good: Robin Example, recruiter\n"
    one_line(rehearse("personas", "new", "pat-smith"), "pat-smith.toml: expected a new file")
    one_line(rehearse("personas", "new", "Pat Smith"), "expected an id of small letters, digits and hyphens")


def test_prepare_leaves_a_page(rehearse: Rehearse, tmp_path: Path) -> None:
    """Outside a terminal nothing is asked; the advice is printed and the page is in the file."""
    ran = rehearse("prepare", "--urgent", "--words", "the people", "--save", tmp_path / "page.md")
    assert ran.status == 0
    assert ran.out.startswith("Call: you need an answer soon")
    assert "I really liked the people" in (tmp_path / "page.md").read_text(encoding="utf-8")


def test_prepare_knows_the_brief_of_the_calls(rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a live call asked for stands on the page; a file that is named comes before it."""
    monkeypatch.setenv("REHEARSE_CONFIG", str(tmp_path))
    keep_brief(tmp_path, Brief(name="Ada", role="analyst"))
    assert "this is Ada." in rehearse("prepare", "--urgent").out
    (tmp_path / "other.toml").write_text("name = 'Grace'\n")
    assert "this is Grace." in rehearse("prepare", "--urgent", "--brief", tmp_path / "other.toml").out


def test_a_level_that_is_closed_says_what_opens_it(rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody begins at the top."""
    monkeypatch.setattr("simulator.practice.places.data_folder", lambda: tmp_path)
    one_line(rehearse("call", "--level", "4"), "--level 4: it opens with 75 points on level 3")


def test_notes_that_are_missing_are_said_before_the_call(rehearse: Rehearse) -> None:
    """A wrong path costs no call."""
    one_line(rehearse("call", "--notes", "/nowhere.txt"), "--notes /nowhere.txt: expected a text file")


def test_personas_check_tells_file_by_file(rehearse: Rehearse, tmp_path: Path) -> None:
    """A good file is confirmed, a bad one named with its key, and the status is that of the bad one."""
    (tmp_path / "bad.toml").write_text("name = 3\n")
    good = Path(__file__).parent.parent / "personas" / "dana-whitfield.toml"
    ran = rehearse("personas", "check", good, tmp_path / "bad.toml")
    assert ran.status == 2
    assert ran.out == f"{good}: good: Dana Whitfield, talent partner\n"
    one_line(Ran(2, "", ran.err), "bad.toml: name: expected")
