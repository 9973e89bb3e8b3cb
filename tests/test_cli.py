"""The command line keeps what formats promises: output, exit statuses, one clear line for whatever is wrong."""

import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from simulator import __version__, cli
from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.call.session import Engines
from simulator.casting import Casting
from simulator.errors import EngineError
from simulator.listening.acts import ActReader
from simulator.listening.recognition import Recognizer
from simulator.listening.vad import VoiceActivity
from simulator.lines.fixture import Fixture
from simulator.persona import Persona
from simulator.replay import ring
from simulator.scoring.scorecard import Scorecard
from simulator.testing import KeywordActs, LoudnessActivity, ScriptedRecognizer, ToneVoice

WORDS = ["GREETING NAME ROLE PURPOSE ENTHUSIASM", "THANKS ENTHUSIASM ASK_NEXT_STEPS", "THANKS WELL_WISH FAREWELL"]


@dataclass
class PaperRoom:
    """Engines made of paper: every call hears the same script."""

    acts: ActReader = field(default_factory=KeywordActs)
    broken: bool = False

    @property
    def recognizer(self) -> Recognizer:
        """Hears the script."""
        return ScriptedRecognizer(list(WORDS))

    def load(self) -> None:
        """Fail when asked to."""
        if self.broken:
            message = "recognizer paper is not installed: pip install paper"
            raise EngineError(message)

    def voice_activity(self) -> VoiceActivity:
        """Hears any sound."""
        return LoudnessActivity()

    def for_call(self, persona: Persona) -> Engines:  # noqa: ARG002 every recruiter hums
        """Put the paper together."""
        return Engines(voice_activity=self.voice_activity(), acts=self.acts, recognizer=self.recognizer, voice=ToneVoice())


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> PaperRoom:
    """Commands get paper engines and one process."""
    paper = PaperRoom()
    monkeypatch.setattr(cli, "_room", lambda *_args, **_more: paper)
    monkeypatch.setattr(cli, "usable_cores", lambda: 1)
    return paper


@dataclass
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The objects that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]


Rehearse = Callable[..., Ran]


@pytest.fixture
def rehearse(capsys: pytest.CaptureFixture[str]) -> Rehearse:
    """Run a command in this process."""

    def run(*arguments: object) -> Ran:
        status = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


def fixture(folder: Path, *, expect: str = "", extra: str = "") -> Path:
    """Record a caller of three tones."""
    folder.mkdir(parents=True)
    for name in ("1", "2", "3"):
        soundfile.write(folder / f"{name}.wav", np.full(SAMPLE_RATE, 0.1), SAMPLE_RATE)
    turns = "".join(f"[[turns]]\naudio = '{name}.wav'\n" for name in ("1", "2", "3"))
    text = f"title = 'Three tones'\nverdict = 'hired'\nseed = 3\n{extra}\n[brief]\nname = 'Ada Lovelace'\n{turns}hang_up = true\n"
    (folder / "fixture.toml").write_text(text + expect)
    return folder


def suite_of(path: Path) -> ET.Element:
    """Read a JUnit report."""
    return ET.parse(path).getroot()[0]  # noqa: S314 our own report


def one_line(ran: Ran, *parts: str) -> None:
    """Check that a command said what is wrong in one line, and nothing else."""
    assert ran.out == ""
    assert ran.err.startswith("rehearse: ")
    assert ran.err.count("\n") == 1
    for part in parts:
        assert part in ran.err


def test_help_and_version(rehearse: Rehearse) -> None:
    """The program tells its commands and its version; called bare, it tells its commands."""
    ran = rehearse("--help")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.partition("Commands:")[2].splitlines() if line.strip()] == [
        "call", "replay", "score", "acts", "personas",
    ]  # fmt: skip
    assert rehearse().out == ran.out
    assert rehearse("--version").out == f"rehearse {__version__}\n"


@pytest.mark.parametrize("command", ["call", "replay", "score", "acts", "personas"])
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
        (["call", "--persona", "../../etc/passwd"], "dana-whitfield, ines-carvalho, marcus-oyelaran"),
        (["call", "--fixture", "/nowhere"], "/nowhere: expected a fixture"),
        (["replay", "/nowhere"], "/nowhere: expected a fixture"),
        (["score", "/nowhere.wav"], "/nowhere.wav: no such file"),
        (["score", "x.wav", "--brief", "/nowhere.toml"], "/nowhere.toml: no such file"),
        (["replay", "x", "--junit", "/nowhere/r.xml"], "/nowhere/r.xml: expected a file"),
        (["personas", "--persona-dir", "/nowhere"], "/nowhere: expected a folder"),
        (["personas", "check", "/nowhere.toml"], "/nowhere.toml: no such file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(rehearse: Rehearse, arguments: list[str], part: str) -> None:
    """A wrong command or input ends with status 2 and a line that names it."""
    ran = rehearse(*arguments)
    assert ran.status == 2
    one_line(ran, part)


def test_replay_compares_with_what_is_expected(rehearse: Rehearse, tmp_path: Path) -> None:
    """A fixture that comes off as expected is status 0, another is status 1 and says what differed."""
    good = fixture(tmp_path / "good", expect="[expect.checks]\n'introduction.purpose' = true\n")
    bad = fixture(tmp_path / "bad", expect="[expect]\nscore = [0, 10]\n[expect.checks]\n'introduction.purpose' = false\n")
    assert rehearse("replay", good).status == 0
    ran = rehearse("replay", good, bad)
    assert ran.status == 1
    assert "introduction.purpose: expected false, got true" in ran.out
    assert "score: expected 0 to 10, got" in ran.out
    assert ran.out.splitlines()[-1] == "1 of 2 as they should be, 1 not"


def test_replay_of_one_fixture_is_captioned(rehearse: Rehearse, tmp_path: Path) -> None:
    """Both sides can be read, with the moment of each line."""
    ran = rehearse("replay", fixture(tmp_path / "good"))
    assert " 0:00  Dana" in ran.out
    assert f"Ada   {WORDS[0]}" in ran.out
    assert "(Ada hangs up)" in ran.out


def test_replay_json_is_one_scorecard_a_line_in_order(rehearse: Rehearse, tmp_path: Path) -> None:
    """Scorecards come in the order of the fixtures, the same on every run, and nothing else is on standard output."""
    names = ["c", "a", "b"]
    paths = [fixture(tmp_path / name) for name in names]
    ran = rehearse("replay", *paths, "--json")
    assert [card["source"] for card in ran.cards] == names
    assert {card["schema"] for card in ran.cards} == {1}
    assert rehearse("replay", *paths, "--json").out == ran.out


def test_a_broken_fixture_does_not_stop_the_others(rehearse: Rehearse, tmp_path: Path) -> None:
    """Its error is told, the others run, and the status is 2 in the end; JUnit has an error and a failure."""
    fixture(tmp_path / "f" / "a")
    fixture(tmp_path / "f" / "b", extra="[nonsense]\n")
    fixture(tmp_path / "f" / "c", expect="[expect]\nscore = [0, 1]\n")
    ran = rehearse("replay", tmp_path / "f", "--json", "--junit", tmp_path / "r.xml")
    assert ran.status == 2
    assert [card["source"] for card in ran.cards] == ["a", "c"]
    assert ran.err.count("\n") == 1
    assert str(tmp_path / "f" / "b" / "fixture.toml") in ran.err
    suite = suite_of(tmp_path / "r.xml")
    assert [(case.get("name"), [child.tag for child in case]) for case in suite] == [
        ("a", []), ("b", ["error"]), ("c", ["failure"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("'1.wav'", "'../1.wav'"), "expected a file inside the fixture's folder"),
        (("'1.wav'", "'missing.wav'"), "missing.wav: no such file"),
        (("'1.wav'", "'fixture.toml'"), "fixture.toml: not audio"),
        (("seed = 3", "seed = -3"), "seed"),
        (("seed = 3", "persona = 'nobody'"), "persona: expected a persona in"),
        (("verdict = 'hired'", "verdict = 'maybe'"), "verdict"),
        (("seed = 3", "seed = [[["), "expected TOML"),
    ],
)
def test_a_wrong_fixture_leaves_nothing_behind(
    rehearse: Rehearse, tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    """One line says what is wrong, and no recording is begun."""
    file = fixture(tmp_path / "f") / "fixture.toml"
    file.write_text(file.read_text().replace(*change))
    ran = rehearse("replay", file, "--keep", tmp_path / "kept")
    assert ran.status == 2
    one_line(ran, complaint)
    assert not list((tmp_path / "kept").glob("**/*"))


def test_kept_recordings_score_the_same(rehearse: Rehearse, tmp_path: Path) -> None:
    """`--keep` leaves a folder a fixture, twice over as well, and scoring it again gives the same card."""
    path = fixture(tmp_path / "f")
    first = rehearse("replay", path, "--json", "--keep", tmp_path / "kept")
    again = rehearse("replay", path, "--json", "--keep", tmp_path / "kept")
    assert first.out == again.out
    assert sorted(found.name for found in (tmp_path / "kept").iterdir()) == ["f"]
    kept = tmp_path / "kept" / "f"
    assert sorted(found.name for found in kept.iterdir()) == ["call.flac", "call.toml", "journal.jsonl", "scorecard.json"]
    assert json.loads((kept / "scorecard.json").read_text(encoding="utf-8")) == first.cards[0]
    assert rehearse("score", kept, "--json").cards == first.cards


def test_keep_refuses_two_of_one_name(rehearse: Rehearse, tmp_path: Path) -> None:
    """Two recordings of one name would overwrite each other."""
    ran = rehearse("replay", fixture(tmp_path / "a" / "x"), fixture(tmp_path / "b" / "x"), "--keep", tmp_path / "kept")
    assert ran.status == 2
    one_line(ran, "x comes 2 times")


def test_missing_engine_is_status_3(rehearse: Rehearse, tmp_path: Path, room: PaperRoom) -> None:
    """An engine that is not there is said once, whatever the number of fixtures."""
    room.broken = True
    ran = rehearse("replay", fixture(tmp_path / "a"), fixture(tmp_path / "b"), "--json")
    assert ran.status == 3
    one_line(ran, "pip install paper")


def test_interrupt_is_status_130_and_keeps_what_is_whole(
    rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Ctrl-C the recordings that were finished are there, and no half of another."""

    def interrupted(fixture: Fixture, casting: Casting, engines: Engines, *, source: str, **more: Any) -> Scorecard:  # noqa: ANN401 the rest of ring's
        if source == "b":
            raise KeyboardInterrupt
        return ring(fixture, casting, engines, source=source, **more)

    monkeypatch.setattr("simulator.replay.ring", interrupted)
    ran = rehearse("replay", fixture(tmp_path / "a"), fixture(tmp_path / "b"), "--json", "--keep", tmp_path / "kept")
    assert ran.status == 130
    assert [card["source"] for card in ran.cards] == ["a"]
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["a"]


def test_score_says_when_a_call_did_not_pass(rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the threshold the status is 1, and JUnit has a failure."""
    monkeypatch.setattr(f"{__name__}.WORDS", ["NAME", "NEGATIVE", "NEGATIVE"])
    rehearse("replay", fixture(tmp_path / "f"), "--keep", tmp_path / "kept")
    ran = rehearse("score", tmp_path / "kept" / "f", "--junit", tmp_path / "r.xml")
    assert ran.status == 1
    assert "not passed yet" in ran.out
    assert suite_of(tmp_path / "r.xml").get("failures") == "1"


def test_score_needs_two_channels(rehearse: Rehearse, tmp_path: Path) -> None:
    """A mono file is refused, and the message says why two channels are needed."""
    soundfile.write(tmp_path / "mono.wav", np.full(SAMPLE_RATE, 0.1), SAMPLE_RATE)
    ran = rehearse("score", tmp_path / "mono.wav", "--json", "--keep", tmp_path / "kept")
    assert ran.status == 2
    one_line(ran, "two channels are needed: caller on channel 1, recruiter on channel 2")
    assert not (tmp_path / "kept").exists()


def test_call_lets_a_recorded_caller_ring(rehearse: Rehearse, tmp_path: Path) -> None:
    """Without live audio the call says so, shows who answers, captions both sides, scores, and leaves the recording."""
    path = fixture(tmp_path / "f")
    ran = rehearse("call", "--fixture", path, "--seed", 3, "--keep", tmp_path / "kept", "--persona", "ines-carvalho")
    assert ran.status == 0
    assert "A recorded caller rings instead." in " ".join(ran.out.split())
    assert "Ines Carvalho, head of people" in ran.out
    assert "--seed 3" in ran.out
    assert " 0:00  Ines" in ran.out
    assert "Score " in ran.out
    (kept,) = (tmp_path / "kept").iterdir()
    assert str(kept) in ran.out
    assert all(line == line.rstrip() for line in ran.out.splitlines())
    assert all(len(line) <= 80 for line in ran.out.splitlines() if str(kept) not in line)
    assert (kept / "scorecard.json").is_file()


def test_call_with_one_seed_is_one_call(rehearse: Rehearse, tmp_path: Path) -> None:
    """The same seed draws the same persona, caller and verdict, and both sides say the same."""
    first, again, other = (
        rehearse("call", "--seed", seed, "--json", "--keep", tmp_path / "kept").cards[0] for seed in (1, 1, 4)
    )
    assert first | {"source": ""} == again | {"source": ""}
    assert (first["persona"], first["verdict"], first["turns"]) != (other["persona"], other["verdict"], other["turns"])


def test_call_announces_the_verdict_that_was_asked_for(rehearse: Rehearse, tmp_path: Path) -> None:
    """A verdict and a persona that were asked for stand, whoever rings."""
    card = rehearse(
        "call", "--verdict", "runner-up", "--persona", "ines-carvalho", "--seed", 2, "--json", "--keep", tmp_path
    ).cards[0]
    assert (card["verdict"], card["persona"]) == ("runner-up", "ines-carvalho")


def test_interrupted_call_keeps_its_recording(rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C what was said so far lies where the message says."""

    heard: list[Samples] = []

    def interrupt(_self: LoudnessActivity, frame: Samples) -> float:
        heard.append(frame)
        if len(heard) > 100:
            raise KeyboardInterrupt
        return 0.0

    monkeypatch.setattr(LoudnessActivity, "score", interrupt)
    ran = rehearse("call", "--fixture", fixture(tmp_path / "f"), "--keep", tmp_path / "kept")
    assert ran.status == 130
    (kept,) = (tmp_path / "kept").iterdir()
    assert f"The recording so far: {kept}" in ran.out
    assert rehearse("score", kept, "--json").cards[0]["score"] is None


def test_acts_reads_a_line_and_prints_its_acts(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch, room: PaperRoom
) -> None:
    """Each line gives one object with its text and acts; blank lines none, broken text is passed on and mentioned."""
    lines = b"GREETING this is NAME and NAME\r\n\n\xff THANKS\nlast NAME"
    monkeypatch.setattr("simulator.engines.EngineRoom", lambda: room)
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
        "dana-whitfield", "ines-carvalho", "marcus-oyelaran",
    ]  # fmt: skip
    ran = rehearse("personas")
    assert ran.status == 0
    assert "marcus-oyelaran" in ran.out


def test_personas_check_tells_file_by_file(rehearse: Rehearse, tmp_path: Path) -> None:
    """A good file is confirmed, a bad one named with its key, and the status is that of the bad one."""
    (tmp_path / "bad.toml").write_text("name = 3\n")
    good = Path(__file__).parent.parent / "personas" / "dana-whitfield.toml"
    ran = rehearse("personas", "check", good, tmp_path / "bad.toml")
    assert ran.status == 2
    assert ran.out == f"{good}: good: Dana Whitfield, talent partner\n"
    one_line(Ran(2, "", ran.err), "bad.toml: name: expected")
