"""Before the call: whether to ring at all, and one page to hold in the hand while ringing."""

from dataclasses import dataclass

from simulator.brief import Brief

ENOUGH = 2
"""Reasons to ring, less reasons to write, from which ringing is the better way."""

GOOD_FEELING = 4
"""On a scale of 1 to 5: from here on, a voice confirms what both sides felt."""

BAD_FEELING = 2
"""Down to here, an email leaves them room to answer kindly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides between an email and a call; None where the person did not say."""

    feeling: int | None = None
    """How good the interview felt, 1 to 5."""

    phone_job: bool | None = None
    """Whether phoning is part of the job."""

    weak_writing: bool | None = None
    """Whether writing is a weak side of theirs."""

    urgent: bool | None = None
    """Whether an answer is needed within days."""

    no_calls: bool | None = None
    """Whether the company asked not to be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Email or call, and why."""

    call: bool
    """Whether to ring."""

    reasons: tuple[str, ...]
    """What speaks for it, each a clause; at least one."""

    @property
    def sentence(self) -> str:
        """The advice in one sentence."""
        return f"{'Call' if self.call else 'Write an email'}: {'; '.join(self.reasons)}."


def advise(situation: Situation) -> Advice:
    """Decide between an email and a call."""
    if situation.no_calls:
        return Advice(call=False, reasons=("they asked not to be called",))
    feeling = situation.feeling
    for_call = {
        "the interview felt good, and a voice keeps that alive": feeling is not None and feeling >= GOOD_FEELING,
        "phoning is part of the job, so the call is a sample of your work": bool(situation.phone_job),
        "you are better at speaking than at writing": bool(situation.weak_writing),
        "you need an answer soon, and emails can wait for days": bool(situation.urgent),
    }
    for_email = {
        "the interview felt uneasy, and a letter gives both sides time": feeling is not None and feeling <= BAD_FEELING,
        "phoning is no part of the job": situation.phone_job is False,
        "you write well, and a letter can be read twice": situation.weak_writing is False,
        "nothing presses": situation.urgent is False,
    }
    # What presses, and what the job is, weigh more than a feeling.
    weight = sum(for_call.values()) + bool(situation.urgent) + bool(situation.phone_job) - sum(for_email.values())
    chosen = for_call if weight >= ENOUGH else for_email
    reasons = tuple(reason for reason, counts in chosen.items() if counts)
    usual = "nothing speaks for ringing, and an email costs them less time"
    return Advice(call=weight >= ENOUGH, reasons=reasons or (usual,))


def card(brief: Brief, advice: Advice, *, words: str = "") -> str:
    """Write the page as Markdown.

    Args:
        brief: What the caller knows; what is missing stays a blank to fill in.
        advice: Email or call.
        words: What they liked, in their own words; empty leaves a blank.
    """
    name, role = brief.name or "________", brief.role or "________"
    company = brief.company or "________"
    when = f"{brief.interviewed:%A}" if brief.interviewed else "________"
    liked = words.strip().rstrip(".!") or "________________"
    return f"""# Your call to {company}

**{advice.sentence}**

## Breathe first
In through the nose while you count to four, out through the mouth while you count to six. Three times, feet on the floor.

## First words
> Hello, this is {name}. We met on {when}, when I interviewed for the {role} position. I really liked {liked}, and I'm
> calling to ask whether you have come to a decision.

Then be silent, however long it takes.

## If it is a yes
1. What are the next steps, and by when?
2. Is there anything that I should bring, sign or learn before I start?
3. Whom do I ask for on the first day, and at what time?

## If it is a no, or not yet
1. Could you give me some feedback? What should I do better next time?
2. Are there other openings, or would you keep me in mind?
3. When will it be decided, and may I call again?

## Last words
> Thank you for taking the time. I wish you and the team at {company} all the best. Goodbye.

## Notes
| what | who, when, where |
| --- | --- |
| day and time | |
| contract | |
| bring | |
| ask for | |
| said about me | |
"""
