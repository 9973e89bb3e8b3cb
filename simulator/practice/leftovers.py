"""Finds the call that was cut off before it was scored, so that the next start can offer to score it."""

import time
from pathlib import Path

from simulator.audio.folder import AUDIO, JOURNAL, SCORECARD, SHEET

QUIET_S = 2.0
"""Seconds without writing after which nobody writes a recording any more: a live call writes four times a second."""


def cut_off(recordings: Path, *, now: float | None = None) -> Path | None:
    """Look whether the newest recording was never scored.

    Args:
        recordings: The folder of all recordings.
        now: The time as files have it; the present when None.

    Returns:
        Its folder; None when the newest one has its score, is being written, or there is none.
    """
    whole = [folder for folder in recordings.glob("*") if all((folder / name).is_file() for name in (AUDIO, JOURNAL, SHEET))]
    newest = max(whole, key=lambda folder: (folder / SHEET).stat().st_mtime, default=None)
    if newest is None or (newest / SCORECARD).exists():
        return None
    written = max((newest / name).stat().st_mtime for name in (AUDIO, JOURNAL))
    return None if (time.time() if now is None else now) - written < QUIET_S else newest
