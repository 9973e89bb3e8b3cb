"""The program as people start it: real processes, real engines, a caller with a real synthetic voice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from simulator.audio.clock import SAMPLE_RATE
from simulator.speaking.catalogue import open_voice
from simulator.speaking.voice import VoiceSettings

ROOT = Path(__file__).parent.parent
HELLO = "Hello, this is Priya Raman. I interviewed for the data analyst job. I am calling to hear whether you have decided."
BYE = "Thank you so much. Goodbye!"


@pytest.fixture(scope="module")
def callers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two callers who say the same to two recruiters."""
    folder = tmp_path_factory.mktemp("callers")
    voice = open_voice(VoiceSettings(voice="en-us+m3", gender="male", accent="en-us", rate_wpm=150))
    for persona in ("dana-whitfield", "marcus-oyelaran"):
        caller = folder / f"calls-{persona}"
        caller.mkdir()
        for name, words in (("hello", HELLO), ("bye", BYE)):
            soundfile.write(caller / f"{name}.flac", voice.render(words), SAMPLE_RATE)
        (caller / "fixture.toml").write_text(
            f"persona = '{persona}'\nverdict = 'rejected'\nseed = 5\n"
            "[brief]\nname = 'Priya Raman'\nrole = 'data analyst'\ninterviewed = 2026-11-17T10:00:00\n"
            "[[turns]]\naudio = 'hello.flac'\n[[turns]]\naudio = 'bye.flac'\nhang_up = true\n"
            "[expect.checks]\n'introduction.purpose' = true\n"
        )
    return folder


def started(*arguments: object) -> "subprocess.Popen[str]":
    """Start the program as a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "simulator", *(str(argument) for argument in arguments)], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def test_scorecards_are_equal_whatever_the_jobs(callers: Path) -> None:
    """One process or two give the same bytes, and every caller is understood."""
    (out, err), (out_of_two, _) = (started("replay", callers, "--json", "--jobs", n).communicate() for n in (1, 2))
    assert err == ""
    assert out == out_of_two
    cards = [json.loads(line) for line in out.splitlines()]
    assert [card["source"] for card in cards] == sorted(path.name for path in callers.iterdir())
    assert all(expectation["met"] for card in cards for expectation in card["expectations"])


def test_call_is_read_along_and_scored_again(callers: Path, tmp_path: Path) -> None:
    """A call in a pipe is plain text from the first hello to the score; its recording scores the same."""
    call = started("call", "--fixture", callers / "calls-dana-whitfield", "--seed", 5, "--keep", tmp_path)
    out, err = call.communicate()
    assert (call.returncode, err) == (0, "")
    assert "\x1b" not in out
    assert "Priya hangs up" in out
    (kept,) = tmp_path.iterdir()
    again = started("score", kept, "--json")
    card, _ = again.communicate()
    saved = json.loads((kept / "scorecard.json").read_text(encoding="utf-8"))
    assert json.loads(card) | {"expectations": saved["expectations"]} == saved


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """Lets what is started heed Ctrl-C, though a shell that runs this in the background has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_interrupts")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no Ctrl-C to send to a group there")
def test_interrupted_replay_leaves_whole_recordings_only(callers: Path, tmp_path: Path) -> None:
    """Ctrl-C while several processes work ends all of them with status 130 and one line, and leaves no half recording."""
    replay = started("replay", callers, "--jobs", 2, "--json", "--keep", tmp_path / "kept")
    limit = time.monotonic() + 60
    while not (tmp_path / "kept").exists() and time.monotonic() < limit:
        time.sleep(0.02)
    os.killpg(replay.pid, signal.SIGINT)
    _, err = replay.communicate()
    assert replay.returncode == 130
    assert err == "rehearse: interrupted\n"
    for kept in (tmp_path / "kept").iterdir():
        assert (kept / "scorecard.json").is_file()
