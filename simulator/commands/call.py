"""Makes a practice call."""

import sys

from simulator.commands import shared
from simulator.options import (
    DEFAULT_RECOGNIZER,
    USUAL_SPEED,
    CallFolder,
    FastFlag,
    FixtureOption,
    JsonFlag,
    LevelOption,
    NetworkFlag,
    NotesFile,
    PersonaFolder,
    PersonaOption,
    RecognizerSpec,
    SeedOption,
    SpeedOption,
    SurpriseFlag,
    VerdictOption,
)


def call(
    *,
    persona: PersonaOption = None,
    verdict: VerdictOption = None,
    seed: SeedOption = None,
    level: LevelOption = None,
    surprise: SurpriseFlag = False,
    notes: NotesFile = None,
    fixture: FixtureOption = None,
    speed: SpeedOption = None,
    fast: FastFlag = None,
    keep: CallFolder = None,
    as_json: JsonFlag = False,
    persona_dir: PersonaFolder = None,
    recognizer: RecognizerSpec = DEFAULT_RECOGNIZER,
    allow_network: NetworkFlag = False,
) -> None:
    """Make a practice call.

    Where there is no microphone, a recorded caller rings.
    """
    from datetime import datetime

    from simulator.casting import Wishes, draw_seed
    from simulator.ladder import RecordFile, check_open
    from simulator.practice import PracticeSettings, data_folder, practise, read_notes, recording_folder
    from simulator.reporting.report import print_json
    from simulator.reporting.terminal import open_console

    usual = USUAL_SPEED if sys.stdout.isatty() else None
    record = RecordFile(data_folder() / "levels.json")
    if level is not None:
        check_open(level, record)
    read_notes(notes)  # a wrong path is said before the call, not after it
    wishes = Wishes(
        seed=draw_seed() if seed is None else seed, persona=persona, verdict=verdict, fixture=fixture, level=level,
        surprise=surprise,
    )  # fmt: skip
    settings = PracticeSettings(
        wishes=wishes, notes=notes, record=record, personas=shared.persona_folder(persona_dir),
        room=shared.open_room(recognizer, allow_network=allow_network),
        folder=recording_folder(keep, now=datetime.now().astimezone()),
        speed={True: None, False: 1.0, None: speed or usual}[fast],
    )  # fmt: skip
    card = practise(settings, open_console(sys.stderr if as_json else sys.stdout))
    if as_json:
        print_json(card.as_json())
