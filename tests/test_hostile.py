"""Whatever a file holds, a command ends: with one clear line and status 2, and nothing half-written."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.clock import SAMPLE_RATE
from tests.paper import PaperRoom, Ran, Rehearse, fixture, one_line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and devices are other things there")

TOML = {
    "a list for a table": (b"brief = []\n", "brief: expected"),
    "a table for a text": (b"title = {a = 1}\n", "title: expected"),
    "a text for a number": (b"seed = 'seven'\n", "seed: expected"),
    "a number for a text": (b"persona = 7\n", "persona: expected"),
    "a truth for a number": (b"seed = true\n", "seed: expected"),
    "a fraction for a seed": (b"seed = 1.5\n", "seed: expected"),
    "a seed beyond 64 bits": (b"seed = 99999999999999999999999\n", "seed"),
    "a seed of 5000 digits": (b"seed = " + b"9" * 5000 + b"\n", "expected TOML"),
    "lists in lists in lists": (b"seed = " + b"[" * 50_000 + b"]" * 50_000 + b"\n", "expected TOML"),
    "tables in tables in tables": (b"seed = " + b"{a=" * 50_000 + b"1" + b"}" * 50_000 + b"\n", "expected TOML"),
    "a key twice": (b"seed = 1\nseed = 2\n", "expected TOML"),
    "a table twice": (b"[brief]\n[brief]\n", "expected TOML"),
    "a NUL": (b"title = 'a\x00b'\n", "expected TOML"),
    "only NULs": (b"\x00" * 4096, "expected TOML"),
    "invalid UTF-8": (b"title = '\xff\xfe'\n", "UTF-8"),
    "UTF-16": ("title = 'x'\n".encode("utf-16"), "UTF-8"),
    "a date without a time": (b"[brief]\ninterviewed = 2026-11-17\n", "brief.interviewed: expected"),
    "a time without a date": (b"[brief]\ninterviewed = 10:00:00\n", "brief.interviewed: expected"),
    "a day that never was": (b"[brief]\ninterviewed = 2026-02-30T10:00:00\n", "expected TOML"),
    "a delay that is no number": (b"[[turns]]\naudio = '1.wav'\ndelay = nan\n", "delay"),
    "an endless delay": (b"[[turns]]\naudio = '1.wav'\ndelay = inf\n", "delay"),
    "a delay back in time": (b"[[turns]]\naudio = '1.wav'\ndelay = -1\n", "delay"),
    "a turn without audio": (b"[[turns]]\ntext = 'hello'\n", "audio"),
    "a clip with a NUL in its name": (b'[[turns]]\naudio = "a\\u0000b.wav"\n', "turns.audio: expected"),
    "a clip with a name too long": (b"[[turns]]\naudio = '" + b"a" * 5000 + b".wav'\n", "aaa"),
    "a clip in the folder above": (b"[[turns]]\naudio = '../x/1.wav'\n", "inside the fixture's folder"),
    "a clip of the system": (b"[[turns]]\naudio = '/etc/passwd'\n", "inside the fixture's folder"),
    "a clip behind a link": (b"[[turns]]\naudio = 'link.wav'\n", "inside the fixture's folder"),
    "a clip that is a folder": (b"[[turns]]\naudio = '.'\n", "a folder"),
    "a clip without a name": (b"[[turns]]\naudio = ''\n", "a folder"),
    "a clip that is a pipe": (b"[[turns]]\naudio = 'pipe.wav'\n", "pipe.wav"),
    "a score of one number": (b"[expect]\nscore = [1]\n", "score: expected"),
    "a score in words": (b"[expect]\nscore = ['low', 'high']\n", "score[0]: expected"),
    "a persona elsewhere": (b"persona = '../../../etc/passwd'\n", "persona"),
    "a persona with a NUL": (b'persona = "a\\u0000b"\n', "persona"),
}
"""What stands in `fixture.toml`, and a part of what is said about it."""


@pytest.mark.parametrize("case", TOML)
def test_an_absurd_fixture_is_refused_in_one_line(rehearse: Rehearse, tmp_path: Path, case: str) -> None:
    """Wrong types, huge numbers, deep nesting, broken text, clips from elsewhere: said, and nothing is kept."""
    text, part = TOML[case]
    folder = fixture(tmp_path / "f")
    (folder / "link.wav").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.wav")
    (folder / "fixture.toml").write_bytes(text)
    ran = rehearse("replay", folder, "--keep", tmp_path / "kept")
    assert ran.status == 2
    one_line(ran, part)
    assert len(ran.err) < 600 or len(text) > 5000
    assert not list((tmp_path / "kept").rglob("*"))


@pytest.mark.parametrize("text", [b"\xef\xbb\xbfseed = 3\n", b"seed = 3\r\ntitle = 'x'\r\n"])
def test_what_windows_does_to_text_is_no_mistake(rehearse: Rehearse, tmp_path: Path, text: bytes) -> None:
    """A byte order mark and carriage returns, as editors there leave them, are read over."""
    file = fixture(tmp_path / "f") / "fixture.toml"
    file.write_bytes(text + b"[[turns]]\naudio = '1.wav'\nhang_up = true\n")
    assert rehearse("replay", file, "--json").cards[0]["seed"] == 3


def sound(n: int, n_channels: int = 2) -> np.ndarray:
    """Make a second or so of noise."""
    return np.random.default_rng(0).normal(0, 0.1, (n, n_channels))


def written(path: Path, samples: np.ndarray, sample_rate: int = SAMPLE_RATE, subtype: str | None = None) -> None:
    """Write a file of sound."""
    soundfile.write(path, samples, sample_rate, subtype=subtype)


def lying(path: Path) -> None:
    """Write a WAV whose header promises a hundred hours."""
    written(path, sound(1000))
    wav = bytearray(path.read_bytes())
    wav[4:8] = wav[40:44] = (2**32 - 1).to_bytes(4, "little")
    path.write_bytes(wav[:-10])


def cut(path: Path) -> None:
    """Write half of a FLAC."""
    written(path, sound(50_000))
    path.write_bytes(path.read_bytes()[:20_000])


AUDIO: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing.wav": (lambda _: None, "no such file"),
    "empty.wav": (Path.touch, "an empty file"),
    "folder.wav": (Path.mkdir, "expected a recording"),
    "pipe.wav": (os.mkfifo, "not a file"),
    "device.wav": (lambda path: path.symlink_to("/dev/zero"), "not a file"),
    "loop.wav": (lambda path: path.symlink_to(path), "loop.wav"),
    "random.wav": (lambda path: path.write_bytes(np.random.default_rng(0).bytes(5000)), "not audio"),
    "zeros.flac": (lambda path: path.write_bytes(b"fLaC" + bytes(38)), "not audio"),
    "cut.flac": (cut, "not audio"),
    "mono.wav": (lambda path: written(path, sound(1000, 1)), "two channels are needed"),
    "six.wav": (lambda path: written(path, sound(1000, 6)), "two channels are needed"),
    "nan.wav": (lambda path: written(path, sound(1000) * np.nan, subtype="FLOAT"), "not finite"),
    "loud.wav": (lambda path: written(path, sound(1000) * 1e6, subtype="FLOAT"), "full scale"),
    "slow.wav": (lambda path: written(path, sound(1000), 100), "sample rate"),
    "fast.wav": (lambda path: written(path, sound(1000), 1_000_000), "sample rate"),
    "no-samples.wav": (lambda path: written(path, sound(0)), "no samples"),
    "same.wav": (lambda path: written(path, np.repeat(sound(16_000, 1), 2, axis=1)), "the same sound"),
    "a" * 300 + ".wav": (lambda _: None, "aaa"),
}
"""How a file is made, and a part of what is said about it."""


@pytest.mark.parametrize("name", AUDIO)
def test_audio_that_is_no_call_is_refused_in_one_line(rehearse: Rehearse, tmp_path: Path, name: str) -> None:
    """Empty, damaged, endless, mono, absurd: the line names the file, and nothing is kept."""
    make, part = AUDIO[name]
    make(tmp_path / name)
    ran = rehearse("score", tmp_path / name, "--keep", tmp_path / "kept")
    assert ran.status == 2
    one_line(ran, Path(name).stem, part)
    assert not list((tmp_path / "kept").rglob("*"))


@pytest.mark.parametrize(
    "make",
    [
        lambda path: written(path, np.zeros((16_000, 2))),
        lambda path: written(path, np.clip(sound(48_000) * 100, -1, 1)),
        lambda path: written(path, sound(11_025), 11_025),
        lambda path: written(path, sound(160)),
        lying,
    ],
    ids=["silent", "clipped", "another rate", "a hundredth of a second", "a lying header"],
)
def test_audio_that_is_only_poor_is_scored(rehearse: Rehearse, tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Silence, clipping, another rate and a header that promises too much are no mistakes of the caller's."""
    make(tmp_path / "poor.wav")
    ran = rehearse("score", tmp_path / "poor.wav", "--json")
    assert ran.status in (0, 1)
    assert ran.err == ""
    assert ran.cards[0]["source"] == "poor"


@pytest.mark.parametrize("command", ["score", "replay"])
def test_one_bad_file_does_not_stop_the_others(rehearse: Rehearse, tmp_path: Path, command: str) -> None:
    """Even what the system itself refuses is one path's error, said in its turn."""
    good = fixture(tmp_path / "good") if command == "replay" else tmp_path / "good.wav"
    if command == "score":
        written(good, sound(16_000))
    ran = rehearse(command, tmp_path / ("a" * 300), good, "--json")
    assert ran.status == 2
    assert [card["source"] for card in ran.cards] == ["good"]
    one_line(Ran(2, "", ran.err), "aaa")


@pytest.mark.parametrize("keep", ["/proc/kept", "/dev/null", "/dev/null/kept"])
def test_a_place_where_nothing_can_be_kept_is_said_once(rehearse: Rehearse, tmp_path: Path, keep: str) -> None:
    """Before any work is done, the line says that recordings cannot be left there."""
    paths = [fixture(tmp_path / name) for name in ("a", "b")]
    ran = rehearse("replay", *paths, "--keep", keep)
    assert ran.status == 2
    one_line(ran, f"--keep {keep}: expected a folder that can be written")


@pytest.mark.parametrize("option", ["--brief", "--persona-dir"])
def test_a_pipe_for_a_file_is_no_endless_wait(rehearse: Rehearse, tmp_path: Path, option: str, room: PaperRoom) -> None:
    """What is not a file is not opened, for nobody may ever write into it."""
    assert not room.broken
    os.mkfifo(tmp_path / "pipe")
    written(tmp_path / "call.wav", sound(1000))
    command = ("score", tmp_path / "call.wav") if option == "--brief" else ("replay", fixture(tmp_path / "f"))
    ran = rehearse(*command, option, tmp_path / "pipe")
    assert ran.status == 2
    one_line(ran, "pipe")


def test_a_home_that_cannot_be_written_is_said_before_the_call(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody rings when the recording could not be left anywhere, and the line says what to do."""
    monkeypatch.setattr("simulator.practice.places.user_data_dir", lambda *_, **__: "/dev/null/rehearse")
    ran = rehearse("call", "--fast", "--seed", "7")
    assert ran.status == 2
    one_line(ran, "choose another with --keep", "/dev/null/rehearse")
