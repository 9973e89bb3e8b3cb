"""Tells from two channels alone when the floor was the recruiter's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from simulator.audio.clock import to_samples
from simulator.listening.acts import ActReader, is_backchannel
from simulator.listening.overlap import LONGEST_BACKCHANNEL, SHORT_SOUND, TAIL, HeldFloor, only_listens
from simulator.listening.phrases import phrases, plain
from simulator.listening.verdicts import find_verdict
from simulator.scoring.conversation import RecruiterTurn
from simulator.scoring.stretch import Stretch

LEAST_PAUSE = to_samples(1.0)
"""Silence inside a recruiter's turn that counts as a pause; shorter ones are breaths between sentences."""

OUTLASTS = to_samples(0.2)
"""How long the caller must go on after the recruiter fell silent for the floor to have changed hands."""

AROUND = to_samples(1.0)
"""The caller's speech this close on both sides makes a recruiter's "mm-hm" a backchannel, not a turn."""

_HOLD = phrases(
    """
    bear|hold|hang with|on
    one|a|another|just more? moment|second|sec|minute|tick !ago|interview
    your patience
    wait|stay there|please|with+me|a
    please wait|hold|stay
    """
)
"""Asks for time; the floor is theirs until they speak again, whatever they ask it for."""

_LOOKING = phrases(
    """
    let|allow|if me|is|i _4 look|see|check|pull|find|get|open|bring|scroll|read|consult|grab|fetch|think
    i will|am|would|shall|must|need|have|to _4 look*|check*|pull*|find*|get*|open*|bring*|read*|consult*|grab*|fetch*|log*
    here|there we|it|you|they are|is|go
    i have|see|got|found|find it|you|them|your|the|that|what
    got|found it|you|them
    have _1 it|them now|here
    nearly|almost there|done
    more page
    screen|computer|system|file|folder|cabinet|papers|paper|records|record|page|notes|minutes|desk|list
    """
)
"""Is looking something up, or has just found it; tells whose floor it is only while the verdict is awaited."""

_HANGING = phrases("so|and|but|because|um|uh|erm|er|hmm|the|a|an|your|of|to|with|that|or|well|let+me+see $")
"""Words that end no turn."""

_SENTENCE_END = re.compile(r"(?<=[.!?\u2026])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Stretches of the recruiter's speech between which the floor stayed theirs."""

    stretches: tuple[Stretch, ...]
    """What they said, in order; at least one."""

    end: int
    """One past the last sample in which the floor was theirs; a silence that was never broken counts."""

    finished: bool
    """Whether they were allowed to come to an end."""

    @property
    def start(self) -> int:
        """First sample of their first word."""
        return self.stretches[0].start

    @property
    def text(self) -> str:
        """What they said."""
        return " ".join(s.text for s in self.stretches if s.text)

    @property
    def turn(self) -> RecruiterTurn:
        """The same as a turn, its long silences as pauses."""
        ends = [*((a.end, b.start) for a, b in pairwise(self.stretches)), (self.stretches[-1].end, self.end)]
        pauses = tuple((start, end) for start, end in ends if end - start >= LEAST_PAUSE)
        floor = HeldFloor(start=self.start, end=self.end, pauses=pauses, finished=self.finished)
        return RecruiterTurn(floor=floor, text=self.text)

    def heard_until(self, n_characters: int) -> int:
        """Say when the first `n_characters` of the text were out: after their last word, or the stretch that has it."""
        n_words = len(self.text[:n_characters].split())
        for stretch in self.stretches:
            n_here = len(stretch.text.split())
            if n_words <= n_here:
                exact = len(stretch.words) == n_here and 0 < n_words < n_here
                return stretch.words[n_words - 1].end if exact else stretch.end
            n_words -= n_here
        return self.stretches[-1].end


def held_floors(recruiter: Sequence[Stretch], caller: Sequence[Stretch], *, acts: ActReader, n_samples: int) -> tuple[Held, ...]:
    """Group the recruiter's stretches into turns.

    Args:
        recruiter: Their speech in order.
        caller: The caller's speech in order.
        acts: Tells words from sounds that only show that somebody listens.
        n_samples: Length of the recording.

    Returns:
        Turns in order. Two stretches are of one turn when the caller said nothing in between that takes the floor,
        or when the recruiter had shown that they would go on.
    """
    words = [stretch for stretch in caller if _takes_floor(stretch, acts)]
    groups: list[list[Stretch]] = [[stretch] for stretch in recruiter[:1]]
    told = ""
    for before, after in pairwise(recruiter):
        told = f"{told} {before.text}"
        if _gave_way(before, after, caller=caller, words=words, told=told):
            groups.append([])
        groups[-1].append(after)
    groups = [group for group in groups if not _only_listened(group, caller, acts)]
    told = " ".join(stretch.text for stretch in recruiter)
    left_waiting = find_verdict(told) is None and keeps_floor(told)
    return tuple(_held(group, words, n_samples if left_waiting and group is groups[-1] else None) for group in groups)


def keeps_floor(text: str) -> bool:
    """Tell from all that a recruiter has said so far whether a silence after it is still theirs."""
    sentences = _SENTENCE_END.split(text.strip())
    last, last_two = plain(sentences[-1]), plain(" , ".join(sentences[-2:]))
    if _HOLD.search(last):
        return True
    if text.rstrip().endswith("?"):
        return False
    if text.rstrip().endswith(("\u2026", "...", "-")) or _HANGING.search(last.replace(", ", "")):
        return True
    return find_verdict(text) is None and _LOOKING.search(last_two) is not None


def _takes_floor(stretch: Stretch, acts: ActReader) -> bool:
    """Tell words that take the floor from a cough, a "mm-hm" and what a recogniser makes of them."""
    n_samples = stretch.end - stretch.start
    findings = acts.read(stretch.text) if stretch.text else ()
    return n_samples >= SHORT_SOUND and not only_listens(stretch.text, findings, n_samples)


def _gave_way(before: Stretch, after: Stretch, *, caller: Sequence[Stretch], words: Sequence[Stretch], told: str) -> bool:
    """Tell whether the floor changed hands between two stretches of the recruiter's.

    Args:
        before: The first.
        after: The second.
        caller: Everything that the caller said.
        words: What of it takes a floor that is not offered.
        told: Everything that the recruiter had said by then.
    """
    between = [w for w in words if w.start < after.start and w.end > before.end + OUTLASTS]
    if any(w.start < before.end - TAIL for w in between):
        return True
    if keeps_floor(told):
        return False
    answers = [s for s in caller if s.text and before.end - TAIL <= s.start < after.start]
    return bool(between) or (told.rstrip().endswith("?") and bool(answers))  # to a question, "mm-hm" is an answer


def _only_listened(group: Sequence[Stretch], caller: Sequence[Stretch], acts: ActReader) -> bool:
    """Tell a recruiter's "mm-hm" in the middle of the caller's turn, which holds no floor."""
    start, end = group[0].start, group[-1].end
    text = " ".join(s.text for s in group).strip()
    if end - start > LONGEST_BACKCHANNEL or (text and not is_backchannel(acts.read(text))):
        return False
    before = any(s.start < start and s.end > start - AROUND for s in caller)
    return before and any(s.start < end + AROUND and s.end > end for s in caller)


def _held(group: Sequence[Stretch], words: Sequence[Stretch], left_until: int | None) -> Held:
    end = group[-1].end
    finished = not any(w.start < end - TAIL and w.end > end + OUTLASTS for w in words)
    if finished and left_until is not None and left_until - end >= LEAST_PAUSE:
        return Held(stretches=tuple(group), end=left_until, finished=False)  # the call ended in their silence
    return Held(stretches=tuple(group), end=end, finished=finished)
