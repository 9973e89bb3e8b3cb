"""The recruiters that ship: whole, speakable, and each in their own words."""

import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.brief import Brief
from simulator.call.facts import TOLD
from simulator.call.levels import LEVELS, at_level
from simulator.call.topics import read_topics
from simulator.call.wording import PAUSE, Wording
from simulator.listening.verdicts import read_verdict
from simulator.persona import CASES, EXTRAS, LINES, TOPICS, Persona, load_persona
from simulator.speaking.catalogue import settings_of
from simulator.speaking.pyttsx3_voice import Pyttsx3Voice
from simulator.verdict import Verdict

FOLDER = Path(__file__).parents[1] / "personas"
PATHS = sorted(FOLDER.glob("*.toml"))
PERSONAS = [load_persona(path) for path in PATHS]
IDS = [path.stem for path in PATHS]

BRIEF = Brief(name="Priya Raman", role="data analyst", company="Northwind Logistics")
BRIEFS = (BRIEF, Brief())

BLANKS = {"recruiter", "recruiter_first", "company", "caller", "role", "pause"}
BLANKS |= {name for told in TOLD.values() for name in told}
MOST_WORDS = 25
"""Words in the longest sentence that still sounds like talk: nine seconds at 165 words a minute."""

# What callers ask most after each verdict, so that two rehearsals do not sound alike.
OFTEN_ASKED = (
    ("next_steps", "hired"), ("next_steps", "runner-up"), ("next_steps", "pending"), ("feedback", "rejected"),
    ("keep_in_mind", "rejected"), ("keep_in_mind", "runner-up"), ("decision", "runner-up"), ("decision", "pending"),
)  # fmt: skip

# A pause is where the caller must hold out without knowing: nothing before the verdict may give it away.
GIVEAWAY = re.compile(
    r"\b(news|offer\w*|hired?|congrat\w*|unfortunately|afraid|sorry|regret\w*|glad|pleased|happy|delighted|"
    r"decid\w*|decision|chose\w*|second choice|yours)\b",
    re.IGNORECASE,
)

everyone = pytest.mark.parametrize("persona", PERSONAS, ids=IDS)


def variants(persona: Persona) -> Iterator[tuple[str, str]]:
    """Walk through all texts of a persona, each with the key it stands under."""
    for key, texts in persona.lines.items():
        yield from ((f"lines.{key}", text) for text in texts)
    for topic, by_verdict in persona.answers.items():
        for verdict, texts in by_verdict.items():
            yield from ((f"answers.{topic}.{verdict}", text) for text in texts)
    for topic, table in persona.topics.items():
        for verdict, texts in ({"any": table} if isinstance(table, list) else table).items():
            yield from ((f"topics.{topic}.{verdict}", text) for text in texts)


def wordings(persona: Persona, *, n_seeds: int = 2) -> Iterator[Wording]:
    """Draw a persona's words for every verdict, with a full brief and with an empty one."""
    for verdict, brief, seed in itertools.product(Verdict, BRIEFS, range(n_seeds)):
        yield Wording(persona=persona, brief=brief, verdict=verdict, seed=seed)


def spoken(wording: Wording) -> Iterator[str]:
    """Say everything that a wording can say, sentence by sentence."""
    keys = [*LINES, *(key for key in EXTRAS if wording.texts(key)), *(f"answers.{topic}" for topic in TOPICS)]
    for nth in range(4):
        for key in keys:
            if wording.texts(key):
                yield from wording.line(key, nth)
    for topic in read_topics():
        yield from wording.line(f"topics.{topic}", 0)
    for topic, cases in CASES.items():
        for case in cases if topic != "other_openings" or wording.facts.opening else ():
            if said := wording.fresh(f"answers.{topic}", 0, told=frozenset(), case=case):
                yield from said
    yield from wording.announcement()


def test_eight_recruiters_ship() -> None:
    """A fresh installation offers eight recruiters, of eight companies, in eight voices."""
    assert len(IDS) == 8
    assert len({persona.company for persona in PERSONAS}) == len({persona.voice.espeak for persona in PERSONAS}) == 8


@everyone
def test_file_is_named_after_the_recruiter(persona: Persona) -> None:
    """The id that a command takes is the recruiter's name."""
    assert persona.id == persona.name.lower().replace(" ", "-")


@everyone
def test_every_verdict_can_be_drawn(persona: Persona) -> None:
    """No recruiter always says the same: each verdict has some weight."""
    assert {verdict for verdict, weight in persona.verdicts.items() if weight > 0} == set(Verdict)


@everyone
def test_answers_name_no_unknown_verdict(persona: Persona) -> None:
    """A misspelt verdict would leave its answers unsaid; there is none."""
    found = [(topic, key) for topic, by in persona.answers.items() for key in by]
    assert [(topic, key) for topic, key in found if key not in {*Verdict, "any", *CASES.get(topic, ())}] == []


@everyone
def test_topics_are_known(persona: Persona) -> None:
    """A misspelt topic would leave its answer unsaid; there is none, and at least forty are answered in person."""
    assert set(persona.topics) <= set(read_topics())
    assert len(persona.topics) >= 40


@everyone
def test_every_blank_is_known(persona: Persona) -> None:
    """Each blank in braces is one that gets filled in."""
    used = {blank for _, text in variants(persona) for blank in re.findall(r"\{(.*?)\}", text)}
    assert used <= BLANKS


@everyone
def test_callers_name_follows_a_comma(persona: Persona) -> None:
    """The caller's name can be left out of every text that holds it."""
    assert [text for _, text in variants(persona) if re.search(r"(?<!, )\{caller\}", text)] == []


@everyone
def test_every_lookup_pauses_between_sentences(persona: Persona) -> None:
    """Each lookup has one or two pauses, with a whole sentence before and after each."""
    for text in persona.lines["lookup"]:
        stretches = text.split("{pause}")
        assert len(stretches) in (2, 3), text
        assert all(stretch.strip().endswith((".", "?", "!")) for stretch in stretches), text


@everyone
def test_pauses_belong_to_the_lookup(persona: Persona) -> None:
    """Nothing but looking up, and thinking about an answer, makes the caller wait."""
    paused = {key for key, text in variants(persona) if "{pause}" in text}
    assert paused <= {"lines.lookup", "lines.told_back", "answers.feedback.rejected", "answers.other_openings.some"}


@everyone
def test_lookup_does_not_give_the_verdict_away(persona: Persona) -> None:
    """Until the verdict is told, no word hints at it."""
    before = persona.lines["lookup"] + persona.lines.get("hanging", [])
    assert [text for text in before if GIVEAWAY.search(text) and "wanted to" not in text] == []


@everyone
@pytest.mark.parametrize("verdict", list(Verdict))
def test_verdicts_are_told_in_words_that_tell_them(persona: Persona, verdict: Verdict) -> None:
    """Whoever hears the announcement of a verdict takes it for that verdict, however it is worded."""
    for seed in range(6):
        wording = Wording(persona=persona, brief=BRIEF, verdict=verdict, seed=seed)
        assert read_verdict(" ".join(wording.verdict())) is verdict, wording.verdict()
        assert read_verdict(" ".join(wording.announcement())) is None, wording.announcement()


@everyone
def test_lines_vary(persona: Persona) -> None:
    """Every line has at least three variants, and no text stands twice under one key."""
    assert [key for key in LINES if len(persona.lines[key]) < 3] == []
    assert len(set(variants(persona))) == len(list(variants(persona)))


@everyone
def test_answers_vary(persona: Persona) -> None:
    """Every answer has at least two variants, and the ones often needed have three."""
    n_texts = {(topic, verdict): len(texts) for topic, by in persona.answers.items() for verdict, texts in by.items()}
    assert [pair for pair, n in n_texts.items() if n < 2] == []
    assert [pair for pair in OFTEN_ASKED if n_texts.get(pair, 3) < 3] == []


@everyone
def test_verdict_takes_at_most_three_sentences(persona: Persona) -> None:
    """The verdict comes quickly once it comes."""
    for wording in wordings(persona):
        assert 1 <= len(wording.verdict()) <= 3


@everyone
def test_probes_are_single_questions(persona: Persona) -> None:
    """What an introduction left out is asked for in one sentence each, so that three in a row stay bearable."""
    for wording in wordings(persona):
        for key in ("missing_name", "missing_role", "missing_reason"):
            (question,) = wording.line(key)
            assert question.endswith("?")


@everyone
def test_sentences_can_be_spoken(persona: Persona) -> None:
    """Whatever the seed, verdict and brief: whole sentences, short enough for one breath, with no blank left."""
    for wording in wordings(persona):
        for sentence in spoken(wording):
            if sentence == PAUSE:
                continue
            assert re.fullmatch(r"[A-Z][^{}\[\]|]*[.?!\u2026]", sentence), sentence
            assert not re.search(r" [,.?!]|,[,.?!]|\b(\w+) \1\b", re.sub("Bye bye|had had", "", sentence)), sentence
            assert len(sentence.split()) <= MOST_WORDS, sentence


@everyone
def test_announcement_ends_with_words(persona: Persona) -> None:
    """The verdict follows the last words of the lookup, never a silence."""
    for wording in wordings(persona):
        assert wording.announcement()[-1] != PAUSE


@everyone
def test_pauses_last_as_the_manner_says(persona: Persona) -> None:
    """A pause lies between the persona's shortest and longest, in samples."""
    low, high = (round(16_000 * limit) for limit in persona.manner.pause_s)
    for wording in wordings(persona):
        assert all(low <= wording.pause(nth) <= high for nth in range(4))


@pytest.mark.skipif(sys.platform != "linux", reason="eSpeak NG's names are used on Linux only")
@everyone
def test_voice_speaks(persona: Persona) -> None:
    """The voice is one that eSpeak NG knows, and it says the company's name with it."""
    pytest.importorskip("espeakng_loader")
    voice = Pyttsx3Voice(settings_of(persona.voice))
    try:
        assert voice.render(persona.company).size > 0
    finally:
        voice.close()


def test_recruiters_have_their_own_words() -> None:
    """No two recruiters share a text."""
    owners = [(text, persona.id) for persona in PERSONAS for _, text in variants(persona)]
    texts = {text for text, _ in owners}
    assert [text for text in texts if len({owner for t, owner in owners if t == text}) > 1] == []


def test_recruiters_say_when_a_decision_falls() -> None:
    """Whoever asks when an open decision falls is told the day, in every wording."""
    for persona in PERSONAS:
        texts = persona.answers["decision"]["pending"] + persona.answers["next_steps"]["pending"]
        assert [text for text in texts if "{hear_by}" not in text] == []


@everyone
@pytest.mark.parametrize("level", list(LEVELS))
def test_a_level_keeps_pauses_within_what_formats_allow(persona: Persona, level: int) -> None:
    """However hard the call, a pause lasts 1.5 to 4 seconds and every verdict stays possible."""
    harder = at_level(persona, LEVELS[level])
    assert 1.5 <= harder.manner.pause_s[0] <= harder.manner.pause_s[1] <= 4.0
    assert all(weight > 0 for weight in harder.verdicts.values())
