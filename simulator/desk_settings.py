"""What the doctor found out about this desk, kept for the next call."""

import json
from pathlib import Path

import msgspec

from simulator.errors import ConfigError
from simulator.private import write_private
from simulator.tables import convert, read_toml

FILE_NAME = "desk.toml"

LONGEST_DELAY = 16_000
"""Samples; a second between loudspeaker and microphone is no desk."""

LOWEST_GATE_DBFS = -120.0
"""Below this there is no sound in 16 bits."""


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True):
    """One microphone and one loudspeaker in one room; keys that a later version adds are passed over."""

    microphone: str = ""
    """Name of the microphone, or a part of it; empty for the usual one."""

    loudspeaker: str = ""
    """Name of the loudspeaker, or a part of it; empty for the usual one."""

    measured_microphone: str = ""
    """The microphone that all of this was measured with; empty when it holds for any."""

    measured_loudspeaker: str = ""
    """The loudspeaker that all of this was measured with; empty when it holds for any."""

    delay: int = 0
    """Samples from playing a sound to hearing it; 0 when unknown."""

    echo_db: float | None = None
    """Level of what comes back of a sound, against the sound as played; None when nothing comes back."""

    noise_dbfs: float | None = None
    """Level of the room when nobody speaks; None when unknown."""

    gate_dbfs: float | None = None
    """Level below which a voice is not taken for the caller's, because others talk in the room; None when nobody does."""

    half_duplex: bool = False
    """Whether the microphone must be closed while the recruiter speaks."""

    telephone: bool = True
    """Whether the recruiter sounds as on a telephone; the person's wish, which no examination changes."""

    def __post_init__(self) -> None:
        """Check the ranges."""
        if not 0 <= self.delay <= LONGEST_DELAY:
            message = f"expected delay from 0 to {LONGEST_DELAY} samples, got {self.delay}"
            raise ValueError(message)
        if self.gate_dbfs is not None and not LOWEST_GATE_DBFS <= self.gate_dbfs <= 0:
            message = f"expected gate_dbfs from {LOWEST_GATE_DBFS:g} to 0, got {self.gate_dbfs}"
            raise ValueError(message)

    def measured_with(self, microphone: str, loudspeaker: str) -> bool:
        """Tell whether these were the devices, as far as their names say."""
        return self.measured_microphone in ("", microphone) and self.measured_loudspeaker in ("", loudspeaker)

    def unmeasured(self) -> "DeskSettings":
        """Keep only what the person wished."""
        return DeskSettings(microphone=self.microphone, loudspeaker=self.loudspeaker, telephone=self.telephone)


def read_desk(folder: Path) -> DeskSettings | None:
    """Read what is kept in a folder; None when there is nothing.

    Raises:
        ConfigError: If somebody made a mistake in it.
    """
    path = folder / FILE_NAME
    return convert(path, read_toml(path), DeskSettings) if path.is_file() else None


def keep_desk(folder: Path, settings: DeskSettings) -> Path:
    """Keep settings; return their file."""
    values = {key: value for key, value in msgspec.to_builtins(settings).items() if value is not None}
    # TOML writes strings, whole numbers, fractions and yes or no as JSON does.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    path = folder / FILE_NAME
    write_private(path, "\n".join([*lines, ""]))
    return path


def with_wishes(folder: Path, found: DeskSettings) -> DeskSettings:
    """Add to what was measured what the person had wished before; what is kept and damaged had no wishes."""
    try:
        before = read_desk(folder)
    except ConfigError:
        before = None
    return found if before is None else msgspec.structs.replace(found, telephone=before.telephone)
