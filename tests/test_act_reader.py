"""What callers say is read as the acts that it does, with the words that carried them."""

import pytest

from simulator.listening.act_patterns import read_plainly
from simulator.listening.act_reader import LateActReader, TrainedActReader, open_act_reader
from simulator.listening.acts import Act, is_backchannel


@pytest.fixture(scope="module")
def reader() -> TrainedActReader:
    """Load the reader once."""
    return open_act_reader()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good morning, this is Priya Raman.", {Act.GREETING, Act.NAME}),
        ("When would I start, and is there any paperwork to sign?", {Act.ASK_NEXT_STEPS}),
        ("Could you tell me what I could have done better?", {Act.ASK_FEEDBACK}),
        ("Do you have any other vacancies at the moment?", {Act.ASK_OTHER_OPENINGS}),
        ("Please keep my details on file in case a place comes up.", {Act.ASK_KEEP_IN_MIND}),
        ("Have you made a decision yet?", {Act.ASK_DECISION}),
        ("Thank you so much for letting me know.", {Act.THANKS}),
        ("Have a lovely weekend, goodbye.", {Act.WELL_WISH, Act.FAREWELL}),
        ("Mm-hm, right.", {Act.BACKCHANNEL}),
        ("The kettle is on the stove.", set()),
        ("", set()),
        (" \n ", set()),
        ("...", set()),
    ],
)
def test_plain_talk_is_understood(reader: TrainedActReader, text: str, expected: set[Act]) -> None:
    """What is said in plain words is found, and nothing else."""
    assert {finding.act for finding in reader.read(text)} == expected


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("Thank you for your help. I'm a great afternoon. Don't buy it.", {Act.THANKS, Act.WELL_WISH, Act.FAREWELL}),
        ("Thanks. From a lovely weekend. Goodbye.", {Act.THANKS, Act.WELL_WISH, Act.FAREWELL}),
        ("I wish you all the best. Not five.", {Act.WELL_WISH, Act.FAREWELL}),
        ("It was between two and the five.", set()),
        ("I'm a good baker. I had a lovely day with you.", set()),
    ],
)
def test_a_goodbye_is_known_by_its_sound(reader: TrainedActReader, heard: str, expected: set[Act]) -> None:
    """What recognisers write for "have a" and "goodbye" at the end of a call is taken for what was said."""
    assert {finding.act for finding in reader.read(heard)} & {Act.THANKS, Act.WELL_WISH, Act.FAREWELL} == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Where do we go from here?", {Act.ASK_NEXT_STEPS}),
        ("That is wonderful. So what happens next?", {Act.ASK_NEXT_STEPS}),
        ("okay so where do we go from here", {Act.ASK_NEXT_STEPS}),
        ("What happens next door is not my business.", set()),
        ("And what happens next in the film?", set()),
    ],
)
def test_what_happens_next_is_a_question_by_itself(reader: TrainedActReader, said: str, expected: set[Act]) -> None:
    """The shortest question about the next steps counts; where more words follow, it may be about something else."""
    assert {finding.act for finding in read_plainly(said)} == expected
    assert expected <= {finding.act for finding in reader.read(said)}


def test_a_wish_is_known_without_its_article() -> None:
    """How about amazing week is what a recogniser writes for a wish; fine day to day is none."""
    assert {finding.act for finding in read_plainly("How about amazing week?")} == {Act.WELL_WISH}
    assert not read_plainly("I am fine day to day.")


def test_capitals_and_marks_do_not_decide(reader: TrainedActReader) -> None:
    """A recogniser that writes neither capitals nor marks is understood too."""
    found = {finding.act for finding in reader.read("hello this is priya raman do you have any feedback for me thanks bye")}
    assert found == {Act.GREETING, Act.NAME, Act.ASK_FEEDBACK, Act.THANKS, Act.FAREWELL}


def test_evidence_is_the_words_that_did_it(reader: TrainedActReader) -> None:
    """Each finding points at its own words."""
    text = "Sorry about the noise in here. Thank you so much for calling. When do I start?"
    spans = {finding.act: text[finding.start : finding.end] for finding in reader.read(text)}
    assert "Thank" in spans[Act.THANKS]
    assert "noise" not in spans[Act.THANKS]
    assert "start?" in spans[Act.ASK_NEXT_STEPS]
    assert "Thank" not in spans[Act.ASK_NEXT_STEPS]


def test_findings_come_in_the_order_of_their_words(reader: TrainedActReader) -> None:
    """Findings are sorted by where their words begin, and are sure to a degree between 0 and 1."""
    findings = reader.read("Hi, it's Ana Lim. Thanks for your time. Bye now.")
    assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)
    assert all(0.0 < finding.confidence <= 1.0 for finding in findings)


def test_listening_and_speaking_is_not_only_listening(reader: TrainedActReader) -> None:
    """A backchannel before a question is no backchannel any more."""
    assert is_backchannel(reader.read("Okay, I see."))
    assert not is_backchannel(reader.read("Okay, I see. Have you made a decision yet?"))


def test_an_act_in_a_long_turn_is_not_lost(reader: TrainedActReader) -> None:
    """One question in three hundred words is found, where it stands."""
    chatter = "The bus was late and the rain came in sideways all the way up the hill. " * 20
    text = chatter + "Could you give me some feedback on my interview? " + chatter
    (finding,) = [finding for finding in reader.read(text) if finding.act is Act.ASK_FEEDBACK]
    assert "feedback" in text[finding.start : finding.end]


def test_reading_twice_gives_the_same(reader: TrainedActReader) -> None:
    """Nothing that was read before matters."""
    text = "Right, thanks, and when would I hear?"
    first = reader.read(text)
    reader.read("Something else entirely, goodbye.")
    assert reader.read(text) == first


def test_text_of_any_kind_must_be_plainer_than_what_is_said_in_a_call(reader: TrainedActReader) -> None:
    """Whatever is found without knowing where it was said is found in a call too, just as sure; some of it only there."""
    in_call, late = open_act_reader(in_call=True), LateActReader()
    lines = (
        "Where do we go from here?",
        "So what tipped it?",
        "What put them ahead?",
        "How am I to get better?",
        "When do I start?",
    )
    anywhere = {(line, finding) for line in lines for finding in reader.read(line)}
    called = {(line, finding) for line in lines for finding in in_call.read(line)}
    assert anywhere < called
    assert called == {(line, finding) for line in lines for finding in late.read(line)}
