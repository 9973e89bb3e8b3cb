"""Makes `acts/heard/`: training text as the recogniser hears it, spoken by several synthetic voices.

`python -m tests.recipes.hear_acts` reads every other line aloud, recognises it, and writes the words that were heard
under the acts of the words that were said. A clause of which nothing was heard is left out; for a line that cannot be
recognised stands an empty one. All of it takes an hour of a core, or half of one of two.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from fnmatch import fnmatch
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

import numpy as np
import soxr
from moonshine_voice.transcriber import Transcriber

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.listening.acts import Act
from simulator.listening.moonshine import load
from tests.recipes import effects
from tests.recipes.act_forms import SOURCE, utterances
from tests.recipes.act_mishearing import EVERY, plain
from tests.recipes.act_text import FOLDER, Clause, Utterance, read_text
from tests.recipes.make_fixtures import babble
from tests.recipes.voices import Voice, open_voice

VOICES = ("flite:slt", "espeak", "flite:awb", "espeak", "flite:kal16", "festival:ked_diphone")
"""Who reads; each file's lines in turn. Voices that measure (`bench_acts.py`) are others."""

ESPEAK = ("en-us+f2", "en+m4", "en-us+m1", "en-gb-scotland+f4", "en-gb-x-rp+m5", "en-us+f5", "en-029+f3")
"""Who `espeak` is, file by file: all of eSpeak NG's voices in a process become the last that was opened."""

NOISY = 0.25
"""Share of lines that are read in a room full of voices."""

TELEPHONED = 0.2
"""Share of lines that come over a telephone line."""

NOT_HEARD = ("daily", "everyday", "neutral", "nothing", "bookish", "moods")
"""Kinds of text that nobody reads aloud: what they lack is what makes the others hard to hear."""

FAR_OFF = 0.65
"""Likeness of letters below which what was heard has lost its meaning, and would teach nonsense: one line in forty."""

_SILENCE = np.zeros(SAMPLE_RATE // 4, np.float32)  # the recogniser swallows a word that begins at once


def speak(voice: Voice, text: str, others: Samples, rng: np.random.Generator) -> list[float]:
    """Read a text aloud at some speed and loudness, over some hiss, perhaps among `others` or on the phone; 16 kHz."""
    samples, sample_rate = voice.say(text, rate=float(rng.uniform(0.85, 1.15)))
    samples = np.asarray(soxr.resample(samples, sample_rate, SAMPLE_RATE), np.float32)
    if rng.random() < NOISY:
        samples = effects.mix(samples, others, snr_db=float(rng.uniform(5.0, 20.0)))
    if rng.random() < TELEPHONED:
        samples = effects.resample(effects.telephone(samples), effects.TELEPHONE_RATE, SAMPLE_RATE)
    loud = samples * np.float32(rng.uniform(0.05, 0.5) / max(1e-6, float(np.abs(samples).max())))
    whole = np.concatenate([_SILENCE, loud, _SILENCE])
    hiss = rng.standard_normal(len(whole)) * 10 ** rng.uniform(-4.5, -2.5)
    return list((whole + hiss).clip(-1.0, 1.0))


def hear(transcriber: Transcriber, samples: list[float]) -> str:
    """Recognise a clip."""
    lines = transcriber.transcribe_without_streaming(samples, SAMPLE_RATE).lines
    return " ".join(" ".join(line.text.strip() for line in lines).split())


def relabel(said: tuple[Clause, ...], heard: str) -> tuple[Clause, ...]:
    """Give each heard word to the clause of the said word it stands for; words between follow the one before."""
    words = heard.split()
    clause_of = [number for number, clause in enumerate(said) for _ in clause.words]
    before = [plain(word) for clause in said for word in clause.words]
    owner = [-1] * len(words)
    for tag, first, last, start, end in SequenceMatcher(None, before, [plain(w) for w in words], autojunk=False).get_opcodes():
        for at in range(start, end):
            share = (at - start) / (end - start)
            place = first + int(share * (last - first)) if tag != "insert" else max(0, first - 1)
            owner[at] = clause_of[min(place, len(clause_of) - 1)]
    found = []
    for number, clause in enumerate(said):
        mine = tuple(word for word, whose in zip(words, owner, strict=True) if whose == number)
        if mine:
            found.append(Clause(mine, clause.acts))
    return tuple(found)


def likeness(said: str, heard: str) -> float:
    """Share of letters that two texts have in common, from 0 to 1."""
    return SequenceMatcher(None, _letters(said), _letters(heard), autojunk=False).ratio()


def _letters(text: str) -> str:
    return " ".join(map(plain, text.split()))


def written(clauses: tuple[Clause, ...]) -> str:
    """Write an utterance in the form that `act_text` reads."""
    tags = (",".join(act for act in Act if act in clause.acts) for clause in clauses)
    return " ".join(f"[{tag}] {' '.join(clause.words)}" for tag, clause in zip(tags, clauses, strict=True))


def readers(seed: int) -> list[Voice]:
    """Open the voices for the file with that seed."""
    names = (ESPEAK[seed % len(ESPEAK)] if voice == "espeak" else voice for voice in VOICES)
    return [open_voice(*(name if ":" in name else f"espeak:{name}").split(":"), seed=0) for name in names]


def hear_file(lines: Sequence[Utterance], *, target: Path) -> int:
    """Write what is heard of the lines of one file, in a process of its own; give how many were understood."""
    seed = crc32(target.stem.encode())  # a file is heard alike, whichever others are
    rng, voices, transcriber, others = np.random.default_rng(seed), readers(seed), load(), babble(np.random.default_rng(0))
    heard = []
    for number, one in enumerate(lines):
        text = hear(transcriber, speak(voices[number % len(voices)], one.text, others, rng))
        clauses = relabel(one.clauses, text.replace("[", "").replace("]", ""))
        heard.append(written(clauses) if clauses and likeness(one.text, text) >= FAR_OFF else "")
    target.write_text("\n".join(heard) + "\n", encoding="utf-8")
    return sum(map(bool, heard))


def main() -> None:
    """Read, hear and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=FOLDER / "heard")
    parser.add_argument("--files", default="*.txt", help="which files of the training text; the forms are `form.txt`")
    parser.add_argument("--jobs", type=int, default=2, help="how many files at a time")
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    by_file: dict[str, list[Utterance]] = {}
    for path in sorted(FOLDER.glob(options.files)):
        if not path.stem.startswith(NOT_HEARD):
            by_file[path.stem] = read_text(FOLDER, path.name)
    if fnmatch(f"{SOURCE}.txt", options.files):
        by_file[SOURCE] = utterances()
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        jobs = {
            name: pool.submit(hear_file, lines[::EVERY], target=options.target / f"{name}.txt") for name, lines in by_file.items()
        }
        for name, job in jobs.items():
            print(name, job.result(), flush=True)


if __name__ == "__main__":
    main()
