"""Makes a practice call."""

import sys

from simulator.commands import shared
from simulator.options import (
    DEFAULT_RECOGNIZER,
    USUAL_SPEED,
    AgainFlag,
    CallFolder,
    DatabaseOption,
    FastFlag,
    FixtureOption,
    JsonFlag,
    LearnerOption,
    NetworkFlag,
    OtherVerdictFlag,
    PersonaFolder,
    PersonaOption,
    RecognizerSpec,
    SeedOption,
    SpeedOption,
    VerdictOption,
)


def call(
    *,
    persona: PersonaOption = None,
    verdict: VerdictOption = None,
    seed: SeedOption = None,
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

    Where there is no microphone, a recorded caller rings.
    """
    from datetime import datetime

    from simulator.casting import Wishes, draw_seed
    from simulator.practice import PracticeSettings, practise, recording_folder
    from simulator.reporting.report import print_json
    from simulator.reporting.terminal import open_console

    usual = USUAL_SPEED if sys.stdout.isatty() else None
    wishes = Wishes(seed=draw_seed() if seed is None else seed, persona=persona, verdict=verdict, fixture=fixture)
    if again or other_verdict:
        from simulator.repeat import same_again

        last = shared.past_call("last", database=database, learner=learner)
        wishes = same_again(last, wishes, other_verdict=other_verdict, new_seed=seed is not None)
    settings = PracticeSettings(
        wishes=wishes, personas=shared.persona_folder(persona_dir),
        room=shared.open_room(recognizer, allow_network=allow_network),
        folder=recording_folder(keep, now=datetime.now().astimezone()),
        speed={True: None, False: 1.0, None: speed or usual}[fast],
    )  # fmt: skip
    card = practise(settings, open_console(sys.stderr if as_json else sys.stdout))
    shared.keep_in_history(card.as_json(), settings.folder, database=database, learner=learner)
    if as_json:
        print_json(card.as_json())
