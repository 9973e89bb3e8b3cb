"""`pytest --rehearse` makes a test of each recorded caller, and leaves everybody else's runs alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.audio.clock import SAMPLE_RATE
from simulator.errors import EngineError, InputError
from simulator.fixtures import remembering
from simulator.listening.memory import FILE_NAME, HeardMemory, RememberingRecognizer
from simulator.listening.recognition import Heard, Word
from simulator.replaying import rescore
from simulator.testing import ScriptedRecognizer
from tests.paper import PaperRoom, Rehearse, fixture, one_line
from tests.reports import sweep

pytest_plugins = ["pytester"]

LOADED = (remembering, rescore)
"""Loaded before any inner run, which would forget them at its end: soxr cannot be loaded twice."""

EXPECTED = "[expect]\nscore = [0, 100]\n[expect.checks]\n'introduction.name' = true\n"
WRONG = "[expect]\nscore = [0, 10]\n[expect.checks]\n'introduction.name' = false\n'reaction.next_steps' = true\n"


@pytest.fixture
def run(pytester: pytest.Pytester, room: PaperRoom, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder of tests, with engines of paper."""
    monkeypatch.setattr("simulator.engines.EngineRoom", lambda: room)
    return pytester


def test_nothing_is_loaded_unasked(tmp_path: Path) -> None:
    """A run that has no use for recorded callers does not load this program."""
    code = (
        "import sys, pytest; pytest.main(['--collect-only', '-q', '-p', 'no:cacheprovider', sys.argv[1]]);"
        "heavy = {'numpy', 'typer', 'sqlalchemy', 'simulator.replaying.replay', 'simulator.audio'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy or 'simulator.pytest_plugin' not in sys.modules else 0)"
    )
    file = tmp_path / "test_theirs.py"
    file.write_text("def test_theirs():\n    pass\n")
    ran = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_each_caller_is_a_test(run: pytest.Pytester) -> None:
    """Every fixture below the folder is a test named after it; without the option there is none."""
    fixture(run.path / "callers" / "one", expect=EXPECTED)
    fixture(run.path / "callers" / "two")
    run.runpytest_inprocess("--rehearse", "callers").assert_outcomes(passed=2)
    listed = run.runpytest_inprocess("--rehearse", "--collect-only", "-q", "callers").outlines
    assert [line for line in listed if "::" in line] == ["callers/one/fixture.toml::one", "callers/two/fixture.toml::two"]
    assert run.runpytest_inprocess("callers").parseoutcomes() == {}


def test_what_changed_can_be_read(run: pytest.Pytester) -> None:
    """A caller who is scored otherwise fails with a line for each thing that changed, and no traceback of ours."""
    fixture(run.path / "callers" / "one", expect=WRONG)
    fixture(run.path / "callers" / "two")
    (run.path / "callers" / "two" / "2.wav").write_bytes(b"damaged")
    ran = run.runpytest_inprocess("--rehearse", "callers")
    ran.assert_outcomes(failed=2)
    text = "\n".join(ran.outlines)
    assert "introduction.name was failed, now passed: " in text
    assert " 'NAME'" in text
    assert "reaction.next_steps was passed, now failed: Ask what happens now" in text
    assert "score was 0 to 10, now " in text
    assert "2.wav: not audio that can be read" in text
    assert "Traceback" not in text
    assert "simulator/" not in text


def test_ones_own_tests_make_calls(run: pytest.Pytester) -> None:
    """The pytest fixture `rehearsal` replays a fixture and scores a recording."""
    fixture(run.path / "one")
    run.makepyfile("""
        def test_mine(rehearsal):
            card = rehearsal.replay("one")
            assert card.check("introduction.name").passed
            assert card.as_json()["verdict"] == "hired"
    """)
    run.runpytest_inprocess().assert_outcomes(passed=1)


def test_a_remembered_caller_needs_no_engine(rehearse: Rehearse, run: pytest.Pytester, room: PaperRoom) -> None:
    """What was heard is written down by a command, and then the score is the same without a recogniser."""
    folder = fixture(run.path / "one", expect=EXPECTED)
    before = rehearse("replay", folder, "--json").cards
    assert rehearse("fixtures", "remember", folder).out == f"{folder}: 3 stretches of speech\n"
    kept = json.loads((folder / FILE_NAME).read_text("utf-8"))
    assert {entry["engine"] for entry in kept["heard"].values()} == {"scripted"}
    room.words = ()
    run.runpytest_inprocess("--rehearse", "one").assert_outcomes(passed=1)
    assert before[0]["steps"][0]["checks"][0]["passed"]


def test_listening_afresh_says_what_differs(rehearse: Rehearse, run: pytest.Pytester, room: PaperRoom) -> None:
    """With --fresh the engine is asked again, and what it hears otherwise stands at the end of the run."""
    folder = fixture(run.path / "one")
    rehearse("fixtures", "remember", folder)
    room.words = ("NAME", "THANKS", "FAREWELL")
    ran = run.runpytest_inprocess("--rehearse", "--fresh", "one")
    assert "one: heard “NAME” (scripted), before “GREETING NAME ROLE PURPOSE ENTHUSIASM”" in "\n".join(ran.outlines)
    assert "before “" in rehearse("fixtures", "remember", folder, "--fresh").out


def test_a_memory_is_what_was_heard(tmp_path: Path) -> None:
    """A memory comes back as it was written, byte for byte when it is written again."""
    heard = Heard(
        text="Grüße, you", words=(Word(text="Grüße,", start=1, end=2), Word(text="you", start=3, end=4)), engine="a:b@1"
    )
    memory = HeardMemory(heard={"0" * 64: heard})
    memory.write(tmp_path / "h.json")
    read = HeardMemory.read(tmp_path / "h.json")
    read.write(tmp_path / "again.json")
    assert read == memory
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "h.json").read_bytes()
    (tmp_path / "h.json").write_text('{"format": "x", "schema": 1, "heard": {}}')
    with pytest.raises(InputError, match="expected rehearsal-heard"):
        HeardMemory.read(tmp_path / "h.json")
    (tmp_path / "h.json").write_text("nonsense")
    with pytest.raises(InputError, match="expected what was heard"):
        HeardMemory.read(tmp_path / "h.json")


def test_an_unknown_sound_needs_the_engine() -> None:
    """A sound that is not remembered is listened to; without an engine that is an error which says so."""
    sound = sweep(0.0, 0.1)[:SAMPLE_RATE]
    recognizer = RememberingRecognizer(memory=HeardMemory(), engine=lambda: ScriptedRecognizer(["hello"]))
    heard = recognizer.recognize(sound)
    assert heard.text == "hello"
    assert recognizer.key == "scripted"

    def missing() -> ScriptedRecognizer:
        message = "it is not installed"
        raise EngineError(message)

    known = RememberingRecognizer(memory=recognizer.used, engine=missing)
    assert known.recognize(sound) == heard
    with pytest.raises(EngineError, match="does not know this sound"):
        known.recognize(sound[1:])
    with pytest.raises(EngineError, match=r"^it is not installed"):
        RememberingRecognizer(memory=HeardMemory(), engine=missing).recognize(sound)


def test_making_fixtures_says_what_is_wrong(rehearse: Rehearse, tmp_path: Path) -> None:
    """A text that is none, a name that is a path and a name that is taken are refused in one line."""
    text = tmp_path / "text"
    text.write_text("[sometimes] hello")
    one_line(rehearse("fixtures", "new", "a", "--text", text, "--in", tmp_path), "line 1: expected words")
    text.write_text("# nothing\n")
    one_line(rehearse("fixtures", "new", "a", "--text", text, "--in", tmp_path), "expected one turn")
    one_line(rehearse("fixtures", "new", "../a", "--text", text), "expected the name of a folder")
    one_line(rehearse("fixtures", "new", "a", "--text", tmp_path / "none"), "expected a text file")
