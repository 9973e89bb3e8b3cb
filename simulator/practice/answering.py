"""The engines of a live call, each on a thread of its own, with what they will probably be asked made ahead."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import numpy as np

from simulator.audio.clock import Samples, to_samples
from simulator.call.inbox import Rendered, Result
from simulator.call.session import SHORT, Engines
from simulator.call.wording import PAUSE, Wording
from simulator.errors import EngineError
from simulator.events import HeardWord, LineDrafted, PartSpoken, PartTranscribed, SpeechEnded, Transcribed
from simulator.lines.workers import Worker
from simulator.listening.recognition import Heard
from simulator.persona import TOPICS
from simulator.speaking.script import render_sentence

AHEAD = ("hello", "missing_name", "missing_role", "missing_reason", "anything_else", "welcome", "glad", "sorry", "goodbye")
"""Lines that most calls need, likeliest first."""


class LiveAnswers:
    """A recogniser and a voice that work beside the call; see `simulator.call.live.Answers`."""

    def __init__(self, engines: Engines) -> None:
        """Start the threads."""
        self._engines = engines
        self._ears: Worker[tuple[SpeechEnded | PartSpoken, int]] = Worker("recogniser")
        self._mouth: Worker[LineDrafted] = Worker("voice")
        self._sounds: dict[str, Samples] = {}
        self._newest: PartSpoken | None = None
        self._words: Heard | None = None
        self._claimed: dict[tuple[int, int] | None, tuple[SpeechEnded, int]] = {}
        self._heard_now: list[tuple[SpeechEnded | PartSpoken, int, Heard]] = []
        self._first: tuple[str, ...] = ()
        self._warm = threading.Event()
        self._done: list[tuple[LineDrafted, tuple[Samples, ...]]] = []

    def warm_up(self, wording: Wording) -> None:
        """Begin to load what loads late, and to say ahead what will probably be said."""
        noise = np.random.default_rng(0).normal(0, 0.01, to_samples(1.0)).astype(np.float32)
        self._first = wording.line("answer")
        self._ears.prepare(partial(self._engines.recognizer.recognize, noise))
        self._ears.prepare(partial(self._engines.acts.read, "Hello, I am calling about my interview."))
        self._ears.prepare(self._warm.set)
        # The phone can be answered without, but not the first turn: loaded there, on the call's own thread, they kept sound
        # waiting for 0.2 s of processor time, which was 0.7 s on a busy machine.
        self._ears.prepare(partial(self._engines.topics.match, "Where can I park?"))
        for text in self._first:
            self._mouth.prepare(partial(self._sound, text))
        for text in likely_lines(wording):
            self._mouth.prepare(partial(self._tried, text))

    def ready(self) -> bool:
        """Tell whether the recruiter can answer the phone.

        Raises:
            EngineError: If an engine failed.
        """
        for worker in (self._ears, self._mouth):
            worker.collect()
        return self._warm.is_set() and all(text in self._sounds for text in self._first)

    def recognize(self, speech: SpeechEnded | PartSpoken, samples: Samples, *, start: int) -> None:
        """Ask for the words of a stretch or a part of one; a part after which nothing came is not heard twice."""
        if isinstance(speech, PartSpoken):
            self._newest, self._words = speech, None
        elif _span(self._newest) != _span(speech) or speech.end - speech.start < SHORT:
            self._newest = None
        elif self._words is not None:
            self._heard_now.append((speech, start, self._words))
            return
        else:
            self._claimed[_span(speech)] = (speech, start)
            return
        # The call goes on with the words of parts; those of a whole stretch are for the record.
        self._ears.ask((speech, start), partial(self._heard, speech, samples), soon=isinstance(speech, PartSpoken))

    def render(self, draft: LineDrafted) -> None:
        """Ask for the sound of a line; one that was made ahead is there at once."""
        sentences = [text for text in draft.sentences if text != PAUSE]
        voice = self._engines.voice_for(draft)
        if voice is not self._engines.voice:
            self._mouth.ask(draft, lambda: tuple(render_sentence(text, voice) for text in sentences))
        elif all(text in self._sounds for text in sentences):
            self._done.append((draft, tuple(self._sounds[text] for text in sentences)))
        else:
            self._mouth.ask(draft, lambda: tuple(self._sound(text) for text in sentences))

    def arrived(self, at: int, *, wait_s: float = 0.0) -> Sequence[Result]:
        """Collect what is done, as entering the call at sample `at`.

        Raises:
            EngineError: If an engine failed.
        """
        lines = [*self._done, *((done.tag, done.result) for done in self._mouth.collect())]
        self._done = []
        results: list[Result] = [Rendered(line=draft.line, sounds=sounds, arrived_at=at) for draft, sounds in lines]
        for done in self._ears.collect(wait_s=0.0 if results or self._heard_now else wait_s):
            self._take(*done.tag, done.result)
        results += [_dated(speech, start, heard, at, self._engines.recognizer.key) for speech, start, heard in self._heard_now]
        self._heard_now = []
        return results

    def close(self) -> None:
        """Let the threads end."""
        self._ears.close()
        self._mouth.close()

    def _heard(self, speech: SpeechEnded | PartSpoken, samples: Samples) -> Heard | None:
        # A part that the caller has gone on from matters to nobody any more, unless it was the whole stretch.
        wanted = isinstance(speech, SpeechEnded) or speech is self._newest or _span(speech) in self._claimed
        return self._engines.recognizer.recognize(samples) if wanted else None

    def _take(self, speech: SpeechEnded | PartSpoken, start: int, heard: Heard | None) -> None:
        if heard is None:
            return
        self._heard_now.append((speech, start, heard))
        if speech is self._newest:
            self._words = heard
        if isinstance(speech, PartSpoken) and _span(speech) in self._claimed:
            self._heard_now.append((*self._claimed.pop(_span(speech)), heard))

    def _sound(self, text: str) -> Samples:
        if text not in self._sounds:
            self._sounds[text] = render_sentence(text, self._engines.voice)
        return self._sounds[text]

    def _tried(self, text: str) -> None:
        # What fails ahead of time is tried again, and complained of, when it is wanted.
        with suppress(EngineError):
            self._sound(text)


def _span(speech: SpeechEnded | PartSpoken | None) -> tuple[int, int] | None:
    return None if speech is None else (speech.start, speech.end)


def _dated(speech: SpeechEnded | PartSpoken, start: int, heard: Heard, at: int, engine: str) -> Transcribed | PartTranscribed:
    if isinstance(speech, PartSpoken):
        return PartTranscribed(part=speech, text=heard.text, arrived_at=at)
    words = tuple(HeardWord(text=w.text, start=start + w.start, end=start + w.end) for w in heard.words)
    return Transcribed(
        segment=speech.segment, start=speech.start, end=speech.end, text=heard.text, words=words, engine=engine, arrived_at=at
    )


def likely_lines(wording: Wording) -> list[str]:
    """List the sentences that a call will probably need, in the order in which it will."""
    lines = [wording.announcement(), wording.verdict(), *(wording.line(key) for key in AHEAD)]
    lines += [wording.answer(topic) for topic in TOPICS]
    return list(dict.fromkeys(text for line in lines for text in line if text != PAUSE))
