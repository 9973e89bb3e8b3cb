"""What is asked for decides who is called: the person at the desk, or a recorded caller."""

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from simulator.audio.hop import SILENCE
from simulator.audio.sheet import Sheet
from simulator.audio.writing import RecordingWriter, write_scorecard
from simulator.brief import Brief
from simulator.casting import Wishes
from simulator.desk_settings import DeskSettings, keep_desk, read_desk
from simulator.errors import InputError
from simulator.lines.devices import Devices, DeviceWishes
from simulator.practice import calling
from simulator.practice.briefing import Asker, keep_brief, kept_brief
from simulator.practice.calling import CallRequest, make_call
from simulator.practice.leftovers import cut_off
from simulator.practice.live_settings import LiveSettings
from simulator.reporting.brief_card import brief_lines
from simulator.reporting.terminal import open_console
from tests.paper import PaperRoom, Rehearse, fixture
from tests.scripted import PERSONAS

DEVICES = Devices(microphone="mic", loudspeaker="box", sample_rate=16_000, n_channels=(1, 1), numbers=(0, 1))


@dataclass
class Desk:
    """A machine with a microphone, whose calls are not made but written down."""

    request: CallRequest
    answers: list[str] = field(default_factory=list)
    made: list[LiveSettings] = field(default_factory=list)
    out: list[str] = field(default_factory=list)

    def call(self, **changes: object) -> LiveSettings:
        """Ask for a call; return how it would be made."""
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 a stream, not a file
            console = open_console(nowhere)
            make_call(replace(self.request, **changes), console)  # type: ignore[arg-type] # tests name fields
        return self.made[-1]

    @property
    def asker(self) -> Asker:
        """Somebody who answers what they were told to."""
        return Asker(ask=self._answer, tell=self.out.append)

    def _answer(self, question: str) -> str:
        self.out.append(question)
        return self.answers.pop(0)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """A machine with a microphone."""
    request = CallRequest(
        wishes=Wishes(seed=3), personas=PERSONAS, room=PaperRoom(), now=datetime(2026, 11, 22, 9, tzinfo=UTC),
        keep=tmp_path / "kept",
    )  # fmt: skip
    made = Desk(request)
    monkeypatch.setenv("REHEARSE_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr(calling, "missing_device", lambda: "")
    monkeypatch.setattr(calling, "choose_devices", lambda _wishes: DEVICES)
    monkeypatch.setattr(calling, "practise_live", lambda settings, _console: made.made.append(settings))
    monkeypatch.setattr(calling, "show_result", lambda *_result, **_more: None)
    return made


def test_the_first_call_asks_for_the_brief(desk: Desk, tmp_path: Path) -> None:
    """The answers are kept, and the next call takes them without a question."""
    desk.answers = ["Ada", "analyst", "", "last tuesday 10am", "n", "", ""]
    first = desk.call(asker=desk.asker)
    assert (first.brief.name, first.brief.role) == ("Ada", "analyst")
    assert first.brief.calling == datetime(2026, 11, 22, 9)  # noqa: DTZ001 local time
    again = desk.call(asker=desk.asker)
    assert again.brief == first.brief
    assert kept_brief(tmp_path / "config") == replace(first.brief, calling=None)
    assert read_desk(tmp_path / "config") == DeskSettings()


def test_the_brief_can_be_edited(desk: Desk, tmp_path: Path) -> None:
    """Asked again, an empty answer keeps what was there."""
    keep_brief(tmp_path / "config", Brief(name="Ada", role="analyst"))
    keep_desk(tmp_path / "config", DeskSettings(delay=800))
    desk.answers = ["", "engineer", "", "", ""]
    settings = desk.call(asker=desk.asker, edit_brief=True)
    assert (settings.brief.name, settings.brief.role) == ("Ada", "engineer")
    assert settings.desk.delay == 800


def test_notes_are_asked_for_after_the_call(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was noted down is typed in line by line, unless a file has it; where nobody can be asked there are none."""
    keep_brief(tmp_path / "config", Brief(name="Ada"))
    keep_desk(tmp_path / "config", DeskSettings())
    (tmp_path / "notes.txt").write_text("from a file\n")
    shown: list[object] = []
    monkeypatch.setattr(calling, "show_result", lambda *_result, **more: shown.append(more["notes"]))
    desk.answers = [" start Monday ", "bring ID", ""]
    desk.call(asker=desk.asker)
    desk.call(asker=desk.asker, notes=tmp_path / "notes.txt")
    desk.call()
    assert shown == ["start Monday\nbring ID", "from a file\n", None]


def test_a_file_of_the_brief_comes_first(desk: Desk, tmp_path: Path) -> None:
    """What `--brief` names is taken, and nothing is asked or kept."""
    (tmp_path / "b.toml").write_text("name = 'Grace'\n")
    assert desk.call(brief=tmp_path / "b.toml").brief.name == "Grace"
    assert kept_brief(tmp_path / "config") is None


def test_without_anybody_to_ask_any_brief_will_do(desk: Desk) -> None:
    """In a pipe an unknown brief is empty; asking to edit it there is an error."""
    assert replace(desk.call().brief, calling=None) == Brief()
    with pytest.raises(InputError, match="--edit-brief: expected a terminal"):
        desk.call(edit_brief=True)


def test_wishes_decide_who_answers(desk: Desk) -> None:
    """Persona and verdict that were asked for stand; the seed draws the rest, the same every time."""
    casting = desk.call(wishes=Wishes(seed=1, persona="ines-carvalho", verdict=None)).casting
    assert casting.persona.id == "ines-carvalho"
    assert desk.call(wishes=Wishes(seed=1, persona="ines-carvalho")).casting == casting


def test_names_of_devices_are_remembered(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the doctor was told to use is used, unless this call names others."""
    asked: list[DeviceWishes] = []

    def choose(wishes: DeviceWishes) -> Devices:
        asked.append(wishes)
        return DEVICES

    monkeypatch.setattr(calling, "choose_devices", choose)
    keep_desk(tmp_path / "config", DeskSettings(microphone="headset", loudspeaker="headset"))
    desk.call()
    desk.call(devices=DeviceWishes(loudspeaker="box"))
    assert asked == [
        DeviceWishes(microphone="headset", loudspeaker="headset"), DeviceWishes(microphone="headset", loudspeaker="box"),
    ]  # fmt: skip


def test_measures_of_other_devices_are_not_used(desk: Desk, tmp_path: Path) -> None:
    """Delay, echo and threshold hold for the devices they were measured with; with others only the person's wishes stay."""
    measured = DeskSettings(
        measured_microphone=DEVICES.microphone, measured_loudspeaker=DEVICES.loudspeaker, delay=800, gate_dbfs=-38.0,
        half_duplex=True, telephone=False,
    )  # fmt: skip
    keep_desk(tmp_path / "config", measured)
    same = desk.call()
    assert (same.desk, same.casting.gate_dbfs) == (measured, -38.0)
    keep_desk(tmp_path / "config", msgspec.structs.replace(measured, measured_microphone="another"))
    other = desk.call()
    assert (other.desk, other.casting.gate_dbfs) == (DeskSettings(telephone=False), None)


def test_how_the_line_sounds_is_remembered(desk: Desk, tmp_path: Path) -> None:
    """Switched off, the telephone's band stays off until it is asked for again; an unknown desk is still to be checked."""
    assert desk.call().desk.telephone
    assert not desk.call(telephone=False).desk.telephone
    assert read_desk(tmp_path / "config") is None
    keep_desk(tmp_path / "config", DeskSettings(delay=800))
    assert [desk.call(telephone=wish).desk.telephone for wish in (None, False, None, True, None)] == [
        True, False, False, True, True,
    ]  # fmt: skip
    assert read_desk(tmp_path / "config") == DeskSettings(delay=800)


def test_a_fixture_rings_although_there_is_a_microphone(
    rehearse: Rehearse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recorded caller who was asked for rings, and nothing is said about devices."""
    monkeypatch.setattr(calling, "missing_device", lambda: "")
    ran = rehearse("call", "--fixture", fixture(tmp_path / "f"), "--seed", 3, "--keep", tmp_path / "kept")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("A recorded caller rings.\n")


def recording(folder: Path, *, scored: bool) -> Path:
    """A recording that was written an hour ago."""
    with RecordingWriter(folder, Sheet()) as writer:
        writer.heard(SILENCE, SILENCE)
    if scored:
        write_scorecard(folder, {})
    for path in folder.iterdir():
        os.utime(path, (1e9, 1e9))
    return folder


def test_a_call_that_was_cut_off_is_offered(rehearse: Rehearse, tmp_path: Path) -> None:
    """The next start tells of a recording without a score, and how to score it; once the newest has one, no more."""
    left = recording(tmp_path / "kept" / "2026-11-01_10-00-00", scored=False)
    told = f"Score it with: rehearse score {left}"
    first = rehearse("call", "--fixture", fixture(tmp_path / "f"), "--keep", tmp_path / "kept")
    second = rehearse("call", "--fixture", tmp_path / "f", "--keep", tmp_path / "kept")
    assert told in first.out
    assert told not in second.out


def test_only_the_newest_finished_recording_is_left_over(tmp_path: Path) -> None:
    """A call that is being written, or one that was scored, is none."""
    assert cut_off(tmp_path) is None
    left = recording(tmp_path / "a", scored=False)
    assert cut_off(tmp_path, now=1e9 + 60) == left
    assert cut_off(tmp_path, now=1e9 + 1) is None
    write_scorecard(left, {})
    assert cut_off(tmp_path, now=1e9 + 60) is None


def test_the_card_says_what_a_caller_must_know(desk: Desk) -> None:
    """Name, job, day, the four steps, and pen and paper."""
    brief = Brief(name="Ada Lovelace", role="analyst", interviewed=datetime(2026, 11, 17, 10))  # noqa: DTZ001 local time
    text = "\n".join(brief_lines(brief, desk.call(wishes=Wishes(seed=1, persona="dana-whitfield")).casting.persona))
    for part in (
        "Dana Whitfield",
        "Northwind Logistics",
        "Ada Lovelace",
        "analyst",
        "Tuesday 17 November, 10:00",
        "pen and paper",
    ):
        assert part in text
    assert text.count("Step ") == 4
