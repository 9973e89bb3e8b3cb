"""Recordings are scored, whoever made them."""

from pathlib import Path

import numpy as np
import soundfile

from simulator.audio.clock import SAMPLE_RATE
from tests.paper import PaperRoom, Rehearse, fixture, one_line, suite_of


def test_score_says_when_a_call_did_not_pass(rehearse: Rehearse, tmp_path: Path, room: PaperRoom) -> None:
    """Below the threshold the status is 1, and JUnit has a failure."""
    room.words = ("NAME", "NEGATIVE", "NEGATIVE")
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


def test_silence_is_not_judged(rehearse: Rehearse, tmp_path: Path) -> None:
    """A recording without a sound has no score, one reason a step, and does not pass."""
    soundfile.write(tmp_path / "silent.wav", np.zeros((SAMPLE_RATE, 2)), SAMPLE_RATE)
    ran = rehearse("score", tmp_path / "silent.wav", "--verdict", "pending")
    assert ran.status == 1
    assert ran.out.count("every check") == 4
    assert "Not scored" in ran.out


def test_kept_foreign_recording_scores_the_same(rehearse: Rehearse, tmp_path: Path) -> None:
    """A recording made elsewhere becomes a folder of ours, without a journal, and gives the same card."""
    near, far = (np.random.default_rng(seed).normal(0, 0.1, SAMPLE_RATE) for seed in (0, 1))
    soundfile.write(tmp_path / "elsewhere.wav", np.stack([near, far], axis=1), SAMPLE_RATE)
    first = rehearse("score", tmp_path / "elsewhere.wav", "--json", "--keep", tmp_path / "kept")
    assert rehearse("score", tmp_path / "kept" / "elsewhere", "--json").out == first.out
