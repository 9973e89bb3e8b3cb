"""The child process starts late, is bounded in time, and starts anew."""

import json
import os
from pathlib import Path

import pytest

from simulator.errors import EngineError
from simulator.speaking.process import ChildEndedError, VoiceProcess

OPENING = "import json, os, sys, time\nprint(json.dumps({'driver': 'fake', 'pid': os.getpid()}), flush=True)\n"

WORKERS = {
    "answers": "for line in sys.stdin: print(json.dumps({'got': json.loads(line), 'pid': os.getpid()}), flush=True)",
    "hangs": "for line in sys.stdin: time.sleep(1000)",
    "crashes": "sys.stdin.readline(); os._exit(7)",
    "refuses": "for line in sys.stdin: print(json.dumps({'error': 'no such voice'}), flush=True)",
    "half": "sys.stdin.readline(); sys.stdout.write('{\"pa'); sys.stdout.flush(); os._exit(0)",
}


def process(folder: Path, worker: str, *, line_limit_s: float = 20.0) -> VoiceProcess:
    """Make a voice process that runs one of `WORKERS`."""
    path = folder / f"{worker}.py"
    path.write_text(OPENING + WORKERS[worker])
    return VoiceProcess(worker=path, line_limit_s=line_limit_s)


def test_child_starts_with_the_first_request_and_stays(tmp_path: Path) -> None:
    """No child runs before it is needed; then one child answers request after request."""
    voices = process(tmp_path, "answers")
    assert not voices.started
    replies = [voices.ask({"text": text}) for text in ("one", "é\n")]
    assert [reply["got"]["text"] for reply in replies] == ["one", "é\n"]
    assert replies[0]["pid"] == replies[1]["pid"]
    assert (voices.started, voices.driver) == (True, "fake")
    voices.close()
    assert not voices.started


def test_hanging_child_is_stopped(tmp_path: Path) -> None:
    """When the time is up the error says so, and the child is gone."""
    voices = process(tmp_path, "hangs", line_limit_s=0.05)
    with pytest.raises(EngineError, match=r"within 0\.05 s.*try again"):
        voices.ask({"text": "Hello"})
    assert not voices.started


@pytest.mark.parametrize("worker", ["crashes", "half"])
def test_child_that_ended_is_told(tmp_path: Path, worker: str) -> None:
    """A child that ends without a whole reply is an error of its own kind, every time it is asked."""
    voices = process(tmp_path, worker)
    for _ in range(2):
        with pytest.raises(ChildEndedError, match="ended"):
            voices.ask({"text": "Hello"})


def test_refusal_is_passed_on(tmp_path: Path) -> None:
    """What the engine found wrong is told, and the child goes on."""
    voices = process(tmp_path, "refuses")
    with pytest.raises(EngineError, match="no such voice"):
        voices.ask({"text": "Hello"})
    assert voices.started
    voices.close()


def test_nothing_to_speak_with_tells_what_to_type(tmp_path: Path) -> None:
    """Without engine or library the error carries the line to type."""
    path = tmp_path / "worker.py"
    path.write_text(f"print({json.dumps(json.dumps({'missing': 'RuntimeError: no eSpeak'}))})")
    with pytest.raises(EngineError, match=r"no eSpeak.*type: pip install"):
        VoiceProcess(worker=path).ask({"voices": True})


def test_child_ends_with_its_owner(tmp_path: Path) -> None:
    """A voice that is thrown away leaves no child behind."""
    voices = process(tmp_path, "answers")
    pid = voices.ask({})["pid"]
    del voices
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
