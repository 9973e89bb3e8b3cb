"""One practice call with a person: their brief on a card, the ring, the call at the desk, and the score."""

from rich.console import Console

from simulator.audio.writing import write_scorecard
from simulator.call.live import Answers, Carrier, LiveCall, Recorder
from simulator.call.live import Desk as AnyDesk
from simulator.call.session import Engines, new_call
from simulator.practice.live_settings import LiveSettings
from simulator.practice.opening import hear_out, lay_line, open_desk, open_screen, ring_until, warmed_up, written_down
from simulator.reporting.brief_card import brief_card, brief_lines
from simulator.reporting.live_screen import LiveScreen, key_help
from simulator.reporting.terminal import show
from simulator.scoring.judge import score
from simulator.scoring.scorecard import Scorecard


def practise_live(settings: LiveSettings, console: Console) -> Scorecard:
    """Make a live call and score it.

    Args:
        settings: How.
        console: Where everything is shown.

    Raises:
        RehearsalError: If something that is needed is missing, or failed in mid-call; the message says where the recording is.
        KeyboardInterrupt: If the person has enough; what was said so far stays in the folder.
    """
    settings.room.load()
    engines = settings.room.for_call(settings.casting.persona).gated(settings.casting.gate_dbfs)
    introduce(settings, console)
    with open_screen(settings, console) as screen, open_desk(settings, screen) as desk, warmed_up(settings, engines) as answers:
        telephone = lay_line(settings)
        console.print("It rings.")
        ring_until(answers, desk, telephone)
        with written_down(settings, engines, console) as scribe:
            live = live_call(settings, engines, desk=desk, answers=answers, screen=screen, recorder=scribe, carrier=telephone)
            live.run()
            hear_out(desk, telephone, live.events)
    return scored(settings, live, engines)


def live_call(
    settings: LiveSettings, engines: Engines, *, desk: AnyDesk, answers: Answers, screen: LiveScreen, recorder: Recorder,
    carrier: Carrier,
) -> LiveCall:  # fmt: skip
    """Prepare the call that was asked for."""
    casting = settings.casting
    call = new_call(
        persona=casting.persona, brief=settings.brief, verdict=casting.verdict, seed=casting.seed, engines=engines,
        level=casting.level, surprise=casting.surprise,
    )  # fmt: skip
    return LiveCall(call=call, desk=desk, answers=answers, screen=screen, recorder=recorder, followers=(screen,), carrier=carrier)


def scored(settings: LiveSettings, live: LiveCall, engines: Engines) -> Scorecard:
    """Score a call that is over, and leave its scorecard with the recording."""
    casting = settings.casting
    recording = live.recording(
        source=settings.folder.name, persona=casting.persona.id, brief=settings.brief, verdict=casting.verdict, seed=casting.seed
    )
    card = score(recording, acts=engines.acts)
    write_scorecard(settings.folder, card.as_json())
    return card


def introduce(settings: LiveSettings, console: Console) -> None:
    """Show what the caller should know before it rings."""
    persona = settings.casting.persona
    if settings.redraw:
        show(console, brief_card(settings.brief, persona))
    else:
        for line in brief_lines(settings.brief, persona):
            console.print(line)
        console.print(f"Keys: {key_help()}")
    if settings.desk.half_duplex:
        console.print("The loudspeaker drowns the microphone: you are heard only while the recruiter is silent. Headphones help.")
