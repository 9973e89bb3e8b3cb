"""Shows two takes of the same stretch of a call side by side: as lines of text, and as a page that plays both."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from simulator.audio.folder import read_recording
from simulator.reporting.history.comparison import side_by_side
from simulator.reporting.history.drawing import takes
from simulator.reporting.history.entry import read_scorecard
from simulator.reporting.page.card import read_card
from simulator.reporting.page.page import write_report
from simulator.reporting.page.takes import Take, write_takes


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenStretch:
    """Where the two takes are, and which stretch of them."""

    first: Path
    """Folder of the earlier call."""

    second: Path
    """Folder of the later one."""

    step: str
    """The step that was tried again."""

    begin: int
    """First sample of what is shown of both."""

    first_end: int | None
    """Where the stretch was over in the earlier call; None when that went on to its end."""


def show_takes(taken: TakenStretch, console: Console) -> None:
    """Show both takes, leave a page of them beside the later one, and tell where everything is."""
    first, second = (_Scored(folder) for folder in (taken.first, taken.second))
    report = write_report(second.card, second.recording, taken.second, brief=None)
    page = write_takes(
        first.take(taken.begin, taken.first_end), second.take(taken.begin, None), taken.second, step=taken.step,
    )  # fmt: skip
    console.print()
    for line in takes(side_by_side(read_card(first.card), read_card(second.card), step=taken.step)):
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    console.print()
    for what, where in (
        ("Both takes, to see and hear", page),
        ("First take", taken.first / report.name),
        ("Second take", report),
    ):
        console.print(f"{what}: {where}", soft_wrap=True, markup=False, highlight=False)


class _Scored:
    def __init__(self, folder: Path) -> None:
        self.recording = read_recording(folder)
        self.card = read_scorecard(folder)

    def take(self, begin: int, end: int | None) -> Take:
        return Take(card=read_card(self.card), recording=self.recording, begin=begin, end=end)
