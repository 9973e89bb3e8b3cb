"""Replays a fixture with what was heard in it before, or listens again and says what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.engines import RememberingRoom
from simulator.listening.memory import FILE_NAME, HeardMemory, RememberingRecognizer
from simulator.replay import ReplaySettings, replay
from simulator.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What came of a fixture."""

    card: Scorecard
    """Its score."""

    differing: Sequence[str]
    """What was heard otherwise than before, one sentence each."""

    n_heard: int
    """Stretches of speech that were asked for."""


def replay_remembered(folder: Path, *, settings: ReplaySettings, fresh: bool = False, remember: bool = False) -> Remembered:
    """Replay a fixture.

    Args:
        folder: The fixture's folder, perhaps with what was heard in it.
        settings: How; the engine is opened only for what is not remembered.
        fresh: Whether to listen again to everything.
        remember: Whether to write down what was heard.

    Raises:
        InputError: If something is wrong with the fixture or its memory.
        EngineError: If something is not remembered and there is no engine.
    """
    file = folder / FILE_NAME
    memory = HeardMemory.read(file) if file.is_file() else HeardMemory()
    recognizer = RememberingRecognizer(memory=memory, engine=lambda: settings.room.recognizer, fresh=fresh)
    card = replay(folder, settings=replace(settings, room=RememberingRoom(room=settings.room, recognizer=recognizer)))
    if remember:
        recognizer.used.write(file)
    differing = [f"heard “{now.text}” ({now.engine}), before “{before.text}”" for before, now in recognizer.differing]
    return Remembered(card=card, differing=differing, n_heard=len(recognizer.used.heard))
