"""The page's words for steps, checks, verdicts and overlaps; an id that is not here is shown as it is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """What the page says of one check."""

    title: str
    """Its name for people."""

    passed: str
    """Why it passed."""

    missed: str
    """Why it did not."""

    praise: str = ""
    """The sentence for the top of the page when this is what went best."""


STEPS: Mapping[str, tuple[str, str]] = {
    "introduction": ("Introduce yourself", "Who you are, which job, when you met, why you call"),
    "silence": ("Let them talk", "No cutting in, no filling of pauses"),
    "reaction": ("Take the news", "Kindly, and with the one question that helps you"),
    "ending": ("End warmly", "Thanks, a wish, a goodbye"),
}
"""Title and meaning of each step."""

CHECKS: Mapping[str, CheckWords] = {
    "name": CheckWords(
        title="Said your name", passed="They knew who was calling.",
        missed="The name on your brief was not heard before the verdict.",
        praise="You said at once who was calling, and nobody had to ask.",
    ),
    "role": CheckWords(
        title="Named the job", passed="They knew which job it was about.",
        missed="The job on your brief was not heard before the verdict.",
        praise="You named the job, so that they could find your file.",
    ),
    "interview_when": CheckWords(
        title="Said when you met", passed="The day or time that you gave fits your brief.",
        missed="No day or time that fits your brief was heard before the verdict.",
        praise="You said when you met, and it was right.",
    ),
    "purpose": CheckWords(
        title="Said why you call", passed="Your reason for calling was clear.",
        missed="Why you were calling was not heard before the verdict.",
        praise="You said plainly why you were calling.",
    ),
    "enthusiasm": CheckWords(
        title="Showed that you want it", passed="They could hear that you want this job.",
        missed="Nothing before the verdict said that you want this job.",
        praise="They could hear that you want this job.",
    ),
    "no_interruption": CheckWords(
        title="Never cut in", passed="You never took the floor while it was theirs.",
        missed="You took the floor while the recruiter was speaking.",
        praise="You heard them out, every time.",
    ),
    "held_silence": CheckWords(
        title="Held the silence", passed="You said nothing while they were looking things up.",
        missed="You spoke into a pause that was still theirs.",
        praise="You held the silence while they searched, which is harder than it sounds.",
    ),
    "let_them_talk": CheckWords(
        title="Left them room", passed="From the look-up on, they spoke at least as much as you.",
        missed="From the look-up on, you spoke more than they did.",
        praise="You left them the room to tell you what they know.",
    ),
    "next_steps": CheckWords(
        title="Asked what is next", passed="You asked what happens now.", missed="You did not ask what happens now.",
        praise="In the middle of good news, you still asked what happens next.",
    ),
    "feedback": CheckWords(
        title="Asked for feedback", passed="You asked what you can learn from it.",
        missed="You did not ask what you can learn from it.",
        praise="You took a no and asked what you can learn from it. Few callers manage that.",
    ),
    "keep_in_mind": CheckWords(
        title="Asked to be kept in mind", passed="You left the door open.", missed="You did not ask to be kept in mind.",
        praise="You came second and left the door open.",
    ),
    "timeline": CheckWords(
        title="Asked when they decide", passed="You asked when to expect an answer.",
        missed="You did not ask when to expect an answer.",
        praise="Nothing was decided, and you found out when it will be.",
    ),
    "gracious": CheckWords(
        title="Took it kindly", passed="Your first words after the verdict were kind.",
        missed="Your first words after the verdict were not heard as kind.",
        praise="You took the news with grace.",
    ),
    "second_chance": CheckWords(
        title="Asked for a second way in", passed="You asked about other openings, or to be remembered.",
        missed="You did not ask about other openings, or to be remembered.",
        praise="You turned a no into a next time: you asked for a second way in.",
    ),
    "thanks": CheckWords(
        title="Thanked them", passed="You thanked them.", missed="No thanks were heard after the verdict.",
        praise="You thanked them, whatever the answer was.",
    ),
    "well_wish": CheckWords(
        title="Wished them well", passed="You wished them something good.", missed="No good wish was heard at the end.",
        praise="You wished them well.",
    ),
    "goodbye": CheckWords(
        title="Said goodbye", passed="You said goodbye before the line closed.",
        missed="No goodbye was heard before the line closed.",
        praise="You said goodbye before you hung up.",
    ),
    "positive_note": CheckWords(
        title="Ended on a good note", passed="Nothing bitter, and the last words were warm.",
        missed="The last words were not warm, or something bitter was said.",
        praise="Your last words were warm ones.",
    ),
}  # fmt: skip

BY_DIFFICULTY = (
    "feedback", "keep_in_mind", "second_chance", "timeline", "held_silence", "next_steps", "gracious", "no_interruption",
    "let_them_talk", "enthusiasm", "purpose", "interview_when", "positive_note", "well_wish", "name", "role", "thanks", "goodbye",
)  # fmt: skip
"""What is hardest in such a call first: asking after bad news, then holding still, then what goes by a list."""

OVERLAPS: Mapping[str, str] = {
    "interruption": "You cut in",
    "backchannel": "You showed that you listen",
    "pause": "You spoke into a pause",
    "collision": "You both started: the simulator's fault",
}

VERDICTS: Mapping[str, str] = {
    "hired": "They offered you the job",
    "rejected": "They chose someone else",
    "runner-up": "You came second",
    "pending": "Nothing is decided yet",
}


def title_of(words: Mapping[str, CheckWords], check_id: str) -> str:
    """Name a check for people."""
    return words[check_id].title if check_id in words else check_id.replace("_", " ").capitalize()


def headline(score: int | None, *, passed: bool) -> tuple[str, str]:
    """Say in a few words how the call went: a headline, and what it means."""
    match score:
        case None:
            return "Not scored", "No step of this call could be judged. The reasons stand beside each check."
        case _ if passed and score >= 90:  # noqa: PLR2004 two grades above the pass mark, for the wording only
            return "A call to be proud of", "Passed: 70 points, and at least 10 in every step."
        case _ if passed:
            return "Well done", "Passed: 70 points, and at least 10 in every step."
        case _ if score >= 70:  # noqa: PLR2004 the pass mark, which one step fell through
            return "Strong, with one weak step", "70 points are there; every step needs at least 10 of its 25, too."
        case _ if score >= 45:  # noqa: PLR2004 for the wording only
            return "Getting there", "A call passes at 70 points, with at least 10 in every step."
        case _:
            return "A first take", "A call passes at 70 points, with at least 10 in every step."
