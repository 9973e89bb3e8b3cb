"""What a recruiter's words announce, in many wordings, as a recogniser writes them."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.listening.verdicts import find_verdict, read_verdict
from simulator.persona import load_persona
from simulator.verdict import Verdict

PERSONAS = sorted((Path(__file__).parent.parent / "personas").glob("*.toml"))
BLANKS = {"{pause}": "", "{caller}": "Ada", "{role}": "data analyst", "{company}": "Northwind", "{recruiter}": "Dana Whitfield",
          "{recruiter_first}": "Dana", "{hear_by}": "Tuesday the fifth of May"}  # fmt: skip
"""What stands in the blanks of a persona's lines."""

HIRED = """
We're very pleased to offer you the position.
I'm delighted to say that you've got the job.
Welcome aboard!
Welcome to the team, we can't wait to work with you.
The job is yours if you want it.
Congratulations, the whole panel was impressed.
We would love for you to join us.
We'd like to offer you the role, what do you say?
You're hired!
You have been selected for the position.
We've decided to go with you.
It's a yes from us.
I couldn't be happier to offer you this job.
We chose you over forty other applicants.
You were the successful candidate.
Good news. They want you to start on the first of the month.
I have some good news for you, you got it, the job's yours.
We'd like to bring you on board as an analyst.
We're going to make you an offer.
The team would be thrilled to have you.
Your application has been successful.
we are happy to offer you the job
It wasn't an easy choice, but we are offering you the post.
I'm calling it a formality, but yes, we want you here.
We talked about whether we could wait, but in the end we want to hire you.
It was close, but we picked you.
We haven't had such a strong interview in years, so congratulations, the place is yours.
The contract is yours, we need your answer by Friday.
"""

REJECTED = """
Unfortunately, we have gone with someone else.
I'm afraid we won't be moving forward with your application.
Unfortunately we can't offer you the position.
I'm sorry, but you were unsuccessful on this occasion.
We decided to hire another candidate.
We've chosen a candidate with more experience.
I regret to tell you that your application was not successful.
We are not able to offer you the job at this time.
The position has already been filled.
You didn't get the job, I'm sorry.
We've decided not to proceed with you.
It's a no, I'm afraid.
We went in a different direction.
They offered it to somebody else.
I wish I could offer you the job.
We would have loved to offer you a place.
You weren't quite the right fit for us.
Sorry, it's not you this time.
The job went to an internal applicant.
I'm afraid I have bad news.
I don't have good news for you.
The panel decided against it.
You haven't been selected.
We don't think you are a good match for this.
We're going to pass on your application.
There was someone better suited to the role.
unfortunately we are unable to offer you a position with us
We have a lot of good people and we picked another.
I'm sorry to say that we will not be taking you forward.
We're no longer considering your application.
"""

RUNNER_UP = """
You were a very close second.
Unfortunately we went with someone else, but you were our second choice.
You're the runner up.
You are on our reserve list.
If our first choice falls through, we'll call you straight away.
We've offered it to another candidate, but if they say no, it's yours.
You came second out of sixty people.
We'd like to put you on the waiting list.
You're next in line, should the other person decline.
It was between you and one other person, and I'm afraid we chose them.
You only just missed out. Someone else has the offer.
We'd like to keep you as a backup.
They picked another applicant. You are the first person we'd call if he drops out.
we gave it to someone else you were a close second
I'm sorry, we hired someone else. If she changes her mind I'll ring you.
You finished second, and it was tight.
"""

PENDING = """
We haven't decided yet.
I'm afraid no decision has been made.
We're still interviewing other candidates.
You'll hear from us by Friday.
We should know more by the end of next week.
It's too early to say.
The panel hasn't come to a decision.
We have not made up our minds.
They're still discussing it.
I can't tell you anything yet, the decision is still pending.
We have a few more people to see.
We don't have a decision for you today.
Nothing has been decided.
We're in the middle of reviewing all the applications.
We haven't chosen anyone yet.
I don't know yet, we will let you know on Monday when they decide.
Your application is under review.
It's still up in the air.
We've yet to make a decision.
We are not yet in a position to offer you the job.
We're not ready to offer you anything yet.
We haven't decided whether to offer you the job.
"""

NOTHING = """
Let me see whether we have decided.
Let me check if we have made a decision on that.
I'll find out whether you got the job.
So you would like to know if you've been selected?
Have we decided? Let me look.
Did you get the job? I don't remember, bear with me.
How has your week been?
The weather has been lovely, hasn't it?
Just a second, please.
One moment while I pull up your file.
Thank you for calling Northwind Logistics, this is Dana.
Who am I speaking with?
Which position did you interview for?
Nice to hear from you again.
I've got the panel's notes in front of me.
We have made a decision.
I'll put you through to someone else.
You had your second interview on Tuesday, is that right?
I see here that you came in last week.
Give me a second, the computer is slow.
Would you like to wait?
Can I put you on hold?
I have the decision here in my inbox.
Are you still there?
You interviewed for the analyst job with Mark.
How may I help you?
"""


def _cases() -> list[tuple[str, Verdict | None]]:
    blocks = ((HIRED, Verdict.HIRED), (REJECTED, Verdict.REJECTED), (RUNNER_UP, Verdict.RUNNER_UP), (PENDING, Verdict.PENDING))
    return [(text, verdict) for block, verdict in (*blocks, (NOTHING, None)) for text in block.strip().splitlines()]


@pytest.mark.parametrize(("text", "verdict"), _cases())
def test_a_verdict_is_read_from_many_wordings(text: str, verdict: Verdict | None) -> None:
    """A recruiter may say it as they like."""
    assert read_verdict(text) is verdict


@pytest.mark.parametrize(("text", "verdict"), _cases())
def test_a_verdict_needs_no_punctuation(text: str, verdict: Verdict | None) -> None:
    """Recognisers that write neither capitals nor stops are understood as well, questions apart."""
    bare = "".join(letter for letter in text.lower() if letter not in ".,!?")
    if "?" not in text:
        assert read_verdict(bare) is verdict


def test_a_second_place_is_out_when_its_own_sentence_is() -> None:
    """A refusal that turns out to be a second place ends with the sentence that says so."""
    text = "I'm sorry. We chose someone else. You came a close second. Goodbye."
    found = find_verdict(text)
    assert found is not None
    assert (found.verdict, text[: found.end]) == (Verdict.RUNNER_UP, "I'm sorry. We chose someone else. You came a close second.")


def test_no_words_announce_nothing() -> None:
    """Silence is no verdict."""
    assert read_verdict("") is None
    assert find_verdict("...") is None


def _ways(text: str) -> Iterator[str]:
    """Draw every choice of a text in every way."""
    parts = re.split(r"\[([^\[\]]*)\]", text)
    yield from map("".join, itertools.product(*(part.split("|") if i % 2 else [part] for i, part in enumerate(parts))))


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
@pytest.mark.parametrize("bare", [False, True], ids=["written", "bare"])
def test_every_line_of_every_recruiter_is_read_rightly(path: Path, *, bare: bool) -> None:
    """Lines that announce a verdict announce theirs, and no other line announces one."""
    for key, variants in load_persona(path).lines.items():
        for text in (way for variant in variants for way in _ways(variant)):
            for blank, value in BLANKS.items():
                text = text.replace(blank, value)  # noqa: PLW2901 filled in step by step
            heard = "".join(letter for letter in text.lower() if letter not in ".,!?") if bare else text
            wanted = key if key in list(Verdict) else None
            assert (heard, read_verdict(heard)) == (heard, wanted)
