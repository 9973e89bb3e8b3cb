"""Takes the sound of a call off the disk, or the whole recording; only files that this program made."""

from pathlib import Path

from simulator.audio.folder import AUDIO, JOURNAL, SCORECARD, SHEET
from simulator.reporting.history.entry import read_scorecard
from simulator.reporting.history.past import PastCall

MICROPHONE = "microphone.flac"
REPORT = "report.html"

SOUND = (AUDIO, MICROPHONE)
"""Files that hold a voice; the report holds one too."""

ALL = (*SOUND, JOURNAL, SHEET, SCORECARD, REPORT)
"""Files of a recording; whatever else lies in its folder is somebody else's."""


def delete_sound(call: PastCall) -> bool:
    """Delete a call's sound; its report is written anew without.

    Returns:
        Whether there was any.
    """
    if call.recording is None:
        return False
    folder = Path(call.recording)
    gone = [_unlink(folder / name) for name in SOUND]
    if _unlink(folder / REPORT) and (folder / SCORECARD).is_file():
        from simulator.audio.sheet import read_sheet
        from simulator.reporting.page.page import write_report

        brief = read_sheet(folder / SHEET).brief if (folder / SHEET).is_file() else None
        write_report(read_scorecard(folder), None, folder, brief=brief)
    return any(gone)


def delete_recording(call: PastCall) -> None:
    """Delete a call's folder, as far as it is ours."""
    if call.recording is None:
        return
    folder = Path(call.recording)
    for name in ALL:
        _unlink(folder / name)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _unlink(file: Path) -> bool:
    if not file.is_file():
        return False
    file.unlink()
    return True
