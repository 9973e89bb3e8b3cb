"""A practice call can be read along, repeated, and broken off."""

from pathlib import Path

import pytest

from simulator.audio.clock import Samples
from simulator.testing import LoudnessActivity
from tests.paper import Rehearse, fixture


def test_call_lets_a_recorded_caller_ring(rehearse: Rehearse, tmp_path: Path) -> None:
    """A recorded caller is shown who answers, captioned on both sides, scored, and leaves the recording."""
    path = fixture(tmp_path / "f")
    ran = rehearse("call", "--fixture", path, "--seed", 3, "--keep", tmp_path / "kept", "--persona", "ines-carvalho")
    assert ran.status == 0
    assert "A recorded caller rings." in ran.out
    assert "Ines Carvalho, head of people" in ran.out
    assert "--seed 3" in ran.out
    assert " 0:00  Ines" in ran.out
    assert "Score " in ran.out
    (kept,) = (tmp_path / "kept").iterdir()
    assert str(kept) in ran.out
    assert all(line == line.rstrip() for line in ran.out.splitlines())
    assert all(len(line) <= 80 for line in ran.out.splitlines() if str(kept) not in line)
    assert (kept / "scorecard.json").is_file()


def test_without_a_device_a_recorded_caller_rings(rehearse: Rehearse, tmp_path: Path) -> None:
    """Where there is no audio the call says what is missing, and a recorded caller rings instead."""
    ran = rehearse("call", "--seed", 3, "--keep", tmp_path / "kept")
    assert ran.status == 0
    assert ran.out.startswith("PortAudio is missing. A recorded caller rings instead.\n")


def test_call_with_one_seed_is_one_call(rehearse: Rehearse, tmp_path: Path) -> None:
    """The same seed draws the same persona, caller and verdict, and both sides say the same."""
    first, again, other = (rehearse("call", "--seed", seed, "--json", "--keep", tmp_path / "kept").cards[0] for seed in (1, 1, 4))
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
