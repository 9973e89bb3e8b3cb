"""What is wrong with a desk is said in plain words, with what to do about it."""

import json
from pathlib import Path

import numpy as np
import pytest

from simulator.audio.chirp import Echo
from simulator.audio.clock import Samples, to_samples
from simulator.desk_settings import DeskSettings, keep_desk, read_desk
from simulator.doctor import examination
from simulator.doctor.diagnosis import diagnose_room, echo_over_voice_db, needs_half_duplex
from simulator.errors import DeviceError
from simulator.lines.checkup import RoomMeasures, measure_room
from simulator.lines.desk import Desk
from simulator.lines.devices import Devices
from tests.paper import PaperRoom, Rehearse
from tests.test_desk import Loopback


def voice(dbfs: float) -> Samples:
    """A second of sound at a level."""
    return np.full(to_samples(1), 10 ** (dbfs / 20), dtype=np.float32)


def noisy(dbfs: float) -> RoomMeasures:
    """A room without echo at a level."""
    return RoomMeasures(room=voice(dbfs), echo=None, always_zero=False)


QUIET = noisy(-65)
DEAD = RoomMeasures(room=voice(-np.inf), echo=None, always_zero=True)


def echoing(level_db: float, *, delay: int = 1600) -> RoomMeasures:
    """A room in which this much of the loudspeaker comes back."""
    return RoomMeasures(room=voice(-65), echo=Echo(delay=delay, level_db=level_db), always_zero=False)


@pytest.mark.parametrize(
    ("measures", "spoken", "id_", "said", "advice"),
    [
        (DEAD, None, "microphone", "nothing at all", "mute switch"),
        (noisy(-40), None, "noise", "noisy (-40 dBFS): about 5 dB too loud for an ordinary voice", "headset"),
        (noisy(-50), -45.0, "noise", "noisy (-50 dBFS): about 8 dB too loud for your voice", "headset"),
        (echoing(0), -30.0, "echo", "too loud for the microphone", "headphones, or turn it down by about 13 dB"),
        (echoing(10), -30.0, "echo", "drowns the microphone", "headphones, or turn it down by about 23 dB"),
        (echoing(-40, delay=8000), -30.0, "delay", "0.5 s", "wireless headphones"),
        (QUIET, -55.0, "voice", "faint (-55 dBFS)", "Come closer"),
        (QUIET, 0.0, "voice", "too loud", "Turn the microphone down"),
    ],
)
def test_each_problem_has_its_words(measures: RoomMeasures, spoken: float | None, id_: str, said: str, advice: str) -> None:
    """One problem gives one finding that has not passed, with a sentence and what to do."""
    findings = diagnose_room(measures, None if spoken is None else voice(spoken))
    (problem,) = [finding for finding in findings if not finding.passed]
    assert problem.id == id_
    assert said in problem.said
    assert advice in problem.advice


@pytest.mark.parametrize(
    ("spoken", "passed", "said", "advice"),
    [
        (None, False, "they may be taken for you", "--phrase"),
        (-40.0, False, "nearly as loud as you", "about 4 dB are missing"),
        (-30.0, True, "passed over", ""),
    ],
)
def test_others_who_talk_are_told_of(spoken: float | None, passed: bool, said: str, advice: str) -> None:  # noqa: FBT001 a table
    """Who talks at -45 dBFS is passed over for a voice well above; else it is said how much louder it would have to be."""
    findings = diagnose_room(QUIET, None if spoken is None else voice(spoken), talk=-45)
    (talk,) = [finding for finding in findings if finding.id == "talk"]
    assert talk.passed is passed
    assert said in talk.said
    assert advice in talk.advice


@pytest.mark.parametrize("measures", [QUIET, echoing(-20)])
def test_a_good_desk_has_no_problem(measures: RoomMeasures) -> None:
    """With headphones, or a loudspeaker well below the voice, everything passes and nothing is advised."""
    findings = diagnose_room(measures, voice(-30))
    assert all(finding.passed and not finding.advice for finding in findings)


def test_the_microphone_is_closed_only_where_a_voice_was_measured() -> None:
    """Half duplex needs an echo far above the voice; without a voice to compare with nothing is closed."""
    assert needs_half_duplex(echoing(10), voice(-30))
    assert not needs_half_duplex(echoing(-5), voice(-30))
    assert not needs_half_duplex(echoing(10), None)
    assert echo_over_voice_db(QUIET, voice(-30)) == -np.inf


@pytest.mark.parametrize("delay", [0, 1000, 5000])
def test_the_room_is_measured_through_the_desk(delay: int) -> None:
    """The delay is counted from the hop in which a sound is due, as the echo canceller counts it."""
    measures = measure_room(Desk(Loopback(delay=delay), None))
    assert measures.echo is not None
    assert measures.echo.delay == delay
    assert measures.echo.level_db == pytest.approx(0, abs=0.1)
    assert not measures.always_zero


def test_doctor_without_a_device(rehearse: Rehearse) -> None:
    """Where there is no audio at all the doctor says so with status 3, and still looks at the engines."""
    ran = rehearse("doctor", "--json")
    assert ran.status == 3
    found = ran.cards[0]
    assert not found["ready"]
    assert [(finding["id"], finding["passed"]) for finding in found["findings"]] == [
        ("devices", False), ("recognizer", True), ("speech", True), ("privacy", True),
    ]  # fmt: skip


def test_doctor_names_a_missing_engine(rehearse: Rehearse, room: PaperRoom) -> None:
    """A recogniser that does not load is named, with how to get it."""
    room.broken = True
    ran = rehearse("doctor")
    assert ran.status == 3
    assert "recognizer paper is not installed: pip install paper" in ran.out


def test_what_was_measured_is_kept(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A desk that works is remembered: delay, echo, names only where they were asked for; wishes stay as they were."""
    monkeypatch.setenv("REHEARSE_CONFIG", str(tmp_path / "config"))
    devices = Devices(microphone="USB Headset", loudspeaker="USB Headset", sample_rate=16_000, n_channels=(1, 1), numbers=(0, 1))
    monkeypatch.setattr(examination, "choose_devices", lambda _wishes: devices)
    monkeypatch.setattr(
        examination, "_examine_room", lambda *_devices, phrase: (echoing(-20), None if not phrase else voice(-30))
    )
    ran = rehearse("doctor", "--microphone", "usb", "--json")
    assert (ran.status, json.loads(ran.out)["ready"]) == (0, True)
    kept = read_desk(tmp_path / "config")
    assert kept is not None
    assert (kept.microphone, kept.loudspeaker, kept.delay, kept.echo_db, kept.half_duplex) == ("usb", "", 1600, -20.0, False)
    assert (kept.measured_microphone, kept.measured_loudspeaker) == ("USB Headset", "USB Headset")
    keep_desk(tmp_path / "config", DeskSettings(telephone=False))
    rehearse("doctor", "--json")
    kept = read_desk(tmp_path / "config")
    assert kept is not None
    assert (kept.telephone, kept.delay) == (False, 1600)


def test_a_device_lost_while_examined_is_a_finding(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unplugging in the middle is told like any other missing device."""

    def lose(*_devices: object, **_more: object) -> None:
        message = "the microphone stopped answering"
        raise DeviceError(message)

    monkeypatch.setattr(examination, "choose_devices", lose)
    ran = rehearse("doctor")
    assert ran.status == 3
    assert "stopped answering" in ran.out
