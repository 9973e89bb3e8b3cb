"""What is wrong in a TOML file is said by file, key and what was expected."""

from pathlib import Path

import pytest

from simulator.errors import ConfigError
from simulator.lines.fixture import load_fixture

BASE = """
title = "t"
[brief]
interviewed = 2026-11-17T10:00:00
[[turns]]
audio = "a.flac"
"""


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("[brief]", 'verdict = "maybe"\n[brief]', "verdict: expected hired, rejected, runner-up, pending, got 'maybe'"),
        ("[[turns]]", '[[turns]]\ncue = "later"', "turns[0].cue: expected after, during, pause, got 'later'"),
        ("2026-11-17T10:00:00", '"soon"', "brief.interviewed: expected a date and time such as 2026-11-17T10:00:00"),
        ('"a.flac"', "3", "turns[0].audio: expected `str`, got `int`"),
        ("[brief]", "[[brief", "expected TOML"),
        ("title", "colour", "top level: object contains unknown field `colour`"),
    ],
)
def test_an_error_names_file_key_and_what_was_expected(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    """One line that a person can act on."""
    file = tmp_path / "fixture.toml"
    file.write_text(BASE.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_fixture(tmp_path)
    assert str(caught.value).startswith(f"{file}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
