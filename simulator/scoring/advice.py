"""What would have passed a check that was missed, with an example line in the caller's own situation.

Advice reads `what to do: "what it could sound like"`; words that were heard stand in “curly quotes”, so that only
the example stands in straight ones.
"""

from simulator.brief import Brief
from simulator.listening.slot import Slot
from simulator.scoring.conversation import Evidence
from simulator.verdict import Verdict

_LONGEST_QUOTE = 60
"""Characters of what was heard that stand in advice; the evidence has all of it."""

_WEEKEND_NEAR = 4
"""Weekday from which people wish each other a good weekend, Monday being 0."""

_DIRECTIONS = {
    "name": "Say who you are first",
    "role": "Name the job",
    "interview_when": "Say when you met, so that they can find you",
    "purpose": "Say why you call",
    "enthusiasm": "Let them hear that you want the job",
    "next_steps": "Ask what happens now",
    "feedback": "Ask what you can learn from it",
    "keep_in_mind": "Leave the door open",
    "timeline": "Ask when to expect it",
    "second_chance": "Ask for a second way in",
    "gracious": "Thank them for telling you, whatever it is",
    "thanks": "Thank them for their time",
    "well_wish": "Wish them something",
    "goodbye": "Say goodbye before you hang up",
}
"""The smallest change for a check whose words were never said."""

_WRONG = {
    "name": "You gave the name {said}; the call was made for {wanted}. Give the name that they have on file",
    "role": "You said {said}; the interview was for {wanted}. Name the job as it was advertised",
    "interview_when": "You said {said}; the interview was {wanted}. Check the date before you ring",
}


def say(check_id: str, brief: Brief | None, *, verdict: Verdict | None = None) -> str:
    """Advise somebody who never said it."""
    return _with_example(_DIRECTIONS[check_id], check_id, brief, verdict)


def say_later(check_id: str, brief: Brief | None, *, verdict: Verdict) -> str:
    """Advise somebody who said it before the verdict only."""
    asked = check_id in {"next_steps", "feedback", "keep_in_mind", "timeline", "second_chance"}
    again = (
        "You asked before they had told you. Ask again once you know"
        if asked
        else "That came before the news. Say it again after it"
    )
    return _with_example(again, check_id, brief, verdict)


def say_earlier(check_id: str, brief: Brief | None) -> str:
    """Advise somebody who said it after the verdict only."""
    return _with_example("That came after the news. Say it before they look you up", check_id, brief, None)


def correct(check_id: str, brief: Brief, slot: Slot) -> str:
    """Advise somebody who said something else than the brief has."""
    wanted = _placed_in_time(slot.wanted) if check_id == "interview_when" else slot.wanted
    return _with_example(_WRONG[check_id].format(said=slot.said, wanted=wanted), check_id, brief, None)


def leave_unsaid(sour: Evidence, instead: str) -> str:
    """Advise somebody who said something bitter."""
    return f'Leave {quoted(sour.text)} unsaid: "{instead}"'


def quoted(text: str) -> str:
    """Put what was heard into curly quotes, cut short at a word."""
    text = text.strip().replace('"', "'")
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"\u201c{text}\u201d"


def example(check_id: str, brief: Brief | None, verdict: Verdict | None) -> str:
    """Write a line that passes a check, about this caller's own job and company."""
    brief = brief or Brief()
    job = f"the {brief.role} position" if brief.role else "the position"
    lines = {
        "name": f"Hello, this is {brief.name or '…'} speaking.",
        "role": f"I interviewed with you for the {brief.role or '…'} position.",
        "interview_when": f"We met on {_day(brief)}.",
        "purpose": f"I'm calling to ask whether you have come to a decision about {job}.",
        "enthusiasm": f"I really enjoyed our conversation, and I'd love to join {brief.company or 'you'}.",
        "next_steps": "What are the next steps, and is there anything I should prepare?",
        "feedback": f"Could you give me some feedback on my interview for {job}?",
        "keep_in_mind": f"Would you keep me in mind if {job} opens up again?",
        "timeline": "May I ask when you will decide, and whether I may call again?",
        "second_chance": f"Are there other openings at {brief.company or 'your company'}, or could you keep my details on file?",
        "gracious": "Thank you for letting me know, I appreciate it.",
        "thanks": "Thank you so much for this chance." if verdict is Verdict.HIRED else "Thank you so much for your time.",
        "well_wish": f"Have a lovely {_ahead(brief)}.",
        "goodbye": "Goodbye, and take care.",
    }
    return lines[check_id]


def _with_example(direction: str, check_id: str, brief: Brief | None, verdict: Verdict | None) -> str:
    return f'{direction}: "{example(check_id, brief, verdict)}"'


def _day(brief: Brief) -> str:
    met = brief.interviewed
    return f"{met:%A}, {met:%B} {met.day}" if met else "Tuesday"


def _ahead(brief: Brief) -> str:
    """Name what lies ahead of the day of the call."""
    called = brief.called_at
    return "weekend" if called is not None and called.weekday() >= _WEEKEND_NEAR else "rest of the day"


def _placed_in_time(when: str) -> str:
    """Put `on`, `at` or `in the` before a day, a time or a part of the day."""
    if when[:1].isdigit() and ":" in when.split(maxsplit=1)[0]:
        return f"at {when}"
    return f"in the {when}" if when in {"morning", "afternoon", "evening"} else f"on {when}"
