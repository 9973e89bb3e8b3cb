"""Step two: letting the recruiter talk, pauses and all."""

from math import ceil

from simulator.audio.clock import SAMPLE_RATE
from simulator.listening.overlap import Overlap
from simulator.scoring.advice import quoted
from simulator.scoring.check import Check, Step, met, missed, unjudged
from simulator.scoring.conversation import Conversation, Evidence


def silence(talk: Conversation) -> Step:
    """Judge how the caller used the time that was not theirs."""
    return Step(id="silence", checks=(_no_interruption(talk), _held_silence(talk), _let_them_talk(talk)))


def _no_interruption(talk: Conversation) -> Check:
    if not talk.recruiter:
        return unjudged("no_interruption", "The recruiter was not heard on this recording.")
    taken = _overlaps(talk, Overlap.INTERRUPTION)
    if not taken:
        return met("no_interruption", ())
    held = f"keep {quoted(taken[0].text)} until they have stopped" if taken[0].text else "wait until they have stopped"
    return missed("no_interruption", f"Let them finish: {held}, breathe out once, and then speak.", taken)


def _held_silence(talk: Conversation) -> Check:
    if not any(turn.floor.pauses for turn in talk.recruiter):
        return unjudged("held_silence", "The recruiter made no pause in this call.")
    broken = _overlaps(talk, Overlap.PAUSE)
    if not broken:
        return met("held_silence", ())
    waited = f"You waited {_waited(talk, broken[0]):.1f} s and then spoke. " if _waited(talk, broken[0]) else ""
    return missed(
        "held_silence",
        f"{waited}When they go quiet they are looking something up: wait until they speak again, however long it takes.", broken,
    )  # fmt: skip


def _let_them_talk(talk: Conversation) -> Check:
    if talk.lookup_at is None:
        return unjudged("let_them_talk", "The call ended before there was a verdict to listen to.")
    since = talk.lookup_at
    turns = [turn for turn in talk.caller if turn.start >= since]
    caller = sum(turn.n_voiced for turn in turns)
    recruiter = sum(turn.floor.n_talking for turn in talk.recruiter if turn.floor.start >= since)
    if caller <= recruiter:
        return met("let_them_talk", ())
    longest = max(turns, key=lambda turn: turn.n_voiced)
    advice = (
        f"You spoke {caller / SAMPLE_RATE:.0f} s and the recruiter {recruiter / SAMPLE_RATE:.0f} s: "
        f"{ceil((caller - recruiter) / SAMPLE_RATE)} s less would have been enough. Keep your longest turn "
        f"({longest.n_voiced / SAMPLE_RATE:.0f} s) to a sentence or two, and ask instead."
    )
    return missed("let_them_talk", advice, (Evidence(start=longest.start, end=longest.end, text=longest.text),))


def _waited(talk: Conversation, broken: Evidence) -> float:
    """Measure how many seconds of a pause had passed; 0 when it cannot be told."""
    pauses = (pause for turn in talk.recruiter for pause in turn.floor.pauses)
    return next(((broken.start - start) / SAMPLE_RATE for start, end in pauses if start <= broken.start < end), 0.0)


def _overlaps(talk: Conversation, kind: Overlap) -> tuple[Evidence, ...]:
    return tuple(overlap.evidence for overlap in talk.overlaps if overlap.kind is kind)
