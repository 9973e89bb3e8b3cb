"""The README tells no lies: every command in it exists, every file it points to is there."""

import re
import shlex
from pathlib import Path

import pytest

from simulator.cli import run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TYPED = re.findall(r"^[$>] (?:\S*[\\/])?rehearse .*$", README, re.MULTILINE)
COMMANDS = sorted({line.split("rehearse ", 1)[1] for line in TYPED})
TARGETS = re.findall(r"^\$ make (\w+)", README, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one_of_the_program(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the README types has help, and every option in it is named there."""
    words = shlex.split(command, posix=True)
    names = words[:2] if words[0] in ("personas", "fixtures", "history") and len(words) > 1 else words[:1]
    assert run([*names, "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in words if word.startswith("--"))


def test_a_persona_is_checked_as_the_readme_says() -> None:
    """The command that checks a persona finds nothing wrong with ours."""
    assert run(["personas", "check", str(ROOT / "personas" / "dana-whitfield.toml")]) == 0


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_is_in_the_makefile(target: str) -> None:
    """The two commands are there."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_every_link_leads_somewhere(link: str) -> None:
    """Files and folders that it points to are in the project."""
    assert (ROOT / link).exists()


def test_nothing_in_it_waits_to_be_filled_in() -> None:
    """No placeholder is left."""
    assert not re.search(r"@@|TODO|lorem", README)
