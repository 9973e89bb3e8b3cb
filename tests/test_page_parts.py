"""The parts of the report: lesson, sound, timeline, transcript, delivery, notes, disputes, colours."""

import io
import json
import re
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.audio.clock import to_samples
from simulator.errors import InputError
from simulator.reporting.page.card import read_card
from simulator.reporting.page.delivery import measures, pace_over_time
from simulator.reporting.page.disputes import fingerprint, read_disputes
from simulator.reporting.page.lesson import best, next_time
from simulator.reporting.page.pitch import pitch_range
from simulator.reporting.page.silences import Silence, longest, silences, summary
from simulator.reporting.page.sound import pack
from simulator.reporting.page.timeline import outline, timeline
from simulator.reporting.page.transcript import sentences, transcript, verdict_at
from simulator.reporting.page.worth_noting import worth_noting
from tests.reports import BRIEF, REACTION, card, heard, met, missed, recording, sweep


def test_the_dearest_miss_is_the_lesson() -> None:
    """The one thing to do next time is the miss that costs most points, the first in call order among equals."""
    lesson = next_time(read_card(card()), BRIEF)  # no_interruption costs 9 of 25, feedback 9, name and role 5
    assert (lesson.check, lesson.points, lesson.line) == ("silence.no_interruption", 9, "Sorry, please go on.")


def test_advice_is_parted_from_its_example() -> None:
    """The example line of an advice stands on its own."""
    steps = [
        {
            "id": "reaction",
            "score": 0,
            "of": 25,
            "checks": [missed("next_steps", 'Ask what happens now: "What is next?"')],
        }
    ]
    lesson = next_time(read_card(card(steps=steps)), BRIEF)
    assert (lesson.what, lesson.line, lesson.points) == ("Ask what happens now.", "What is next?", 25)


def test_the_example_is_the_callers_own() -> None:
    """Where the advice says what was wrong, the example line comes from the brief."""
    steps = [{"id": "introduction", "score": 0, "of": 25, "checks": [missed("interview_when", "You said Monday.")]}]
    lesson = next_time(read_card(card(steps=steps)), BRIEF)
    assert (lesson.what, lesson.line) == ("You said Monday.", "We met on Tuesday, November 10.")


def test_a_call_without_a_miss_raises_the_bar() -> None:
    """When nothing was missed, the next thing is a harder call."""
    steps = [{"id": "ending", "score": 25, "of": 25, "checks": [met("thanks")]}]
    assert next_time(read_card(card(steps=steps)), BRIEF).title == "Raise the bar"


def test_the_hardest_thing_that_worked_is_praised() -> None:
    """What went best is the hardest check that passed, with its words; nothing is praised when nothing passed."""
    found = best(read_card(card()))
    assert found is not None
    assert found.quote is not None
    assert found.quote.text == "keep me in mind?"
    assert best(read_card(card(steps=[]))) is None


def test_flac_keeps_every_bit() -> None:
    """Sound that fits is kept exactly as recorded."""
    call = recording()
    sound = pack(call.near, call.far)
    pcm, rate = soundfile.read(io.BytesIO(sound.data), dtype="int16")
    assert (sound.mime, rate) == ("audio/flac", 16_000)
    np.testing.assert_array_equal(pcm[:, 0], np.rint(call.near * 32768).astype(np.int16))


def test_sound_shrinks_in_steps() -> None:
    """Too large a sound first loses its lowest bits, then becomes Opus of the same length."""
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.05, to_samples(4.0)).astype(np.float32)
    whole = len(pack(noise, noise).data)
    rounded = pack(noise, noise, most_bytes=whole * 9 // 10)
    pcm, _ = soundfile.read(io.BytesIO(rounded.data), dtype="int16")
    assert rounded.mime == "audio/flac"
    assert not np.any(pcm & 3)
    opus = pack(noise, noise, most_bytes=whole // 4)
    assert opus.mime == 'audio/ogg; codecs="opus"'
    assert soundfile.info(io.BytesIO(opus.data)).frames == len(noise)


@pytest.mark.parametrize("n", [0, 1, 319, 320, 16_001])
def test_outline_has_fence_posts(n: int) -> None:
    """A lane is drawn for any number of samples, none included, without a number that is not finite."""
    path = outline(np.full(n, 0.1, dtype=np.float32))
    assert re.fullmatch(r"M(\d+,\d+\.\d ?)+Z", path)


def test_the_timeline_is_in_percent() -> None:
    """Turns, pauses, overlaps and the verdict stand where they belong on a line of 100 percent."""
    told = read_card(card())
    drawn = timeline(told, transcript(told, recording().events), sweep(3, 8), sweep(9, 16), decided=15.0)
    assert [(band.x, band.width) for band in drawn.turns][:2] == [(0.0, 8.33), (10.0, 16.67)]
    assert [(band.x, band.short) for band in drawn.pauses] == [(36.67, "2.5 s")]
    assert [(band.x, band.kind) for band in drawn.overlaps] == [(46.67, "interruption")]
    assert drawn.verdict == 50.0
    assert [moment.kind for moment in drawn.moments] == ["silence", "interruption", "verdict"]


def test_a_silence_is_told_with_its_place() -> None:
    """A held pause counts whole and names the words before it; a broken one counts up to what the caller said."""
    said = sentences(recording().events)
    (held,) = silences(read_card(card()), said)
    assert (held.start, held.seconds, held.held, held.after) == (11.0, 2.5, True, "Let me look.")
    broken_into = [{"start": 12.2, "end": 12.9, "text": "hello?", "kind": "pause"}]
    (broken,) = silences(read_card(card(interruptions=broken_into)))
    assert (broken.start, round(broken.seconds, 3), broken.broken_by, broken.after) == (11.0, 1.2, "hello?", "")
    assert summary([held]) == "You held 1 of 1 silences, 2.5 s in all, the longest 2.5 s."
    assert (
        summary([held, broken]) == f"{summary([held]).replace('1 of 1', '1 of 2')} The shortest that you broke had lasted 1.2 s."
    )
    assert summary([broken]) == "You held 0 of 1 silences. The shortest that you broke had lasted 1.2 s."
    assert summary([]) == ""


def test_of_many_silences_the_longest_are_shown() -> None:
    """Those to hear again stand in order of time."""
    many = [Silence(start=float(i), end=i + 0.1 * (i % 8), after="", broken_by=None) for i in range(16)]
    assert [one.start for one in longest(many)] == [5, 6, 7, 13, 14, 15]


def test_the_transcript_follows_the_journal() -> None:
    """The caller's words and the recruiter's sentences and pauses carry the journal's times."""
    lines = transcript(read_card(card()), recording().events)
    assert [piece.text for piece in lines[1].pieces][:3] == ["Hello, ", "this ", "is "]
    assert [(piece.start, piece.is_pause) for piece in lines[2].pieces] == [(9.0, False), (11.0, True), (13.5, False)]
    assert [line.verdict for line in lines] == ["", "", "", "before", ""]


def test_a_text_that_differs_from_the_journal_stands_whole() -> None:
    """When the card's words are not the journal's, a turn is shown whole with the turn's own times."""
    told = card()
    told["turns"][1]["text"] = told["turns"][2]["text"] = "something else"
    lines = transcript(read_card(told), recording().events)
    assert [(piece.text, piece.start, piece.end) for piece in lines[1].pieces] == [("something else", 3.0, 8.0)]
    assert [piece.text for piece in lines[2].pieces] == ["something else", ""]


def test_a_turn_that_outlasts_the_recruiters_is_parted() -> None:
    """Words into a pause and words after the verdict are one turn on the card, and two lines about the verdict here."""
    told = card()
    told["turns"][3] = told["turns"][3] | {"start": 12.0, "text": f"Hello? {REACTION}"}
    call = recording()
    lines = transcript(read_card(told), (*call.events, heard(2, "Hello?", 12.0, 13.0)))
    assert [(line.speaker, line.start, line.verdict) for line in lines[2:5]] == [
        ("recruiter", 9.0, ""), ("caller", 12.0, ""), ("caller", 17.0, "before"),
    ]  # fmt: skip


def test_promises_are_worth_noting() -> None:
    """Days and promises after the verdict are listed, once, with the words that notes are searched for."""
    call = recording()
    noted = worth_noting(read_card(card()), sentences(call.events), decided=verdict_at(call.events))
    assert [(item.text, item.start, item.keys) for item in noted] == [
        ("I'll call you next week.", 21.0, ("call you", "next week"))
    ]


def test_promises_are_found_without_a_journal() -> None:
    """A turn without sentence times is cut into sentences, and its time shared by their length."""
    noted = worth_noting(read_card(card()), [], decided=None)
    assert [(item.text, item.start) for item in noted] == [("I'll call you next week.", 21.0)]


def test_each_measure_says_where_its_range_comes_from() -> None:
    """Every measure that has a usual range names a source, and stands inside its scale."""
    found = measures(read_card(card()), recording().near)
    assert [measure.title for measure in found][:3] == ["Pace", "Fillers (um, er, you know)", "Your answers began after"]
    assert all(measure.source and 0 <= measure.at <= 100 for measure in found)


def test_pace_leaves_silence_out() -> None:
    """A turn's pace counts the time in which something was said: 10 words in 5 s are 120 a minute."""
    told = read_card(card())
    assert [pace.words_per_minute for pace in pace_over_time(told, recording().events)] == [120, 160]
    assert [pace.words_per_minute for pace in pace_over_time(told, ())] == [120, 160]


def test_pitch_needs_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Praat's library there is no pitch range, and no error."""
    monkeypatch.setitem(sys.modules, "parselmouth", None)
    assert pitch_range([sweep(0, 20)]) is None


def test_a_scorecard_is_known_by_its_content() -> None:
    """The same findings have the same fingerprint in any order of keys, whatever a fixture expected of them."""
    told = card()
    shuffled = dict(reversed(told.items())) | {"expectations": [{"what": "score"}]}
    assert fingerprint(told) == fingerprint(shuffled) == fingerprint(json.loads(json.dumps(told)))
    assert fingerprint(told) != fingerprint(card(score=71))


def test_disputes_are_read_back(tmp_path: Path) -> None:
    """What the page downloads is read; anything else is refused in a line that names the file."""
    one = {"check": "ending.thanks", "finding": False, "claim": "did", "words": "I said ta", "at": "2026-11-22T10:00:00Z"}
    file = tmp_path / "disputes.json"
    file.write_text(json.dumps({"format": "rehearsal-disputes", "schema": 1, "call": "ab", "disputes": [one]}), "utf-8")
    assert read_disputes(file).disputes[0].words == "I said ta"
    file.write_text('{"format": "something"}', "utf-8")
    with pytest.raises(InputError, match=r"disputes\.json: expected what"):
        read_disputes(file)
    with pytest.raises(InputError, match="nothing"):
        read_disputes(tmp_path / "nothing.json")


def test_a_foreign_recording_has_no_verdict_mark() -> None:
    """Without a journal there is no verdict moment, and turns stand whole."""
    call = replace(recording(), events=())
    assert verdict_at(call.events) is None
    assert [len(line.pieces) for line in transcript(read_card(card()), call.events)] == [1, 1, 2, 1, 1]


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast(scheme: int) -> None:
    """Text reaches 4.5:1 on every ground that it stands on, shapes 3:1 (WCAG 2.2 AA), light and dark."""
    style = (resources.files("simulator.reporting.page") / "parts" / "palette.css").read_text("utf-8")
    colours = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", style)}

    def ratio(one: str, other: str) -> float:
        low, high = sorted(_luminance(colours[name][scheme]) for name in (one, other))
        return (high + 0.05) / (low + 0.05)

    texts = [("ink", "paper card raised now good-wash bad-wash"), ("soft", "paper card raised"), ("on-deep", "deep")]
    texts += [("bad", "card bad-wash"), ("good", "card"), ("caller", "card"), ("recruiter", "card")]
    assert [(a, b, round(ratio(a, b), 2)) for a, grounds in texts for b in grounds.split() if ratio(a, b) < 4.5] == []
    shapes = [("edge", "card"), ("edge", "raised"), ("deep", "line"), ("caller", "caller-wash"), ("recruiter", "recruiter-wash")]
    assert [(a, b, round(ratio(a, b), 2)) for a, b in shapes if ratio(a, b) < 3] == []
