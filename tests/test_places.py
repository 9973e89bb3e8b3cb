"""Each call has a folder of its own, whatever begins in the same second."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from simulator.audio.sheet import Sheet
from simulator.audio.writing import RecordingWriter
from simulator.errors import InputError
from simulator.practice.places import recording_folder

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 22, 9, 30, 5)  # noqa: DTZ001 names are local time

BEGIN = """
import sys
from datetime import datetime
from pathlib import Path
from simulator.audio.sheet import Sheet
from simulator.audio.writing import RecordingWriter
from simulator.practice.places import recording_folder
print("ready", flush=True)
sys.stdin.readline()
for _ in range(20):
    with recording_folder(Path(sys.argv[1]), now=datetime(2026, 11, 22, 9, 30, 5)) as folder, RecordingWriter(folder, Sheet()):
        print(folder.name)
"""
"""A program of its own that begins twenty calls, all in one second."""


def test_two_calls_of_one_second_have_two_names(tmp_path: Path) -> None:
    """The second call of a second has a number behind its name, though the first has not yet written anything."""
    with recording_folder(tmp_path, now=NOW) as first, recording_folder(tmp_path, now=NOW) as second:
        assert (first.name, second.name) == ("2026-11-22_09-30-05", "2026-11-22_09-30-05_2")
        for folder in (first, second):
            RecordingWriter(folder, Sheet()).close()
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_two_programs_never_share_a_folder(tmp_path: Path) -> None:
    """Two programs that begin calls at the same moment lose none, and neither sees an error."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", BEGIN, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for _ in range(2)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    names = [name for program in programs for name in program.communicate("go\n")[0].split()]
    assert [program.returncode for program in programs] == [0, 0]
    assert sorted(names) == sorted(folder.name for folder in tmp_path.iterdir())
    assert len(set(names)) == 40


def test_a_call_that_never_began_leaves_no_folder(tmp_path: Path) -> None:
    """Where a call fails before anything was said, nothing is left of it."""
    with pytest.raises(InputError), recording_folder(tmp_path, now=NOW):
        raise InputError
    assert not list(tmp_path.iterdir())
