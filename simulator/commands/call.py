"""Makes a practice call."""

import sys
from dataclasses import replace

from simulator.commands import shared
from simulator.commands.options import (
    USUAL_SPEED,
    AgainFlag,
    BriefFile,
    EditBriefFlag,
    FastFlag,
    LevelOption,
    NotesFile,
    OtherVerdictFlag,
    PersonaOption,
    SeedOption,
    SpeedOption,
    SurpriseFlag,
    VerdictOption,
)
from simulator.commands.ringing import RingOptions, takes_ring_options


@takes_ring_options
def call(
    *,
    persona: PersonaOption = None,
    verdict: VerdictOption = None,
    seed: SeedOption = None,
    brief: BriefFile = None,
    edit_brief: EditBriefFlag = False,
    level: LevelOption = None,
    surprise: SurpriseFlag = False,
    notes: NotesFile = None,
    again: AgainFlag = False,
    other_verdict: OtherVerdictFlag = False,
    speed: SpeedOption = None,
    fast: FastFlag = None,
    options: RingOptions,
) -> None:
    """Make a practice call.

    You speak and listen at your desk. Where there is no microphone, or with --fixture, a recorded caller rings.
    """
    from simulator.casting import Wishes, draw_seed
    from simulator.practice.calling import make_call
    from simulator.practice.ladder import RecordFile, check_open
    from simulator.practice.places import data_folder, recordings_folder
    from simulator.practice.result import read_notes
    from simulator.reporting.report import print_json

    console = options.console()
    record = RecordFile(data_folder() / "levels.json")
    if level is not None:
        check_open(level, record)
    read_notes(notes)  # a wrong path is said before the call, not after it
    wishes = Wishes(
        seed=draw_seed() if seed is None else seed, persona=persona, verdict=verdict, fixture=options.fixture, level=level,
        surprise=surprise,
    )  # fmt: skip
    if again or other_verdict:
        from simulator.practice.repeat import same_again

        last = shared.past_call("last", database=options.database, learner=options.learner)
        wishes = same_again(last, wishes, other_verdict=other_verdict, new_seed=seed is not None)
    usual = USUAL_SPEED if sys.stdout.isatty() else None
    request = replace(
        options.request(wishes, console), notes=notes, record=record, brief=brief, edit_brief=edit_brief,
        speed={True: None, False: 1.0, None: speed or usual}[fast],
    )  # fmt: skip
    card = make_call(request, console).as_json()
    folder = recordings_folder(options.keep) / str(card["source"])
    shared.keep_in_history(card, folder, database=options.database, learner=options.learner)
    if options.as_json:
        print_json(card)
