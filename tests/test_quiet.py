"""Audio libraries do not write onto the screen, and our own words still get there."""

import subprocess
import sys

import pytest

CODE = """
import os, sys
from simulator.lines.quiet import keep_own_stderr, silence_libraries
if {own}:
    keep_own_stderr()
silence_libraries()
os.write(2, b"a library\\n")
print("ours", file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' audio libraries are quiet")
@pytest.mark.parametrize(("own", "seen"), [(True, "ours\n"), (False, "a library\nours\n")])
def test_only_libraries_are_silenced(*, own: bool, seen: str) -> None:
    """Where Python's standard error has a descriptor of its own, only the libraries' goes to nowhere; else nothing does."""
    ran = subprocess.run([sys.executable, "-c", CODE.format(own=own)], capture_output=True, text=True, check=True)
    assert ran.stderr == seen
