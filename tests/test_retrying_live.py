"""A person goes back into an earlier call of theirs: all before is as it was, and from there on it is them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid, to_samples
from simulator.audio.folder import SHEET, read_recording
from simulator.audio.hop import Hop
from simulator.audio.recording import Recording
from simulator.audio.sheet import read_sheet
from simulator.audio.writing import write_recording, write_scorecard
from simulator.brief import Brief
from simulator.call.levels import LEVELS
from simulator.casting import Casting
from simulator.desk_settings import DeskSettings
from simulator.errors import DeviceError
from simulator.events import HungUp, LineEnded, SentenceStarted, Transcribed, VerdictAnnounced
from simulator.lines.devices import Devices
from simulator.persona import load_persona
from simulator.practice import opening, retrying_live, second_take
from simulator.practice.live_settings import LiveSettings
from simulator.practice.retrying_live import GOES_ON, retake_live
from simulator.practice.stretch import STEPS, Stretch, stretch_of
from simulator.reporting.terminal import open_console
from simulator.scoring.judge import score
from simulator.scoring.scorecard import Scorecard
from simulator.testing import KeywordActs
from simulator.verdict import Verdict
from tests.paper import PaperRoom, Rehearse
from tests.scripted import PERSONAS
from tests.test_live import SCRIPT, PaperDesk, Prompt, live

DEVICES = Devices(microphone="mic", loudspeaker="box", sample_rate=SAMPLE_RATE, n_channels=(1, 1), numbers=(0, 1))
WORDS = ("(the recogniser warms up)", "THANKS ASK_NEXT_STEPS", "WELL_WISH FAREWELL")
CASTING = Casting(persona=load_persona(PERSONAS / "dana-whitfield.toml"), verdict=Verdict.HIRED, seed=1)


@dataclass
class Microphone:
    """A desk with somebody who hums whenever `hums` says so of a hop, and who remembers what was played to them."""

    hums: range = range(0)
    played: list[Samples] = field(default_factory=list)

    def exchange(self, far: Samples) -> Hop:
        """Hear a hop, and hum or not."""
        near = np.full(HOP_LENGTH, 0.125 if len(self.played) in self.hums else 0.0, dtype=np.float32)
        self.played.append(far)
        return Hop(near=near, microphone=near)


class Ready(Prompt):
    """Engines that are warm when they are asked whether they are."""

    def ready(self) -> bool:
        """Wait until they are."""
        self._ears.join()
        self._mouth.join()
        return super().ready()


@dataclass
class Retake:
    """An earlier call, and what comes of going back into it."""

    first: Recording
    settings: LiveSettings
    desk: Microphone
    lines: list[str] = field(default_factory=list)

    def take(self, stretch: Stretch) -> tuple[Recording, Scorecard]:
        """Make a second take."""
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 a stream, not a file
            console = open_console(nowhere)
            console.record = True
            card = retake_live(self.settings, console, first=self.first, stretch=stretch)
            self.lines = console.export_text().splitlines()
        return read_recording(self.settings.folder), card


@cache
def first_call() -> Recording:
    """A call that a person made at a desk, as it is read back."""
    made, _ = live(PaperDesk(SCRIPT))
    made.run()
    whole = made.recording(source="first", brief=Brief(name="Ada"), persona="dana-whitfield", verdict=Verdict.HIRED, seed=1)
    return replace(whole, near=on_pcm16_grid(whole.near))


@pytest.fixture
def retake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Retake:
    """The desk, with engines whose answers are waited for."""
    settings = LiveSettings(
        brief=Brief(name="Ada"), casting=CASTING, room=PaperRoom(words=WORDS), folder=tmp_path / "second", devices=DEVICES,
        desk=DeskSettings(telephone=False), redraw=False,
    )  # fmt: skip
    made = Retake(first=first_call(), settings=settings, desk=Microphone())

    @contextmanager
    def open_desk(*_: object) -> Iterator[Microphone]:
        yield made.desk

    monkeypatch.setattr(retrying_live, "open_desk", open_desk)
    monkeypatch.setattr(opening, "LiveAnswers", Ready)
    # Neither a band nor rustling: what is played is what was spoken.
    monkeypatch.setattr("simulator.telephone.carrier.comfort", lambda _kind, n, _rng: np.zeros(n, dtype=np.float32))
    monkeypatch.setattr("simulator.lines.scribe.MOST_WAITING", 0)  # paper is faster than any disk
    return made


@pytest.mark.parametrize("step", STEPS)
def test_all_before_is_as_it_was(retake: Retake, step: str) -> None:
    """Up to where the stretch begins both sides are the same, sample by sample, whatever the microphone hears meanwhile."""
    stretch = stretch_of(step, retake.first.events)
    retake.desk.hums = range((stretch.start - stretch.run_up) // HOP_LENGTH)
    second, _ = retake.take(stretch)
    begun = stretch.start // HOP_LENGTH * HOP_LENGTH
    np.testing.assert_array_equal(second.near[:begun], retake.first.near[:begun])
    np.testing.assert_array_equal(second.far[:begun], retake.first.far[:begun])
    assert not second.near[begun:].any()
    assert any(GOES_ON in line for line in retake.lines)
    if step == "silence":
        assert second.events[-1] == HungUp(at=len(second.near), by="caller")


def test_the_words_that_lead_up_to_it_are_heard(retake: Retake) -> None:
    """Of all before only the recruiter's last line is played, so that one knows what to answer; what is left of it goes on."""
    stretch = stretch_of("reaction", retake.first.events)
    second, _ = retake.take(stretch)
    announced = next(e.at for e in retake.first.events if isinstance(e, VerdictAnnounced))
    assert stretch.run_up in [e.at for e in retake.first.events if isinstance(e, SentenceStarted)]
    assert stretch.run_up < announced == stretch.start
    ended = next(e.at for e in second.events if isinstance(e, LineEnded) and e.at >= announced)
    played = np.concatenate(retake.desk.played)
    begin = stretch.run_up // HOP_LENGTH * HOP_LENGTH
    np.testing.assert_array_equal(played[: ended - begin], second.far[begin:ended])
    np.testing.assert_array_equal(second.far[:ended], retake.first.far[:ended])


def test_a_line_lies_between_the_recruiter_and_the_person(retake: Retake, tmp_path: Path) -> None:
    """With the telephone on, another sound is heard; what is recorded is the same."""
    stretch = stretch_of("reaction", retake.first.events)
    second, _ = retake.take(stretch)
    plain, retake.desk.played = np.concatenate(retake.desk.played), []
    retake.settings = replace(retake.settings, desk=DeskSettings(telephone=True), folder=tmp_path / "third")
    third, _ = retake.take(stretch)
    banded = np.concatenate(retake.desk.played)
    begin, n = stretch.run_up // HOP_LENGTH * HOP_LENGTH, to_samples(1.0)
    np.testing.assert_array_equal(plain[:n], second.far[begin : begin + n])
    assert not np.array_equal(banded[:n], third.far[begin : begin + n])
    np.testing.assert_array_equal(third.far[: stretch.start], second.far[: stretch.start])


def test_what_is_said_then_counts(retake: Retake) -> None:
    """The person's own words decide the step, and are recognised at the desk."""
    stretch = stretch_of("reaction", retake.first.events)
    ended = next(e.at for e in retake.first.events if isinstance(e, LineEnded) and e.at >= stretch.start)
    begin = (ended - stretch.run_up) // HOP_LENGTH + 20
    retake.desk.hums = range(begin, begin + 60)
    second, card = retake.take(stretch)
    said = [e.text for e in second.events if isinstance(e, Transcribed) and e.start >= stretch.start]
    assert said == ["THANKS ASK_NEXT_STEPS"]
    asked = card.check("reaction.next_steps")
    assert asked is not None
    assert asked.passed


def test_a_desk_that_does_not_open_leaves_nothing(retake: Retake, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the devices fail before the take begins there is no recording of it."""

    @contextmanager
    def refuse(*_: object) -> Iterator[Microphone]:
        message = "did not open"
        raise DeviceError(message)
        yield

    monkeypatch.setattr(retrying_live, "open_desk", refuse)
    with pytest.raises(DeviceError, match="did not open"):
        retake.take(stretch_of("reaction", retake.first.events))
    assert not retake.settings.folder.exists()


@pytest.fixture
def kept(rehearse: Rehearse, tmp_path: Path) -> Path:
    """The earlier call on disk and in the history, made at level 3."""
    first, folder = first_call(), tmp_path / "first"
    write_recording(folder, first, versions={})
    sheet = folder / SHEET
    sheet.write_text(f"level = 3\n{sheet.read_text('utf-8')}", "utf-8")
    write_scorecard(folder, score(first, acts=KeywordActs()).as_json())
    assert rehearse("history", "add", folder).status == 0
    return folder


@pytest.mark.usefixtures("kept")
def test_without_a_microphone_a_recorded_caller_is_offered(rehearse: Rehearse) -> None:
    """Where nobody can speak, the line says what is missing and how to do without; the status is that of a missing device."""
    ran = rehearse("retry", "reaction")
    assert ran.status == 3
    assert "--fixture PATH" in ran.err
    assert ran.err.count("\n") == 1


def test_the_command_goes_to_the_desk(rehearse: Rehearse, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a microphone it is the person who goes on, with brief, persona, verdict, seed and level of the earlier call."""
    asked: list[LiveSettings] = []

    def take(settings: LiveSettings, _console: object, *, first: Recording, stretch: Stretch) -> Scorecard:
        asked.append(settings)
        write_recording(settings.folder, replace(first, source="second"), versions={})
        card = score(replace(first, source="second"), acts=KeywordActs())
        write_scorecard(settings.folder, card.as_json())
        assert stretch.start
        return card

    monkeypatch.setattr(second_take, "missing_device", lambda: "")
    monkeypatch.setattr("simulator.practice.calling.choose_devices", lambda _wishes: DEVICES)
    monkeypatch.setattr(second_take, "retake_live", take)
    ran = rehearse("retry", "reaction", "--keep", tmp_path / "takes", "--plain")
    assert ran.status == 0, ran.err
    (settings,) = asked
    assert settings.casting == replace(CASTING, level=LEVELS[3])
    assert settings.brief == Brief(name="Ada")
    (folder,) = (tmp_path / "takes").iterdir()
    assert (folder / "takes.html").is_file()
    assert read_sheet(kept / SHEET).level == 3
