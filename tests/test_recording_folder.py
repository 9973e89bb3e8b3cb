"""A call's folder is private, readable whenever the call stopped, and believed only when its parts agree."""

import json
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.audio.folder import (
    AUDIO,
    FLUSH_LENGTH,
    JOURNAL,
    SHEET,
    RecordingWriter,
    read_recording,
    replacing,
    write_recording,
    write_scorecard,
)
from simulator.audio.recording import Recording
from simulator.audio.sheet import Sheet, read_brief, sheet_text
from simulator.brief import Brief
from simulator.errors import InputError
from simulator.events import Event, HungUp, LineStarted, SentenceStarted, SpeechEnded, Transcribed
from simulator.journal import to_json
from simulator.verdict import Verdict

SHEET_OF_ADA = Sheet(
    persona="dana-whitfield", verdict=Verdict.RUNNER_UP, seed=7, versions={"simulator": "0.1.0"},
    brief=Brief(name='Ada "A" \x7f\\ Løvelace', role="engineer", interviewed=datetime(2026, 11, 17, 10)),  # noqa: DTZ001 local
)  # fmt: skip
N = 3 * SAMPLE_RATE
HEARD = Transcribed(segment=0, start=100, end=200, text="hi", words=(), engine="paper", arrived_at=N + 4096)


def noise(n_samples: int, seed: int) -> Samples:
    """Noise that a 16-bit file holds exactly."""
    return on_pcm16_grid(np.random.default_rng(seed).normal(0, 0.1, n_samples).astype(np.float32))


def spoken(folder: Path, events: list[Event], n_samples: int = N) -> tuple[Samples, Samples]:
    """Write a call hop by hop."""
    near, far = noise(n_samples, 0), noise(n_samples, 1)
    with RecordingWriter(folder, SHEET_OF_ADA) as writer:
        for at in range(0, n_samples, HOP_LENGTH):
            writer.heard(near[at : at + HOP_LENGTH], far[at : at + HOP_LENGTH])
        for event in events:
            writer.happened(event)
    return near, far


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Both channels, the journal and the call's sheet come back as they were."""
    events: list[Event] = [LineStarted(line=0, at=0), SpeechEnded(segment=0, start=100, end=200, decided_at=600)]
    events += [HungUp(at=N, by="caller"), HEARD]
    near, far = spoken(tmp_path / "call", events)
    recording = read_recording(tmp_path / "call")
    np.testing.assert_array_equal(recording.near, near)
    np.testing.assert_array_equal(recording.far, far)
    assert recording.events == tuple(events)
    assert (recording.source, recording.persona, recording.verdict, recording.seed, recording.brief) == (
        "call", "dana-whitfield", Verdict.RUNNER_UP, 7, SHEET_OF_ADA.brief
    )  # fmt: skip


def test_recording_is_private(tmp_path: Path) -> None:
    """Nobody else on the machine can open a folder or a file of a recording."""
    spoken(tmp_path / "call", [HungUp(at=N, by="caller")])
    write_scorecard(tmp_path / "call", {"schema": 1})
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "call", *(tmp_path / "call").iterdir()]}
    assert modes == {"call": 0o700, AUDIO: 0o600, JOURNAL: 0o600, SHEET: 0o600, "scorecard.json": 0o600}


def test_an_existing_folder_is_not_touched(tmp_path: Path) -> None:
    """A recording is never written over another."""
    spoken(tmp_path / "call", [HungUp(at=N, by="caller")])
    before = (tmp_path / "call" / AUDIO).read_bytes()
    with pytest.raises(InputError, match="expected a new folder"):
        RecordingWriter(tmp_path / "call", SHEET_OF_ADA)
    assert (tmp_path / "call" / AUDIO).read_bytes() == before


def test_interrupted_call_is_closed_by_the_line(tmp_path: Path) -> None:
    """What was said before an interruption is kept, and the journal says how the call ended."""

    def interrupted() -> None:
        with RecordingWriter(tmp_path / "call", SHEET_OF_ADA) as writer:
            writer.heard(noise(1000, 0), noise(1000, 1))
            writer.happened(LineStarted(line=0, at=0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    recording = read_recording(tmp_path / "call")
    assert recording.events == (LineStarted(line=0, at=0), HungUp(at=1000, by="line"))
    assert len(recording.near) == 1000


def test_killed_call_can_be_read(tmp_path: Path) -> None:
    """A program that was killed in mid-write leaves the call up to its last flush."""
    writer = RecordingWriter(tmp_path / "call", SHEET_OF_ADA)
    for at in range(0, FLUSH_LENGTH + 2 * SAMPLE_RATE, HOP_LENGTH):
        writer.heard(noise(HOP_LENGTH, at), noise(HOP_LENGTH, at))
    writer.happened(LineStarted(line=0, at=0))
    writer.happened(LineStarted(line=1, at=FLUSH_LENGTH + SAMPLE_RATE))
    with (tmp_path / "call" / JOURNAL).open("a") as journal:
        journal.write('{"event": "Lin')
    recording = read_recording(tmp_path / "call")
    assert FLUSH_LENGTH - SAMPLE_RATE < len(recording.near) <= FLUSH_LENGTH + SAMPLE_RATE
    assert recording.events == (LineStarted(line=0, at=0), HungUp(at=len(recording.near), by="line"))
    writer.close()


def test_foreign_recording_has_an_empty_journal(tmp_path: Path) -> None:
    """A call that was recorded elsewhere is kept without events, not with a made-up end."""
    foreign = Recording(
        source="x", brief=None, persona=None, verdict=None, seed=None, near=noise(N, 0), far=noise(N, 1), events=()
    )
    write_recording(tmp_path / "x", foreign, versions={})
    assert (tmp_path / "x" / JOURNAL).read_bytes() == b""
    back = read_recording(tmp_path / "x")
    assert (back.events, back.brief, back.verdict) == ((), None, None)
    np.testing.assert_array_equal(back.near, foreign.near)


def test_replacing_swaps_whole_folders(tmp_path: Path) -> None:
    """A second run takes the first one's place; one that fails leaves the first alone, and nothing else."""

    def write(content: str) -> None:
        with replacing(tmp_path / "a") as new:
            new.mkdir()
            (new / "f").write_text(content)
            if content == "third":
                raise KeyboardInterrupt

    write("first")
    write("second")
    with pytest.raises(KeyboardInterrupt):
        write("third")
    assert [(path.name, (path / "f").read_text()) for path in tmp_path.iterdir()] == [("a", "second")]


def drop(name: str) -> Callable[[Path], None]:
    """Damage a recording by removing a file."""
    return lambda folder: (folder / name).unlink()


def text(name: str, content: str) -> Callable[[Path], None]:
    """Damage a recording by writing something else into a file."""

    def damage(folder: Path) -> None:
        (folder / name).write_text(content, encoding="utf-8")

    return damage


def audio(n_samples: int, n_channels: int, sample_rate: int) -> Callable[[Path], None]:
    """Damage a recording by putting other audio in."""
    return lambda folder: soundfile.write(folder / AUDIO, np.zeros((n_samples, n_channels)), sample_rate)


END = to_json(HungUp(at=N, by="caller")) + "\n"
LATE = to_json(SentenceStarted(line=0, text="x", at=N + HOP_LENGTH + 1)) + "\n"
BACKWARDS = to_json(SpeechEnded(segment=0, start=9, end=8, decided_at=9)) + "\n"


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (drop(AUDIO), "found no call.flac"),
        (drop(JOURNAL), "found no journal.jsonl"),
        (drop(SHEET), "found no call.toml"),
        (audio(N, 1, SAMPLE_RATE), "call.flac: expected 2 channels at 16000 Hz .* got 1 at 16000 Hz"),
        (audio(N, 2, 8000), "call.flac: expected 2 channels at 16000 Hz .* got 2 at 8000 Hz"),
        (audio(N - 1, 2, SAMPLE_RATE), f"journal.jsonl: line 1: the call ended at sample {N}, but call.flac has {N - 1}"),
        (text(AUDIO, "no audio"), "call.flac: not audio"),
        (text(AUDIO, ""), "call.flac: an empty file"),
        (text(JOURNAL, END + "nonsense\n"), "journal.jsonl: line 2: expected an event"),
        (text(JOURNAL, "[]\n"), "journal.jsonl: line 1: expected an event"),
        (text(JOURNAL, '{"event": []}\n'), "journal.jsonl: line 1: expected an event"),
        (text(JOURNAL, '{"event": "HungUp", "at": "soon", "by": "x"}\n'), "journal.jsonl: line 1: expected an event"),
        (text(JOURNAL, "[" * 100_000 + "\n"), "journal.jsonl: line 1: expected an event"),
        (text(JOURNAL, LATE + END), "journal.jsonl: line 1: expected samples from 0"),
        (text(JOURNAL, BACKWARDS + END), "journal.jsonl: line 1: expected samples from 0"),
        (text(SHEET, "persona = 3"), "call.toml: persona: expected"),
        (text(SHEET, 'verdict = "maybe"'), "call.toml: verdict: expected"),
        (text(SHEET, "[brief]\nnom = 3"), "call.toml: brief: expected the keys name"),
        (text(SHEET, "x = ["), "call.toml: expected TOML"),
    ],
)
def test_a_damaged_recording_is_refused_in_one_line(tmp_path: Path, damage: Callable[[Path], None], complaint: str) -> None:
    """The message names the file, and the line where there are lines."""
    spoken(tmp_path / "call", [HungUp(at=N, by="caller")])
    damage(tmp_path / "call")
    with pytest.raises(InputError, match=complaint):
        read_recording(tmp_path / "call")


@pytest.mark.parametrize("head", ["", "title = 'x'\n[brief]\n"])
def test_brief_file_has_the_keys_of_a_fixture(tmp_path: Path, head: str) -> None:
    """A brief may stand alone or in a table called `brief`."""
    (tmp_path / "b.toml").write_text(head + "name = 'Ada'\ninterviewed = 2026-11-17T10:00:00\n")
    assert read_brief(tmp_path / "b.toml") == Brief(name="Ada", interviewed=datetime(2026, 11, 17, 10))  # noqa: DTZ001 local


def test_sheet_leaves_out_what_is_unknown() -> None:
    """A recording of unknown origin says nothing but versions."""
    assert sheet_text(Sheet(versions={"simulator": "1"})) == '\n[versions]\nsimulator = "1"\n'


def test_scorecard_is_json(tmp_path: Path) -> None:
    """The scorecard is one JSON object, in UTF-8."""
    write_scorecard(tmp_path, {"text": "Grüße"})
    assert json.loads((tmp_path / "scorecard.json").read_text(encoding="utf-8")) == {"text": "Grüße"}
