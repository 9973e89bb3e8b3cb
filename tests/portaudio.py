"""A PortAudio made of paper: its devices are a list, and its streams call back when a test says so."""

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from simulator.audio.clock import Samples


class PortAudioError(Exception):
    """Stands in for the library's own."""


@dataclass(frozen=True)
class Flags:
    """What the device says of a block."""

    input_overflow: bool = False

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return self.input_overflow


@dataclass
class PaperStream:
    """A stream that a test drives by hand."""

    settings: dict[str, Any]
    played: list[Samples] = field(default_factory=list)
    started: bool = False
    closed: bool = False

    def start(self) -> None:
        """Call back once, as a device that works."""
        self.started = True
        self.turn()

    def abort(self) -> None:
        """Stop."""

    def close(self) -> None:
        """Let go."""
        self.closed = True

    def turn(self, value: float = 0.0, *, n_samples: int | None = None, overflow: bool = False) -> None:
        """Let the device hand over a block of one value, and take one to play."""
        n = n_samples or self.settings["blocksize"]
        n_in, n_out = self.settings["channels"]
        heard = np.full((n, n_in), value, dtype=np.float32)
        played = np.full((n, n_out), 9.0, dtype=np.float32)
        self.settings["callback"](heard, played, n, None, Flags(overflow))
        self.played.append(played[:, 0].copy())
        assert (played == played[:, :1]).all()


@dataclass
class PaperPortAudio:
    """What a test says of the machine."""

    devices: list[dict[str, Any]]
    rates: dict[str, tuple[int, ...]] = field(default_factory=dict)
    stereo_only: tuple[str, ...] = ()
    streams: list[PaperStream] = field(default_factory=list)
    refuse: bool = False
    dead: int = 0
    """How many streams open and never begin."""

    systems: list[dict[str, Any]] = field(default_factory=list)
    """The sound systems of Windows."""

    def module(self) -> ModuleType:
        """Make the module that `import sounddevice` finds."""
        module = ModuleType("sounddevice")
        vars(module).update(
            PortAudioError=PortAudioError, query_devices=self._query, query_hostapis=lambda: self.systems,
            check_input_settings=self._check, check_output_settings=self._check, Stream=self._stream, _exit_handler=lambda: None,
        )  # fmt: skip
        return module

    def _query(self, number: int | None = None, *, kind: str = "") -> Any:  # noqa: ANN401 as the library
        if not kind:
            return self.devices if number is None else self.devices[number]
        found = [device for device in self.devices if device[f"max_{kind}_channels"]]
        if not found:
            raise PortAudioError
        return found[0] | {"index": self.devices.index(found[0])}

    def _check(self, *, device: int, channels: int, samplerate: int, dtype: str) -> None:
        assert dtype == "float32"
        name = self.devices[device]["name"]
        if samplerate not in self.rates.get(name, (16_000, 44_100, 48_000)) or (channels == 1 and name in self.stereo_only):
            raise PortAudioError

    def _stream(self, **settings: Any) -> PaperStream:  # noqa: ANN401 as the library
        if self.refuse:
            message = "Device unavailable"
            raise PortAudioError(message)
        stream = PaperStream(settings)
        self.streams.append(stream)
        if self.dead:
            self.dead -= 1
            vars(stream)["start"] = lambda: None
        return stream


def device(name: str, n_in: int = 1, n_out: int = 1) -> dict[str, Any]:
    """Describe a device."""
    return {"name": name, "max_input_channels": n_in, "max_output_channels": n_out}
