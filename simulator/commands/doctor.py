"""Checks whether a live call would work here."""

import sys

from simulator.commands import shared
from simulator.commands.options import (
    DEFAULT_RECOGNIZER,
    JsonFlag,
    LoudspeakerOption,
    MicrophoneOption,
    NetworkFlag,
    PhraseFlag,
    RecognizerSpec,
)

MISSING = 3
"""Exit status when something that a call needs is missing."""


def doctor(
    *,
    microphone: MicrophoneOption = "",
    loudspeaker: LoudspeakerOption = "",
    phrase: PhraseFlag = None,
    as_json: JsonFlag = False,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
) -> int:
    """Check microphone, loudspeaker, echo, recogniser and voice.

    Says what to do about each problem, and keeps what it measured for the next call. The exit status is 3 when
    something is missing that a call needs.
    """
    from simulator.desk_settings import keep_desk, with_wishes
    from simulator.doctor.examination import examine
    from simulator.finding import essentials_missing
    from simulator.lines.devices import DeviceWishes
    from simulator.practice.briefing import config_folder
    from simulator.reporting.examination import as_json as examination_as_json
    from simulator.reporting.examination import findings_table
    from simulator.reporting.report import print_json
    from simulator.reporting.terminal import open_console, show

    console = open_console(sys.stderr if as_json else sys.stdout)
    wishes = DeviceWishes(microphone=microphone, loudspeaker=loudspeaker)
    room = shared.open_room(recognizer, allow_network=allow_network)
    somebody = console.is_terminal if phrase is None else phrase
    found = examine(wishes, room, console.print, phrase=somebody)
    show(console, findings_table(found.findings))
    missing = essentials_missing(found.findings)
    if not missing:
        kept = keep_desk(config_folder(), with_wishes(config_folder(), found.settings))
        console.print(f"Kept for the next call: {kept}", soft_wrap=True)
    if as_json:
        print_json(examination_as_json(found.findings, found.settings))
    return MISSING if missing else 0
