"""The brief is asked for once, kept privately, and changed when the person wants."""

import stat
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from simulator.brief import Brief
from simulator.desk_settings import DeskSettings, keep_desk, read_desk
from simulator.errors import ConfigError
from simulator.practice.briefing import Asker, ask_brief, keep_brief, kept_brief

NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 local time
ADA = Brief(name='Ada "the Countess" Lovelace', role="analyst", company="Engines\nLtd", interviewed=datetime(2026, 11, 17, 10))  # noqa: DTZ001 local


@dataclass
class Person:
    """Somebody who types."""

    answers: list[str]
    seen: list[str] = field(default_factory=list)

    @property
    def asker(self) -> Asker:
        """How they are asked."""
        return Asker(ask=self._ask, tell=self.seen.append)

    def _ask(self, question: str) -> str:
        self.seen.append(question)
        return self.answers.pop(0)


def test_a_brief_is_asked_for() -> None:
    """Four questions make a brief, and the day is said back as it was understood."""
    person = Person(["Ada Lovelace", " analyst ", "", "last tuesday 2pm"])
    brief = ask_brief(person.asker, None, now=NOW)
    assert brief == Brief(name="Ada Lovelace", role="analyst", interviewed=datetime(2026, 11, 17, 14))  # noqa: DTZ001 local
    assert person.seen[-1] == "  That is Tuesday 17 November 2026, 14:00."


def test_an_empty_answer_keeps_what_was_there() -> None:
    """Pressing Enter four times gives the brief of last time, which the questions show."""
    person = Person([""] * 4)
    assert ask_brief(person.asker, ADA, now=NOW) == ADA
    assert "[analyst]" in person.seen[1]


def test_a_day_that_cannot_be_read_is_asked_for_again() -> None:
    """After three answers that are no past day the question is dropped, with a word."""
    person = Person(["Ada", "analyst", "", "tomorrow", "soon", "x"])
    assert ask_brief(person.asker, None, now=NOW).interviewed is None
    assert person.seen[-1] == "  Left out: then any day will do."


def test_a_kept_brief_comes_back(tmp_path: Path) -> None:
    """Whatever is in it, it reads as it was written, and only its owner can read it."""
    assert kept_brief(tmp_path / "new") is None
    path = keep_brief(tmp_path / "new", ADA)
    assert kept_brief(tmp_path / "new") == ADA
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


@pytest.mark.parametrize(
    "settings",
    [
        DeskSettings(),
        DeskSettings(
            microphone='a "b"\\c', loudspeaker="é", delay=2671, echo_db=-3.5, noise_dbfs=-60.0, half_duplex=True, telephone=False
        ),
    ],
)
def test_what_the_doctor_found_comes_back(tmp_path: Path, settings: DeskSettings) -> None:
    """Settings of a desk read as they were written."""
    assert read_desk(tmp_path) is None
    keep_desk(tmp_path, settings)
    assert read_desk(tmp_path) == settings


def test_a_mistake_in_the_settings_is_named(tmp_path: Path) -> None:
    """File and value are in the message."""
    (tmp_path / "desk.toml").write_text("delay = -1\n")
    with pytest.raises(ConfigError, match=r"desk.toml: .*expected delay from 0 to 16000 samples, got -1"):
        read_desk(tmp_path)
