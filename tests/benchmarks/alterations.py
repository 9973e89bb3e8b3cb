"""Callers who do everything well, one act a sentence, and what is done to them: each change and the checks that must flip."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from simulator.brief import Brief
from simulator.lines.fixture import Cue
from simulator.verdict import Verdict

SPOKEN = Path(__file__).with_name("spoken")
"""Each caller's sentences as sound: `ID.flac`, and where they lie in it, in samples: `ID.tsv`."""

GAP_S = 0.35
"""Silence between two sentences."""

SIDESTEP = "It should all be in the email that you sent."
"""What a caller answers who is asked for what they left out, and leaves it out again."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a caller, or a sound beside their words."""

    tag: str
    """What it is for."""

    text: str = ""
    """The words; empty for a sound."""

    gap: float = GAP_S
    """Seconds of silence before it."""

    sound: str = ""
    """`cough`, `door` or `hum`; empty for words."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What is said in one breath, and when."""

    parts: tuple[Part, ...]
    """Sentences and sounds in order."""

    cue: Cue = Cue.AFTER
    """What it waits for."""

    delay: float = 0.6
    """Seconds from the cue to its first sample."""

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(part.text for part in self.parts if part.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A caller in writing; the first clip introduces, the second reacts, the last parts."""

    id: str
    """Who it is."""

    persona: str
    """Who answers."""

    verdict: Verdict
    """What they say."""

    seed: int
    """Seed of the call."""

    brief: Brief
    """What is true."""

    clips: tuple[Clip, ...]
    """What is said."""

    wrong: dict[str, str]
    """For some sentences, by tag: the same with something untrue."""

    question: str
    """The check that the caller's question meets."""


Change = Callable[[Script], Script]
"""Makes another caller of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """One thing done to a caller."""

    id: str
    """What is done."""

    change: Change
    """How."""

    flips: frozenset[str] = field(default_factory=frozenset)
    """The checks that must fail then, and no other; none when it is harmless. `question` stands for the script's own."""

    verdicts: frozenset[Verdict] = frozenset(Verdict)
    """Whom it can be done to."""

    def expected(self, script: Script) -> frozenset[str]:
        """Name the checks that must flip."""
        return frozenset(script.question if check == "question" else check for check in self.flips)


def _said(*parts: tuple[str, str]) -> Clip:
    return Clip(tuple(Part(tag, text) for tag, text in parts))


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 briefs are in local time


SCRIPTS = (
    Script(
        id="hired", persona="dana-whitfield", verdict=Verdict.HIRED, seed=3, question="reaction.next_steps",
        brief=Brief(name="Thomas Baker", role="bookkeeper", company="Northwind Logistics", interviewed=_at(17, 10),
        calling=_at(23, 9)),
        clips=(
            _said(
                ("greeting", "Good morning."), ("name", "My name is Thomas Baker."), ("when", "I had an interview last Tuesday."),
                ("role", "It was for the bookkeeper position."), ("purpose",
                "I'm calling to find out if you have made a decision."),
                ("enthusiasm", "I would really love to work with your team."),
            ),
            _said(("kind", "That's wonderful news, I'm so happy!"), ("question", "What are the next steps?")),
            _said(("thanks", "Thank you so much for everything."), ("wish", "Have a wonderful day."), ("goodbye", "Goodbye.")),
        ),
        wrong={"name": "My name is Samuel Ortega.", "role": "It was for the truck driver position.",
        "when": "I had an interview last Friday."},
    ),
    Script(
        id="rejected", persona="dana-whitfield", verdict=Verdict.REJECTED, seed=4, question="reaction.feedback",
        brief=Brief(name="Emily Parker", role="store manager", company="Northwind Logistics", interviewed=_at(12, 14),
        calling=_at(16, 9)),
        clips=(
            _said(
                ("greeting", "Hello there."), ("name", "This is Emily Parker."), ("when", "My interview was on Thursday."),
                ("role", "I applied for the store manager position."), ("purpose",
                "I'm calling to hear whether a decision has been made."),
                ("enthusiasm", "I'm still very excited about this job."),
            ),
            _said(
                ("kind", "I understand."), ("thanks", "Thank you for telling me."),
                ("question", "Could you give me some feedback on my interview?"),
            ),
            _said(("second", "Would you keep me in mind for other positions?")),
            _said(("thanks", "Thank you very much for your time."), ("wish", "I wish you all the best."), ("goodbye",
            "Goodbye.")),
        ),
        wrong={"name": "This is Barbara Thompson.", "role": "I applied for the gardener position.",
        "when": "My interview was on Tuesday."},
    ),
    Script(
        id="runner-up", persona="ines-carvalho", verdict=Verdict.RUNNER_UP, seed=5,
        question="reaction.keep_in_mind",
        brief=Brief(name="Laura Bennett", role="interior designer", interviewed=_at(18, 9), calling=_at(24, 9)),
        clips=(
            _said(
                ("greeting", "Good morning."), ("name", "My name is Laura Bennett."), ("role",
                "I applied to be an interior designer."),
                ("when", "I had my interview last Wednesday."), ("purpose", "I'm calling to ask if you have reached a decision."),
                ("enthusiasm", "I would be thrilled to join you."),
            ),
            _said(
                ("kind", "I completely understand."), ("thanks", "Thank you for letting me know."),
                ("question", "Would you please keep me in mind if the other person says no?"),
            ),
            _said(("thanks", "Thanks again for your help."), ("wish", "I hope you have a lovely day."), ("goodbye", "Goodbye.")),
        ),
        wrong={
            "name": "My name is Martha Sullivan.", "role": "I applied to be a security guard.",
            "when": "I had my interview last Friday.",
        },
    ),
    Script(
        id="pending", persona="marcus-oyelaran", verdict=Verdict.PENDING, seed=6, question="reaction.timeline",
        brief=Brief(name="Peter Collins", role="pharmacist", interviewed=_at(11, 13), calling=_at(16, 14)),
        clips=(
            _said(
                ("greeting", "Good afternoon."), ("name", "This is Peter Collins."), ("role",
                "I applied for the pharmacist position."),
                ("when", "My interview was last Wednesday."), ("purpose", "I'm calling to see if you have made a decision."),
                ("enthusiasm", "I would be very happy to work at the clinic."),
            ),
            _said(
                ("kind", "No problem, I understand."), ("thanks", "Thank you for telling me."),
                ("question", "When do you expect to make a decision?"),
            ),
            _said(("second", "Are there any other openings that I could apply for?")),
            _said(("thanks", "Thank you for your help."), ("wish", "Have a great afternoon."), ("goodbye", "Goodbye.")),
        ),
        wrong={"name": "This is Edward Morrison.", "role": "I applied for the cleaner position.",
        "when": "My interview was last Monday."},
    ),
)  # fmt: skip
"""Callers who meet every check, one a verdict, each sentence for one check where people can speak so."""

MONOLOGUE = (
    "Yesterday I walked along the river with my brother.", "He has an old boat with a green roof.",
    "We painted the door and both of the windows.", "Then it rained until the evening.",
    "My brother made a pot of soup with beans and carrots.", "The neighbour came over with a loaf of bread.",
    "She has two cats and a very small garden.", "On Sunday they drove to the mountains.",
    "There was snow on the road and nobody had a shovel.", "In the end they walked the last two miles.",
    "The hotel had a piano in the hall.", "My sister played the same song four times.",
    "After lunch the children built a tower of chairs.", "It reached all the way to the lamp.",
    "The train home was full of people with skis.", "I read half of a book about whales.",
)  # fmt: skip
"""Sentences that do nothing but last."""


def _edit(edit: Callable[[Part], tuple[Part, ...]], *clips: int) -> Change:
    """Change sentences one by one, in all clips or in some, negative numbers from the end; empty clips go."""

    def change(script: Script) -> Script:
        chosen = {n % len(script.clips) for n in clips} or set(range(len(script.clips)))
        edited = [
            replace(clip, parts=tuple(new for part in clip.parts for new in edit(part))) if n in chosen else clip
            for n, clip in enumerate(script.clips)
        ]
        return replace(script, clips=tuple(clip for clip in edited if clip.parts))

    return change


def _drop(*tags: str) -> Change:
    return _edit(lambda part: () if part.tag in tags else (part,))


def _falsify(tag: str) -> Change:
    def change(script: Script) -> Script:
        return _edit(lambda part: (replace(part, text=script.wrong[tag]),) if part.tag == tag else (part,))(script)

    return change


def _say_first(text: str, clip: int) -> Change:
    return _insert(Part("said", text), clip=clip, at=0)


def _insert(*parts: Part, clip: int, at: int | None) -> Change:
    """Put sentences or sounds into a clip before its sentence `at`; after its last when None."""

    def change(script: Script) -> Script:
        n = clip % len(script.clips)
        old = script.clips[n].parts
        cut = len(old) if at is None else at
        changed = replace(script.clips[n], parts=(*old[:cut], *parts, *old[cut:]))
        return replace(script, clips=(*script.clips[:n], changed, *script.clips[n + 1 :]))

    return change


def _ask_early(script: Script) -> Script:
    """Ask while introducing oneself."""
    question = next(part for clip in script.clips for part in clip.parts if part.tag == "question")
    return _insert(question, clip=0, at=None)(_drop("question")(script))


def _add_clip(*texts: str, cue: Cue, delay: float) -> Change:
    """Say something after the introduction, while the recruiter has the floor."""
    clip = Clip(tuple(Part("said", text) for text in texts), cue=cue, delay=delay)
    return lambda script: replace(script, clips=(script.clips[0], clip, *script.clips[1:]))


def _swap(one: str, other: str, clip: int) -> Change:
    def change(script: Script) -> Script:
        n = clip % len(script.clips)
        by_tag = {part.tag: part for part in script.clips[n].parts}
        other_tag = {one: other, other: one}
        return _edit(lambda part: (by_tag[other_tag.get(part.tag, part.tag)],), n)(script)

    return change


def _wait_before(tag: str, seconds: float) -> Change:
    return _edit(lambda part: (replace(part, gap=part.gap + seconds),) if part.tag == tag else (part,))


def _start_with(text: str, tag: str) -> Change:
    return _edit(lambda part: (replace(part, text=f"{text} {part.text}"),) if part.tag == tag else (part,))


def _flip(*checks: str) -> frozenset[str]:
    return frozenset(checks)


_ASKS_TWICE = frozenset((Verdict.REJECTED, Verdict.PENDING))
"""With these verdicts the caller's question and the second chance are two things."""

BREAKING = (
    Alteration(id="leave out the name", change=_drop("name"), flips=_flip("introduction.name")),
    Alteration(id="give another's name", change=_falsify("name"), flips=_flip("introduction.name")),
    Alteration(id="leave out the role", change=_drop("role"), flips=_flip("introduction.role")),
    Alteration(id="name another role", change=_falsify("role"), flips=_flip("introduction.role")),
    Alteration(id="leave out the day", change=_drop("when"), flips=_flip("introduction.interview_when")),
    Alteration(id="name another day", change=_falsify("when"), flips=_flip("introduction.interview_when")),
    Alteration(id="leave out the purpose", change=_drop("purpose"), flips=_flip("introduction.purpose")),
    Alteration(id="leave out the enthusiasm", change=_drop("enthusiasm"), flips=_flip("introduction.enthusiasm")),
    Alteration(id="leave out the question", change=_drop("question"), flips=_flip("question"),
    verdicts=_ASKS_TWICE | {Verdict.HIRED}),
    Alteration(id="ask before the verdict", change=_ask_early, flips=_flip("question"), verdicts=_ASKS_TWICE | {Verdict.HIRED}),
    Alteration(
        id="leave out the only request", change=_drop("question"), flips=_flip("question", "reaction.second_chance"),
        verdicts=frozenset((Verdict.RUNNER_UP,)),
    ),
    Alteration(
        id="make the only request before the verdict", change=_ask_early, flips=_flip("question", "reaction.second_chance"),
        verdicts=frozenset((Verdict.RUNNER_UP,)),
    ),
    Alteration(id="leave out the second chance", change=_drop("second"), flips=_flip("reaction.second_chance"),
    verdicts=_ASKS_TWICE),
    Alteration(
        id="take the news badly", change=_say_first("That is ridiculous, you wasted my time.", 1),
        flips=_flip("reaction.gracious", "ending.positive_note"),
    ),
    Alteration(id="leave out the thanks", change=_drop("thanks"), flips=_flip("ending.thanks")),
    Alteration(id="leave out the wish", change=_drop("wish"), flips=_flip("ending.well_wish")),
    Alteration(id="leave out the goodbye", change=_drop("goodbye"), flips=_flip("ending.goodbye")),
    Alteration(
        id="be rude in the end", change=_insert(Part("rude", "You people wasted my time."), clip=-1, at=1),
        flips=_flip("ending.positive_note"),
    ),
    Alteration(
        id="interrupt", flips=_flip("silence.no_interruption"),
        change=_add_clip("Sorry, wait a second.", "There is something else about my old job.", cue=Cue.DURING, delay=0.9),
    ),
    Alteration(
        id="speak into the pause", flips=_flip("silence.held_silence"),
        change=_add_clip("Hello, are you still there?", "The line is very quiet.", cue=Cue.PAUSE, delay=0.4),
    ),
    Alteration(
        id="hold a monologue", change=_insert(*(Part("said", text) for text in MONOLOGUE), clip=1, at=1),
        flips=_flip("silence.let_them_talk"),
    ),
)  # fmt: skip
"""What must be noticed."""

HARMLESS = (
    Alteration(id="cough before the introduction", change=_insert(Part("sound", sound="cough"), clip=0, at=0)),
    Alteration(id="cough between sentences", change=_insert(Part("sound", sound="cough"), clip=0, at=3)),
    Alteration(id="cough before the reaction", change=_insert(Part("sound", sound="cough"), clip=1, at=0)),
    Alteration(id="slam a door in the introduction", change=_insert(Part("sound", sound="door"), clip=0, at=2)),
    Alteration(id="slam a door in the goodbye", change=_insert(Part("sound", sound="door"), clip=-1, at=1)),
    Alteration(id="a second of hum in the introduction", change=_insert(Part("sound", sound="hum"), clip=0, at=4)),
    Alteration(id="a second of hum before the goodbye", change=_insert(Part("sound", sound="hum"), clip=-1, at=0)),
    Alteration(id="day and role change places", change=_swap("when", "role", 0)),
    Alteration(id="purpose and enthusiasm change places", change=_swap("purpose", "enthusiasm", 0)),
    Alteration(id="thanks and wish change places", change=_swap("thanks", "wish", -1)),
    Alteration(id="half a second longer before the purpose", change=_wait_before("purpose", 0.5)),
    Alteration(id="half a second longer before the question", change=_wait_before("question", 0.5)),
    Alteration(id="um before the day", change=_start_with("Um,", "when")),
    Alteration(id="uh before the question", change=_start_with("Uh,", "question")),
)
"""What must change nothing."""

ALTERATIONS = (*BREAKING, *HARMLESS)
"""Everything that is done to callers."""


def altered(alterations: tuple[Alteration, ...]) -> list[tuple[Script, Alteration]]:
    """Pair callers with what can be done to them."""
    return [(script, a) for script in SCRIPTS for a in alterations if script.verdict in a.verdicts]
