"""Measures the act reader beside two simple ones: keywords, and the nearest training clause.

    python -m tests.benchmarks.bench_acts [--gold FILE.jsonl …] [--spoken] [--everyday FILE.jsonl] [--curve]

A gold file has one JSON object a line: `text`, `labels`, and `doubtful` for acts that are not scored on that line. Without
one, the readers are judged by the files of training text that they have not seen. With --curve, which needs torch, networks
are taught on the spot with ever more of the text.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from simulator.engines import EngineRoom
from simulator.listening.act_reader import TrainedActReader, make_act_reader, open_act_reader
from simulator.listening.acts import Act
from simulator.listening.sentences import sentences
from tests.benchmarks.act_readers import Reader, by_keywords, nearest_reader
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.spoken_lines import installed, recognised
from tests.recipes import train_acts
from tests.recipes.act_calibration import f1, reliability
from tests.recipes.act_text import dealt, read_text

ACTS = tuple(Act)

FEWEST = 5
"""Examples below which an act's F1 says nothing and is left out of the mean."""

LONGEST_MS = 5.0
"""Goal: milliseconds of one core for a sentence."""

LONGEST_LOAD_S = 1.0
"""Goal: seconds of one core until the reader is there."""

LARGEST_MB = 4.0
"""Goal: megabytes of weights in the project."""

LARGEST_DROP = 0.08
"""Goal: macro-F1 lost when the lines are heard instead of read."""

MOST_FALSE_ALARMS = 0.02
"""Goal: share of everyday lines with an act that everyday talk does not do."""


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


def reads(reader: TrainedActReader) -> Reader:
    """Give what a text does, without evidence."""
    return lambda text: {finding.act for finding in reader.read(text)}


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
        "nearest": nearest_reader(read_text(pattern="*.txt")),
        "trained": reads(reader),
    }
    scores = {name: macro_f1(gold, [read(row.text) for row in gold]) for name, read in readers.items()}
    print(f"{path.name}: " + ", ".join(f"{name} {mean:.3f}" for name, (mean, _) in scores.items()))
    for act in scores["trained"][1]:
        print(f"  {act:22s}" + " ".join(f"{name} {each[act]:.2f}" for name, (_, each) in scores.items()))
    said = np.stack([reader.confidences(row.text) for row in gold])
    truth = np.array([[act in row.labels for act in ACTS] for row in gold], np.float32)
    print("  said/were: " + ", ".join(f"{mean:.2f}/{share:.2f} ({n})" for mean, share, n in reliability(said, truth)))


def measure_spoken(path: Path, reader: TrainedActReader) -> Figure:
    """Let the lines be spoken in voices of several kinds and recognised; print each one's word errors and macro-F1.

    Where words are wrong the ears lost them; how much F1 falls for them is the reader's part.
    """
    gold, room, read = read_gold(path), EngineRoom(), reads(reader)
    written, _ = macro_f1(gold, [read(row.text) for row in gold])
    means = []
    for voice in installed():
        heard = recognised([row.text for row in gold], voice, room)
        mean, _ = macro_f1(gold, [read(text) for text in heard.lines])
        print(f"  {path.name} heard from {voice}: {heard.word_error:.1%} of words wrong, {mean:.3f}", flush=True)
        means.append(mean)
    lost = written - float(np.mean(means))
    return Figure(what=f"acts: lost by hearing {path.name}", value=lost, unit="F1", at_most=LARGEST_DROP)


def measure_everyday(path: Path, reader: TrainedActReader) -> Figure:
    """Count the everyday lines that get an act which everyday talk does not do."""
    gold, read = read_gold(path), reads(reader)
    wrong = [(read(row.text) & set(train_acts.FALSE_ALARMS)) - row.labels - row.doubtful for row in gold]
    share = sum(map(bool, wrong)) / len(gold)
    return Figure(what=f"acts: false alarms in {path.name}", value=share, unit="share", at_most=MOST_FALSE_ALARMS)


def measure_costs(reader: TrainedActReader) -> list[Figure]:
    """Measure load time and milliseconds a sentence, both of one core, and the weights' size."""
    texts = [one.text for one in read_text()[::40]]
    n_sentences = sum(len(sentences(text)) for text in texts)
    with one_thread():
        loading = seconds_of_a_core(lambda: open_act_reader().read("Hello."))
        spent = seconds_of_a_core(lambda: [reader.read(text) for text in texts]) * 1000.0 / n_sentences
    size = Path(str(files("simulator.listening") / "acts.npz")).stat().st_size / 1e6
    return [
        Figure(what="acts: loading the reader", value=loading, unit="s", at_most=LONGEST_LOAD_S),
        Figure(what="acts: reading a sentence", value=spent, unit="ms", at_most=LONGEST_MS),
        Figure(what="acts: weights", value=size, unit="MB", at_most=LARGEST_MB),
    ]


def seconds_of_a_core(work: Callable[[], object]) -> float:
    """Measure the processor's time, which others on the machine do not stretch much."""
    start = time.process_time()
    work()
    return time.process_time() - start


def one_thread() -> AbstractContextManager[object]:
    """Keep matrix products on the calling thread."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # has no types

    limits: AbstractContextManager[object] = threadpool_limits(1)
    return limits


def kept_back() -> None:
    """Print what the three readers make of the calls that the networks left out; each network by itself was judged on its own."""
    parts = [train_acts.split(read_text(), part=part) for part in train_acts.LEFT_OUT]
    parts = [(kept, [one for one in dealt(held, 0) if train_acts.is_call(one)]) for kept, held in parts]
    gold = [Gold(text=one.text, labels=frozenset(one.acts), doubtful=frozenset()) for _, held in parts for one in held]
    by_nearest = [read(one.text) for kept, held in parts for read in [nearest_reader(kept)] for one in held]
    means = {
        "keywords": macro_f1(gold, [by_keywords(row.text) for row in gold])[0],
        "nearest": macro_f1(gold, by_nearest)[0],
    }
    with np.load(str(files("simulator.listening") / "acts.npz")) as weights:
        each = weights["held_out"]
    means["one trained network"] = float(each.mean())
    print(f"kept back ({len(gold)} utterances): " + ", ".join(f"{name} {mean:.3f}" for name, mean in means.items()))
    print("  " + ", ".join(f"{act.value} {value:.2f}" for act, value in zip(ACTS, each, strict=True)))


def curve(golds: Sequence[Path], *, epochs: int) -> None:
    """Print one network's macro-F1 against the share of the training text."""
    kept, held = train_acts.split(read_text(), part=train_acts.LEFT_OUT[0])
    for share in (1 / 8, 1 / 4, 1 / 2, 1.0):
        some = kept[:: round(1 / share)]
        # Smaller shares are seen more often, so that breadth differs more than the number of steps does.
        network = train_acts.train(some, epochs=min(4 * epochs, round(epochs / share)), seed=1)
        belief = train_acts.calibration(train_acts.score(held, network), held)
        reader = make_act_reader(train_acts.stacked([network]) | belief)
        for path in golds:
            gold = read_gold(path)
            mean, _ = macro_f1(gold, [reads(reader)(row.text) for row in gold])
            print(f"{len(some)} utterances: {path.name} {mean:.3f}", flush=True)


def main(arguments: Sequence[str] = ()) -> bool:
    """Measure; tell whether the goals were met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[], help="labelled lines to measure on")
    parser.add_argument("--spoken", action="store_true", help="let those be spoken in up to four voices and recognised, too")
    parser.add_argument("--everyday", type=Path, action="append", default=[], help="labelled lines of everyday talk")
    parser.add_argument("--curve", action="store_true", help="train on an eighth, a quarter, half and all of the text")
    parser.add_argument("--epochs", type=int, default=train_acts.EPOCHS, help="how long the whole text is trained on")
    options = parser.parse_args(arguments)
    reader = open_act_reader()
    met = show(measure_costs(reader))
    kept_back()
    for path in options.gold:
        compare(path, reader)
        met &= not options.spoken or show([measure_spoken(path, reader)])
    met &= show([measure_everyday(path, reader) for path in options.everyday])
    if options.curve:
        curve(options.gold, epochs=options.epochs)
    return met


if __name__ == "__main__":
    import sys

    sys.exit(not main(sys.argv[1:]))
