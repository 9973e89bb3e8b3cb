"""Makes a practice call."""

import sys
from typing import TYPE_CHECKING

from simulator.commands import shared
from simulator.commands.options import (
    DEFAULT_RECOGNIZER,
    USUAL_SPEED,
    AgainFlag,
    BriefFile,
    CallFolder,
    DatabaseOption,
    EditBriefFlag,
    FastFlag,
    FixtureOption,
    JsonFlag,
    LearnerOption,
    LevelOption,
    LoudspeakerOption,
    MicrophoneOption,
    NetworkFlag,
    NotesFile,
    OtherVerdictFlag,
    PersonaFolder,
    PersonaOption,
    PlainFlag,
    RecognizerSpec,
    SeedOption,
    SpeedOption,
    SurpriseFlag,
    TelephoneFlag,
    VerdictOption,
)

if TYPE_CHECKING:
    from rich.console import Console

    from simulator.practice.briefing import Asker


def call(
    *,
    persona: PersonaOption = None,
    verdict: VerdictOption = None,
    seed: SeedOption = None,
    brief: BriefFile = None,
    edit_brief: EditBriefFlag = False,
    microphone: MicrophoneOption = "",
    loudspeaker: LoudspeakerOption = "",
    telephone: TelephoneFlag = None,
    plain: PlainFlag = False,
    level: LevelOption = None,
    surprise: SurpriseFlag = False,
    notes: NotesFile = None,
    again: AgainFlag = False,
    other_verdict: OtherVerdictFlag = False,
    fixture: FixtureOption = None,
    speed: SpeedOption = None,
    fast: FastFlag = None,
    keep: CallFolder = None,
    as_json: JsonFlag = False,
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
    database: DatabaseOption = None,
    learner: LearnerOption = None,
) -> None:
    """Make a practice call.

    You speak and listen at your desk. Where there is no microphone, or with --fixture, a recorded caller rings.
    """
    from datetime import datetime

    from simulator.casting import Wishes, draw_seed
    from simulator.lines.devices import DeviceWishes
    from simulator.practice.calling import CallRequest, make_call
    from simulator.practice.ladder import RecordFile, check_open
    from simulator.practice.places import data_folder, recordings_folder
    from simulator.practice.result import read_notes
    from simulator.reporting.report import print_json
    from simulator.reporting.terminal import open_console

    usual = USUAL_SPEED if sys.stdout.isatty() else None
    console = open_console(sys.stderr if as_json else sys.stdout)
    record = RecordFile(data_folder() / "levels.json")
    if level is not None:
        check_open(level, record)
    read_notes(notes)  # a wrong path is said before the call, not after it
    wishes = Wishes(
        seed=draw_seed() if seed is None else seed, persona=persona, verdict=verdict, fixture=fixture, level=level,
        surprise=surprise,
    )  # fmt: skip
    if again or other_verdict:
        from simulator.practice.repeat import same_again

        last = shared.past_call("last", database=database, learner=learner)
        wishes = same_again(last, wishes, other_verdict=other_verdict, new_seed=seed is not None)
    request = CallRequest(
        wishes=wishes, notes=notes, record=record, personas=shared.persona_folder(persona_dir),
        room=shared.open_room(recognizer, allow_network=allow_network), now=datetime.now().astimezone(), keep=keep,
        speed={True: None, False: 1.0, None: speed or usual}[fast], brief=brief, edit_brief=edit_brief,
        devices=DeviceWishes(microphone=microphone, loudspeaker=loudspeaker), telephone=telephone, plain=plain,
        asker=asker(console),
    )  # fmt: skip
    card = make_call(request, console)
    shared.keep_in_history(card.as_json(), recordings_folder(keep) / card.source, database=database, learner=learner)
    if as_json:
        print_json(card.as_json())


def asker(console: "Console") -> "Asker | None":
    """Find out how to ask the person; None where nobody can be asked."""
    from functools import partial

    from simulator.practice.briefing import Asker

    if not (console.is_terminal and sys.stdin is not None and sys.stdin.isatty()):
        return None
    return Asker(ask=partial(console.input, markup=False), tell=console.print)
