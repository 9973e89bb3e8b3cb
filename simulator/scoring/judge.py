"""`score(recording)`: the second of the two functions that are the whole program."""

from math import floor

from simulator.audio.clock import to_samples
from simulator.audio.recording import Recording
from simulator.listening.acts import ActReader
from simulator.scoring.check import Check, Step, unjudged
from simulator.scoring.conversation import Conversation
from simulator.scoring.delivery import delivery, timing
from simulator.scoring.ending import ending
from simulator.scoring.introduction import introduction
from simulator.scoring.journal import conversation_from_journal
from simulator.scoring.reaction import reaction
from simulator.scoring.scorecard import Expectation, Scorecard
from simulator.scoring.silence import silence
from simulator.verdict import Verdict

LEAST_UNCLEAR = to_samples(1.5)
"""Speech without a single recognised word that makes a call too noisy to judge, in samples."""

LEAST_CLARITY_DB = 6.0
"""How far a voice must stand out for words that were not heard to count as not said. Of the checks of 173 calls by callers who
left nothing out, in talk, hiss, pink noise, traffic and hum, 86 % and more were right in each step of a decibel above it and
20 to 77 % in each below. Calls from quiet and from ringing rooms, from afar and by telephone had 8.7 dB and more."""

DROWNED = (
    "Your voice {stood} the sounds around you, and words are certain from {wanted:.0f} dB on: "
    "find a quieter place or come closer to the microphone."
)
NOTHING_HEARD = (
    "Nothing was heard from you in this call: check the microphone, speak up, or find a quieter place if others talk around you."
)
TOO_NOISY = "Your voice was there, but no words could be made out: find a quieter place or come closer to the microphone."
NO_VERDICT = "The call ended before the verdict, so this step was never reached."


def score(recording: Recording, *, acts: ActReader) -> Scorecard:
    """Score a call that this program ran; the same recording always gives the same card."""
    return judge(conversation_from_journal(recording, acts=acts), recording)


def judge(talk: Conversation, recording: Recording) -> Scorecard:
    """Score a conversation, however it was found.

    Args:
        talk: Who said what when.
        recording: Where it is from; its samples and journal are not looked at.
    """
    return Scorecard(
        source=recording.source, persona=recording.persona, seed=recording.seed,
        verdict=talk.verdict or recording.verdict, steps=_steps(talk, recording), conversation=talk,
        timing=timing(talk), delivery=delivery(talk),
    )  # fmt: skip


def compare(card: Scorecard, *, score_range: tuple[int, int] | None, checks: dict[str, bool | None]) -> tuple[Expectation, ...]:
    """Hold a scorecard against what a fixture expects; a check that this call has not is not met."""
    found: list[Expectation] = []
    if score_range is not None:
        low, high = score_range
        met = card.score is not None and low <= card.score <= high
        found.append(Expectation(what="score", expected=list(score_range), got=card.score, met=met))
    for what, expected in checks.items():
        check = card.check(what)
        got = check.passed if check else None
        found.append(Expectation(what=what, expected=expected, got=got, met=check is not None and got == expected))
    return tuple(found)


def _steps(talk: Conversation, recording: Recording) -> tuple[Step, ...]:
    # A call that never came to its verdict is scored by what it would have been; the step is set aside below.
    verdict = talk.verdict or recording.verdict or Verdict.HIRED
    brief = recording.brief
    steps = (introduction(talk, brief), silence(talk), reaction(talk, brief, verdict), ending(talk, brief, verdict))
    if not talk.caller:
        reason = TOO_NOISY if talk.n_unclear >= LEAST_UNCLEAR else NOTHING_HEARD
        return tuple(_set_aside(step, reason) for step in steps)
    reached = steps if talk.verdict is not None else (*steps[:2], *(_set_aside(step, NO_VERDICT) for step in steps[2:]))
    return tuple(_trusted(step, talk.clarity_db) for step in reached)


def _trusted(step: Step, clarity_db: float | None) -> Step:
    """Set aside what was missed where nobody can tell whether it was said: neither words nor who spoke are certain there."""
    if clarity_db is None or clarity_db >= LEAST_CLARITY_DB:
        return step
    whole_db = floor(clarity_db)
    stood = f"stood out by only {whole_db} dB from" if whole_db > 0 else "did not stand out from"
    reason = DROWNED.format(stood=stood, wanted=LEAST_CLARITY_DB)
    return Step(id=step.id, checks=tuple(_unjudged(c, reason) if c.passed is False else c for c in step.checks))


def _set_aside(step: Step, reason: str) -> Step:
    return Step(id=step.id, checks=tuple(_unjudged(check, reason) for check in step.checks))


def _unjudged(check: Check, reason: str) -> Check:
    return unjudged(check.id, reason)
