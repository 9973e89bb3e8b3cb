"""Whether the recruiter's own voice is ever taken for the caller, and how much of the caller is heard over it.

python -m tests.benchmarks bench_room [MINUTES]
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_samples
from simulator.audio.levels import rms_dbfs
from simulator.call.interjection import Interjection
from simulator.call.mouth import SOFT
from simulator.call.session import place_call
from simulator.call.yielding import Stance
from simulator.data import DEFAULT_PERSONA, find_persona, personas_folder
from simulator.engines import EngineRoom
from simulator.listening.ears import Ears
from simulator.listening.echo import EchoCanceller
from simulator.listening.segments import PAD, speech_segments
from simulator.listening.word_errors import word_errors
from simulator.scoring.judge import score
from simulator.scoring.scorecard import Scorecard
from simulator.speaking.catalogue import open_voice, settings_of
from simulator.telephone.band import TelephoneBand
from simulator.telephone.carrier import LineSettings, TelephoneLine
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.ringing import Caller, WatchedCaller, fixture_callers, ring
from tests.room import Room, RoomLine, RoomSettings

ROOMS = tuple(
    RoomSettings(
        echo_db=echo_db, delay_s=delay_s, drift_ppm=drift_ppm, reverberation_s=reverberation_s, seed=seed,
        noise_dbfs=min(-70.0, echo_db - 60.0),
    )
    for seed, (echo_db, delay_s, drift_ppm, reverberation_s) in enumerate((
        (-20.0, 0.02, 0.0, 0.2), (-10.0, 0.1, 20.0, 0.3), (-6.0, 0.4, 0.0, 0.4), (0.0, 0.0, 0.0, 0.3), (0.0, 0.2, 100.0, 0.5),
        (3.0, 0.25, -100.0, 0.3), (6.0, 0.06, 0.0, 0.6), (6.0, 0.15, 50.0, 0.35), (6.0, 0.4, 100.0, 0.4), (0.0, 0.3, -50.0, 0.25),
    ))
)  # fmt: skip
"""Rooms in which the recruiter talks to somebody who is silent. What is to sink by 30 dB must lie 30 dB above the noise."""


@dataclass(slots=True)
class Desk:
    """A loudspeaker, a microphone and the ears behind them; the recruiter gives way as in a call."""

    room: Room
    canceller: EchoCanceller
    ears: Ears
    sound: Interjection
    n_hops: int = 0
    gain: float = 1.0
    stopped: bool = False
    raw: list[Samples] = field(default_factory=list)
    cleaned: list[Samples] = field(default_factory=list)

    def hop(self, far: Samples, near: Samples) -> Stance:
        """Play and hear one hop."""
        wanted = {Stance.SPEAK: 1.0, Stance.SOFTEN: float(SOFT), Stance.HUSH: 0.0, Stance.STOP: 0.0}[self.sound.stance]
        far = (far * np.linspace(self.gain, 0.0 if self.stopped else wanted, HOP_LENGTH)).astype(np.float32)
        self.gain = 0.0 if self.stopped else wanted
        heard = np.asarray(self.room.heard(far) + near, dtype=np.float32)
        self.raw.append(heard)
        self.cleaned.append(self.canceller.feed(heard, far))
        self.ears.feed(self.cleaned[-1])
        self.n_hops += 1
        if not self.stopped:
            self.sound.follow(self.ears, self.n_hops * HOP_LENGTH, floor_start=0, spoke_until=None)
        self.stopped |= self.sound.stance is Stance.STOP
        return self.sound.stance


def desk(settings: RoomSettings, room: EngineRoom) -> Desk:
    """Set one up."""
    return Desk(
        Room(settings), EchoCanceller(delay=to_samples(settings.delay_s)), Ears(room.voice_activity()), Interjection(room.acts)
    )


def recruiter() -> Iterator[Samples]:
    """Have a persona say all their lines on the telephone again and again, hop by hop."""
    persona = find_persona(DEFAULT_PERSONA, personas_folder(), asked_by="benchmark")
    voice = open_voice(settings_of(persona.voice))
    lines = [text.replace("{pause}", "") for variants in persona.lines.values() for text in variants]
    speech = TelephoneBand().feed(np.concatenate([np.pad(voice.render(text), (0, to_samples(0.25))) for text in lines[:60]]))
    hops = speech[: len(speech) // HOP_LENGTH * HOP_LENGTH].reshape(-1, HOP_LENGTH)
    return (hops[i % len(hops)] for i in count())


def listened(minutes: float, room: EngineRoom) -> tuple[int, int, float]:
    """Let the recruiter talk; count what was taken for an interruption or for a sound, and the least attenuation in dB."""
    n_stops = n_hushes = 0
    least = np.inf
    talk = recruiter()
    nothing = np.zeros(HOP_LENGTH, dtype=np.float32)
    for settings in ROOMS:
        one = desk(settings, room)
        before = Stance.SPEAK
        for _ in range(round(minutes / len(ROOMS) * 60 * SAMPLE_RATE / HOP_LENGTH)):
            stance = one.hop(next(talk), nothing)
            n_stops += stance is Stance.STOP and before is not Stance.STOP
            n_hushes += stance is Stance.HUSH and before is not Stance.HUSH
            before, one.stopped = stance, False
        raw, cleaned = (np.concatenate(side)[SAMPLE_RATE:] for side in (one.raw, one.cleaned))
        # The room's own noise is no echo: what is as quiet as that is gone.
        down = rms_dbfs(raw) - max(rms_dbfs(cleaned), settings.noise_dbfs)
        where = f"{settings.echo_db:5.0f} dB, {settings.delay_s:4.2f} s late, {settings.drift_ppm:5.0f} ppm"
        print(f"      {where}: down by {down:4.1f} dB", flush=True)
        least = min(least, down)
    return n_stops, n_hushes, float(least)


def talked_over(callers: Sequence[Caller], echo_db: float, room: EngineRoom) -> tuple[float, float, float]:
    """Let callers talk over the recruiter; shares of them that are heard, and of words wrong, there and on a clean line."""
    one = desk(RoomSettings(echo_db=echo_db, seed=3), room)
    talk = recruiter()
    heard: list[bool] = []
    errors = clean = n_words = 0
    for clip, text in ((clip, turn.text) for caller in callers for clip, turn in zip(caller.clips, caller.turns, strict=True)):
        one.stopped, one.sound.stance = False, Stance.SPEAK
        silence = np.zeros(3 * SAMPLE_RATE, dtype=np.float32)
        near = np.concatenate([silence, clip, silence[: SAMPLE_RATE + -len(clip) % HOP_LENGTH]])
        begun = len(one.cleaned) + len(silence) // HOP_LENGTH
        stances = [one.hop(next(talk), near[i : i + HOP_LENGTH]) for i in range(0, len(near) - HOP_LENGTH + 1, HOP_LENGTH)]
        heard.append(any(s in (Stance.HUSH, Stance.STOP) for s in stances[len(silence) // HOP_LENGTH :][:60]))
        errors += word_errors(text, words(np.concatenate(one.cleaned[begun - 10 :]), room))[0]
        clean += word_errors(text, words(np.pad(clip, to_samples(0.5)), room))[0]
        n_words += len(text.split())
    return float(np.mean(heard)), errors / n_words, clean / n_words


def words(samples: Samples, room: EngineRoom) -> str:
    """Hear what a call would hear."""
    segments = speech_segments(samples, room.voice_activity())
    return " ".join(room.recognizer.recognize(samples[max(start - PAD, 0) : end + PAD]).text for start, end in segments)


def checks(card: Scorecard) -> dict[str, bool | None]:
    """List what came of each check."""
    return {f"{step.id}.{check.id}": check.passed for step in card.steps for check in step.checks}


def differing(callers: Sequence[Caller], room: EngineRoom) -> float:
    """Let callers ring from a room with a telephone's sounds in it; share of checks that come out differently."""
    n_checks = n_differing = 0
    for caller in callers:
        persona = find_persona(caller.persona, personas_folder(), asked_by=caller.id)
        telephone = TelephoneLine(LineSettings(seed=caller.seed, sounds=persona.manner.sounds))
        line = RoomLine(WatchedCaller(caller.turns, caller.clips), RoomSettings(echo_db=0.0, delay_s=0.08, seed=1), telephone)
        recording = place_call(
            line, source=caller.id, brief=caller.brief, persona=persona, verdict=caller.verdict, seed=caller.seed,
            engines=room.for_call(persona),
        )  # fmt: skip
        there, here = checks(score(recording, acts=room.acts)), checks(score(ring(caller, room)[0], acts=room.acts))
        changed = sorted(check for check in there.keys() | here.keys() if there.get(check) != here.get(check))
        print(f"      {caller.id}: {', '.join(changed) or 'the same'}", flush=True)
        n_checks, n_differing = n_checks + len(here), n_differing + len(changed)
    return n_differing / n_checks


def main(minutes: float = 30.0) -> bool:
    """Measure; tell whether the goals are met."""
    room = EngineRoom()
    room.load()
    stops, hushes, least = listened(minutes, room)
    figures = [
        Figure(what=f"own voice taken for an interruption in {minutes:g} minutes", value=stops, unit="times", at_most=0),
        Figure(what="own voice that made the recruiter hesitate", value=hushes, unit="times", at_most=0),
        Figure(what="echo down after a second, worst room", value=least, unit="dB", at_least=30),
    ]
    callers = [caller for caller in fixture_callers() if not caller.id.startswith(("calls-", "says-nothing"))]
    for echo_db, recall, points in ((-10.0, 0.95, 0.05), (0.0, 0.90, 0.10), (6.0, 0.80, 0.15)):
        heard, wrong, clean = talked_over(callers[::3], echo_db, room)
        figures += [
            Figure(what=f"talking over an echo of {echo_db:+g} dB, heard", value=heard, unit="share", at_least=recall),
            Figure(what=f"the same, words wrong more than {clean:.1%}", value=wrong - clean, unit="share", at_most=points),
        ]
    figures.append(
        Figure(what="checks that differ in a room", value=differing(fixture_callers(), room), unit="share", at_most=0.03)
    )
    return show(figures)


if __name__ == "__main__":
    sys.exit(not main(*map(float, sys.argv[1:])))
