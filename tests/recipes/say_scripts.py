"""Makes `tests/benchmarks/spoken/`: every sentence that the altered callers say, in a voice that recognisers understand.

    python -m tests.recipes.say_scripts

What has to be installed is what `make_fixtures.py` needs. Each caller gets one file of sound with half a second
between sentences, and a table that says where each of them lies.
"""

import csv
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import soundfile

from tests.benchmarks.alterations import ALTERATIONS, SCRIPTS, SIDESTEP, SPOKEN, Script, altered
from tests.recipes import effects
from tests.recipes.make_fixtures import as_pcm16, speak
from tests.recipes.voices import open_voice

VOICES = {
    "hired": ("piper", "en_US-joe-medium"),
    "rejected": ("flite", "rms"),
    "runner-up": ("kokoro", "jf_alpha/en"),
    "pending": ("festival", "cmu_us_slt_arctic_hts"),
}
"""Caller to voice: kind and name, see `voices.py`. Four kinds, since a mistake of one synthesizer is not a caller's."""

BETWEEN_S = 0.5
"""Silence after each sentence."""


def sentences(script: Script) -> list[str]:
    """List what a caller may have to say, altered or not, each sentence once."""
    callers = [script, *(a.change(script) for one, a in altered(ALTERATIONS) if one.id == script.id)]
    said = [part.text for caller in callers for clip in caller.clips for part in clip.parts if part.text]
    return list(dict.fromkeys([*said, SIDESTEP]))


def make(script: Script) -> str:
    """Write one caller's file and table."""
    kind, name = VOICES[script.id]
    voice = open_voice(kind, name, seed=script.seed)
    pieces, rows, at = [], [], 0
    for text in sentences(script):
        samples = speak(voice, {"say": text})
        rows.append((at, at + samples.size, text))
        pieces += [samples, effects.silence(BETWEEN_S)]
        at += pieces[-2].size + pieces[-1].size
    SPOKEN.mkdir(exist_ok=True)
    sound = as_pcm16(np.concatenate(pieces))
    soundfile.write(SPOKEN / f"{script.id}.flac", sound, effects.SAMPLE_RATE, "PCM_16", format="FLAC", compression_level=1.0)
    with (SPOKEN / f"{script.id}.tsv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(("start", "end", "text"))
        table.writerows(rows)
    return f"{script.id}: {len(rows)} sentences in the voice {name}, {at / effects.SAMPLE_RATE:.0f} s"


def main() -> None:
    """Make all of them, each in a process of its own: engines carry state from clip to clip."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        for line in pool.map(make, SCRIPTS):
            print(line, flush=True)


if __name__ == "__main__":
    main()
