"""How soon the recruiter answers, and how often too soon, beside fixed silences and Smart Turn on the same callers.

python -m tests.benchmarks bench_turns

Smart Turn v3.2 is measured where `pipecat-ai` is installed, whose wheel carries the model.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import pairwise

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_samples
from simulator.audio.recording import Recording
from simulator.engines import EngineRoom
from simulator.events import LineStarted, PartTranscribed, Transcribed, TurnEnded
from simulator.lines.fixture import Cue
from simulator.listening.segments import Segmentation, speech_segments
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.ringing import Caller, Placed, fixture_callers, pausing_callers, ring, sounding

SILENCES_S = (0.5, 0.7, 0.9, 1.1)
SMART_TURN_STOP = to_samples(0.2)
"""Silence after which Smart Turn is asked, as its makers advise."""
SMART_TURN_GIVES_UP_S = 3.0
"""Silence after which a turn ends whatever Smart Turn says; its makers' default."""
SMART_TURN_HEARS = 8 * SAMPLE_RATE


@dataclass(slots=True)
class Tally:
    """What came of the turns of some callers; times in seconds."""

    n_turns: int = 0
    n_cut: int = 0
    gaps: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)
    recognition: list[float] = field(default_factory=list)
    voice: list[float] = field(default_factory=list)

    @property
    def cut(self) -> float:
        """Share of the turns inside which somebody answered."""
        return self.n_cut / max(self.n_turns, 1)

    def __str__(self) -> str:
        """Write it as the end of a table's row."""
        low, high = (np.percentile(self.gaps, [50, 95]) * 1000) if self.gaps else (0, 0)
        return f"{low:7.0f} ms {high:7.0f} ms   {self.cut:6.1%} of {self.n_turns}"


def add(tally: Tally, recording: Recording, placed: Sequence[Placed]) -> None:
    """Add one call's turns: those that wait for the floor, and say something."""
    starts = [event.at for event in recording.events if isinstance(event, LineStarted)]
    ends = [*(clip.start for clip in placed[1:]), len(recording.near)]
    for clip, until in zip(placed, ends, strict=True):
        if clip.turn.cue is not Cue.AFTER or not clip.turn.text:
            continue
        tally.n_turns += 1
        tally.n_cut += any(clip.start < at < clip.end for at in starts)
        answered = next((at for at in starts if clip.end <= at < until), None)
        ended = [e for e in recording.events if isinstance(e, TurnEnded) and clip.start < e.decided_at < until]
        if answered is None or not ended or ended[-1].decided_at > answered:
            continue
        decided = ended[-1].decided_at
        words = [
            e.arrived_at for e in recording.events if isinstance(e, PartTranscribed | Transcribed) and e.arrived_at <= decided
        ]
        late = decided - words[-1] == 0 and not clip.turn.hang_up
        tally.gaps.append((answered - clip.end) / SAMPLE_RATE)
        tally.recognition.append(max(decided - clip.end - to_samples(0.48), 0) / SAMPLE_RATE if late else 0.0)
        tally.waiting.append((decided - clip.end) / SAMPLE_RATE - tally.recognition[-1])
        tally.voice.append((answered - decided) / SAMPLE_RATE)


def own(callers: Sequence[Caller], room: EngineRoom) -> Tally:
    """Let everybody ring."""
    tally = Tally()
    for caller in callers:
        add(tally, *ring(caller, room))
    return tally


def turns_of(callers: Sequence[Caller]) -> list[Samples]:
    """Cut the same turns out of the clips, from first to last sound."""
    turns = []
    for caller in callers:
        for turn, clip in zip(caller.turns, caller.clips, strict=True):
            first, last = sounding(clip)
            if turn.cue is Cue.AFTER and turn.text:
                turns.append(clip[first:last])
    return turns


def segments_of(turn: Samples, room: EngineRoom, silence: int) -> list[tuple[int, int]]:
    """Find the stretches of a turn between silences of at least so many samples."""
    rules = Segmentation(close_hops=max(silence // HOP_LENGTH, 1))
    return speech_segments(np.pad(turn, (0, SAMPLE_RATE)), room.voice_activity(), rules)


def fixed(turns: Sequence[Samples], room: EngineRoom, seconds: float) -> Tally:
    """Answer after a fixed silence."""
    tally = Tally(n_turns=len(turns))
    for turn in turns:
        segments = segments_of(turn, room, to_samples(seconds))
        tally.n_cut += len(segments) > 1
        tally.gaps.append(seconds + (segments[-1][1] - len(turn)) / SAMPLE_RATE if segments else seconds)
    return tally


def smart_turn() -> Callable[[Samples], bool] | None:
    """Load Smart Turn, or None where it is not installed."""
    if find_spec("pipecat") is None:
        return None
    from pipecat.audio.turn.smart_turn.local_smart_turn_v3 import LocalSmartTurnAnalyzerV3

    analyzer = LocalSmartTurnAnalyzerV3()
    return lambda samples: bool(analyzer._predict_endpoint(samples)["prediction"])


def smart(turns: Sequence[Samples], room: EngineRoom, is_over: Callable[[Samples], bool]) -> tuple[Tally, float, float]:
    """Ask Smart Turn at each silence; also the shares of ends found and of pauses taken for ends."""
    tally = Tally(n_turns=len(turns))
    n_pauses = n_false = n_found = 0
    for turn in turns:
        segments = segments_of(turn, room, SMART_TURN_STOP)
        padded = np.pad(turn, (0, SMART_TURN_STOP))
        says = [is_over(padded[max(end + SMART_TURN_STOP - SMART_TURN_HEARS, 0) : end + SMART_TURN_STOP]) for _, end in segments]
        gaps = [(after[0] - before[1]) / SAMPLE_RATE for before, after in pairwise(segments)]
        n_pauses, n_false = n_pauses + len(gaps), n_false + sum(says[:-1])
        n_found += bool(says and says[-1])
        tally.n_cut += any(over or gap > SMART_TURN_GIVES_UP_S for over, gap in zip(says[:-1], gaps, strict=True))
        tally.gaps.append(SMART_TURN_STOP / SAMPLE_RATE if says and says[-1] else SMART_TURN_GIVES_UP_S)
    return tally, n_found / max(len(turns), 1), n_false / max(n_pauses, 1)


def measure(name: str, callers: Sequence[Caller], room: EngineRoom) -> Tally:
    """Print one table; return what our own recruiter did."""
    print(f"      {name:34s} {'median':>10s} {'95 %':>10s}   answered inside the turn")
    tally = own(callers, room)
    print(f"      {'this recruiter':34s} {tally}")
    split = ", ".join(f"{what} {1000 * np.mean(getattr(tally, what)):.0f} ms" for what in ("waiting", "recognition", "voice"))
    print(f"      {'':34s} of it on average: {split}; decision 0 ms, device not in a replay")
    turns = turns_of(callers)
    for seconds in SILENCES_S:
        print(f"      {f'silence of {seconds} s, nothing else':34s} {fixed(turns, room, seconds)}")
    is_over = smart_turn()
    if is_over is None:
        print("      Smart Turn v3.2                    left out: pip install pipecat-ai")
    else:
        other, found, false = smart(turns, room, is_over)
        print(f"      {'Smart Turn v3.2':34s} {other}; {found:.0%} of ends found, {false:.0%} of pauses taken for ends")
    return tally


def main() -> bool:
    """Measure; tell whether the goals are met."""
    room = EngineRoom()
    room.load()
    recorded = measure("recorded callers", fixture_callers(), room)
    nervous = measure("nervous callers, pauses of 1 to 2 s", pausing_callers(), room)
    median, high = np.percentile(recorded.gaps, [50, 95]) * 1000
    return show([
        Figure(what="last sound to first sound, median", value=median, unit="ms", at_most=600),
        Figure(what="last sound to first sound, 95 %", value=high, unit="ms", at_most=1200),
        Figure(what="recorded callers answered inside their turn", value=recorded.cut, unit="share", at_most=0.03),
        Figure(what="nervous callers answered inside their turn", value=nervous.cut, unit="share", at_most=0.1),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(not main())
