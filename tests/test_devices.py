"""What is missing for live audio is said in one sentence, with what to do about it."""

import sys
from types import ModuleType

import pytest

from simulator.lines.devices import missing_device


class PortAudioError(Exception):
    """Stands in for the library's own."""


def library(*kinds: str) -> ModuleType:
    """A sounddevice that knows devices of some kinds."""
    module = ModuleType("sounddevice")

    def query_devices(*, kind: str) -> dict[str, str]:
        if kind not in kinds:
            raise PortAudioError
        return {"name": kind}

    vars(module).update(PortAudioError=PortAudioError, query_devices=query_devices)
    return module


@pytest.mark.parametrize(
    ("kinds", "said"),
    [((), "no microphone"), (("output",), "no microphone"), (("input",), "no loudspeaker"), (("input", "output"), "")],
)
def test_a_missing_device_is_named(monkeypatch: pytest.MonkeyPatch, kinds: tuple[str, ...], said: str) -> None:
    """The microphone is looked for first; with both there is nothing to say."""
    monkeypatch.setitem(sys.modules, "sounddevice", library(*kinds))
    sentence = missing_device()
    assert said in sentence
    assert bool(sentence) == bool(said)
    assert "PortAudio" not in sentence


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PortAudio the line to type is given."""
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    assert missing_device().startswith("PortAudio is missing")
    assert "type: " in missing_device()
