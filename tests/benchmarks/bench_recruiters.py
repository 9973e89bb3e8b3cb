"""Talks to the recruiters five hundred times in text, and asks them what is not in their script.

    python -m tests.benchmarks.bench_recruiters [--show]

What a caller says comes from the training text of the acts; what the recruiters understand of a question outside the
script is measured on questions that were written after the topics were done (`offscript.tsv`).
"""

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from simulator.call.levels import AS_WRITTEN, LEVELS
from simulator.call.phases import Phase
from simulator.call.reading import PARRY, questions
from simulator.call.surprises import Surprise
from simulator.call.topics import TopicReader, open_topics
from simulator.listening.act_reader import open_act_reader
from simulator.listening.acts import QUESTIONS
from simulator.listening.verdicts import read_verdict
from simulator.persona import load_persona
from simulator.verdict import Verdict
from tests.benchmarks.callers import MANNERS, Shelf, turns_of
from tests.benchmarks.figures import Figure, show
from tests.text_calls import FOLDER, Exchange, TextCall, Turn, heard, run_call

N_CALLS = 500
OFFSCRIPT = Path(__file__).parent / "offscript.tsv"
PERSONAS = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
MOST_SHARED = 0.4
"""Share of its words that a call may have in common with one of another seed."""

DATE = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day the [a-z-]+ of [A-Z][a-z]+")
CONTRARY = {
    Verdict.HIRED: {Verdict.REJECTED, Verdict.RUNNER_UP, Verdict.PENDING},
    Verdict.REJECTED: {Verdict.HIRED, Verdict.RUNNER_UP, Verdict.PENDING},
    Verdict.RUNNER_UP: {Verdict.HIRED},
    Verdict.PENDING: {Verdict.HIRED, Verdict.REJECTED, Verdict.RUNNER_UP},
}
"""What must not be read into an answer; a second place is a refusal and an open question as well."""


def make_calls(topics: TopicReader) -> list[TextCall]:
    """Make the calls: every persona, verdict and manner in turn, with levels and surprises mixed in."""
    personas = {name: load_persona(FOLDER / f"{name}.toml") for name in PERSONAS}
    shelves = {name: Shelf(persona, np.random.default_rng(i)) for i, (name, persona) in enumerate(personas.items())}
    calls = []
    for n in range(N_CALLS):
        turn = n // len(PERSONAS)
        verdict = list(Verdict)[turn % 4]
        manner = MANNERS[(turn // 4 + n) % len(MANNERS)]
        shelf = shelves[PERSONAS[n % len(PERSONAS)]]
        level = list(LEVELS.values())[(turn // 2) % 5] if turn % 2 else AS_WRITTEN
        surprise = list(Surprise)[(n // 10) % 5] if n % 10 == 0 else None
        calls.append(run_call(
            turns_of(manner, verdict, shelf), persona_id=PERSONAS[n % len(PERSONAS)], verdict=verdict, seed=n, topics=topics,
            level=level, surprise=surprise,
        ))  # fmt: skip
    return calls


def twice(call: TextCall) -> list[str]:
    """Sentences that were said a second time though nobody had asked for that."""
    said: set[str] = set()
    found = []
    for exchange in call.exchanges:
        sentences = [s for s in (exchange.reply.sentences if exchange.reply else ()) if s]
        if "repeat" not in exchange.keys:
            found += [s for s in sentences if s in said]
        said.update(sentences)
    return found


def contradictions(call: TextCall) -> list[str]:
    """Answers that tell another verdict, a day that was not drawn, or a fact that is another call's."""
    facts, pools = call.wording.facts, call.persona.facts
    true = {text for ways in facts.blanks().values() for text in ways}
    lists = ("times", "people", "documents", "preparation", "openings", "months")
    false = {text for name in lists for text in getattr(pools, name)} - true
    found = []
    for exchange in call.exchanges:
        if exchange.reply is None or exchange.reply.purpose == "announcement":
            continue
        text = " ".join(exchange.reply.sentences)
        told = read_verdict(text)
        found += [f"{told}: {text}"] if told in CONTRARY[call.verdict] and exchange.phase is not Phase.OPENING else []
        found += [f"day: {text}" for day in DATE.findall(text) if day not in true]
        for fact in sorted(true, key=len, reverse=True):
            text = text.replace(fact, "(…)")
        apart = r"(?<!once )(?<!twice )(?<!each )\b"
        found += [f"fact {wrong!r}: {text}" for wrong in false if re.search(apart + re.escape(wrong) + r"\b", text)]
    return found


def unanswered(exchange: Exchange) -> bool:
    """Tell whether a turn's questions got fewer answers than they wanted; one parry does for all that nobody knows."""
    if exchange.phase not in (Phase.REACTING, Phase.CLOSING):
        return False
    # "Could I start later? Would that be possible?" is one question.
    wanted = {said.question for said in exchange.turn if said.question and said.question != "understand"}
    keys = [key for key in exchange.keys if key.startswith(("answers.", "topics.")) or key in (PARRY, "covered")]
    spoken = exchange.reply is not None and bool(exchange.reply.sentences)
    return bool(wanted) and (not spoken or not keys or (len(keys) < len(wanted) and PARRY not in keys))


def words_shared(first: TextCall, second: TextCall) -> tuple[float, float]:
    """Share of the first call's words that stand in sentences, and in runs of four words, that the second has too."""
    n_words = sum(len(s.split()) for s in first.sentences)
    own = set(second.sentences)
    by_sentence = sum(len(s.split()) for s in first.sentences if s in own) / n_words
    runs = [_runs(call) for call in (first, second)]
    return by_sentence, len([run for run in runs[0] if run in set(runs[1])]) / max(1, len(runs[0]))


def _runs(call: TextCall) -> list[tuple[str, ...]]:
    words = re.findall(r"[\w']+", " ".join(call.sentences).lower())
    return list(zip(*(words[i:] for i in range(4)), strict=False))


def variety(topics: TopicReader, manner: str = "patient", *, n_each: int = 12) -> list[tuple[float, float]]:
    """Compare calls that differ in nothing but the seed: half of them by one, half by any number."""
    rng = np.random.default_rng(2)
    found = []
    for n, persona in enumerate(PERSONAS * n_each):
        shelf = Shelf(load_persona(FOLDER / f"{persona}.toml"), np.random.default_rng(n))
        verdict = list(Verdict)[n // len(PERSONAS) % 4]
        turns: list[Turn] = turns_of(manner, verdict, shelf)
        one, other = (int(seed) for seed in rng.integers(10_000, size=2))
        seeds = (one, one + 1 if n % 2 else other, one)
        calls = [run_call(turns, persona_id=persona, verdict=verdict, seed=seed, topics=topics) for seed in seeds]
        assert calls[0].sentences == calls[2].sentences
        found.append(words_shared(calls[0], calls[1]))
    return found


def coverage(calls: Sequence[TextCall]) -> dict[str, tuple[float, list[str]]]:
    """Share of each persona's texts that were ever used, and those that were not."""
    used: dict[str, set[str]] = defaultdict(set)
    for call in calls:
        used[call.persona.id] |= call.wording.note()
    found = {}
    for call in calls[: len(PERSONAS)]:
        persona = call.persona
        tables = [*persona.answers.values(), *(t if isinstance(t, dict) else {"any": t} for t in persona.topics.values())]
        texts = {text for texts in persona.lines.values() for text in texts}
        texts |= {text for table in tables for texts in table.values() for text in texts}
        unused = sorted(texts - used[persona.id])
        found[persona.id] = (1 - len(unused) / len(texts), unused)
    return found


def off_script(topics: TopicReader, *, verbose: bool) -> list[Figure]:
    """Ask what nobody prepared for: answered to the point, parried, or beside it."""
    reader = open_act_reader(in_call=True)
    outcomes: Counter[str] = Counter()
    for line in OFFSCRIPT.read_text(encoding="utf-8").splitlines():
        text, _, fitting = line.partition("\t")
        findings = tuple(f for f in reader.read(text))
        asked = questions(heard(()).__class__(text=text, findings=findings), topics)
        keys = {question.key for question in asked}
        wanted = {f"answers.{w}" if f"ask_{w}" in set(QUESTIONS) else f"topics.{w}" for w in fitting.split(",")}
        outcome = "to the point" if keys & wanted else "parried" if keys == {PARRY} else "missed" if not keys else "beside it"
        if verbose and outcome != "to the point":
            print(f"  {outcome:12s} {text} -> {', '.join(sorted(keys)) or '-'}")
        outcomes[outcome] += 1
    total = outcomes.total()
    print(f"off-script questions: {dict(outcomes)}")
    return [
        Figure(what="off script: to the point or parried", value=(outcomes["to the point"] + outcomes["parried"]) / total,
               unit="", at_least=0.85),
        Figure(what="off script: to the point", value=outcomes["to the point"] / total, unit="", at_least=0.6),
    ]  # fmt: skip


def main(arguments: Sequence[str] = ()) -> bool:
    """Measure; tell whether the goals were met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args(arguments)
    topics = open_topics()
    begun = time.process_time()
    calls = make_calls(topics)
    spent = time.process_time() - begun
    problems = {
        "calls that did not end": [c.persona.id for c in calls if not c.ended],
        "sentences said twice": [s for call in calls for s in twice(call)],
        "contradictions": [s for call in calls for s in contradictions(call)],
        "questions without an answer": [str(e) for call in calls for e in call.exchanges if unanswered(e)],
    }
    covered = coverage(calls)
    if options.show:
        for what, found in problems.items():
            print(f"{what}:", *dict.fromkeys(found), sep="\n  ")
        for persona, (share, unused) in covered.items():
            print(f"{persona} {share:.3f}", *unused, sep="\n  ")
    n_turns = np.array([len(call.exchanges) for call in calls])
    n_words = np.array([sum(len(s.split()) for s in call.sentences) for call in calls])
    for what, values in (("recruiter's turns", n_turns), ("recruiter's words", n_words)):
        print(f"{what} a call: " + ", ".join(f"{q} % {np.percentile(values, q):.0f}" for q in (0, 10, 50, 90, 100)))
    print("share of texts used: " + ", ".join(f"{persona} {share:.2f}" for persona, (share, _) in covered.items()))
    shared = np.array(variety(topics))
    for manner in dict.fromkeys(MANNERS):
        by_manner = np.array(variety(topics, manner, n_each=2))[:, 0]
        print(f"words shared by two seeds, {manner}: mean {by_manner.mean():.2f}, most {by_manner.max():.2f}")
    print(f"runs of four words shared by two seeds: mean {shared[:, 1].mean():.2f}, most {shared[:, 1].max():.2f}")
    figures = [Figure(what=f"recruiters: {what}", value=len(found), unit="", at_most=0) for what, found in problems.items()]
    figures += [
        Figure(what=f"recruiters: {N_CALLS} calls", value=spent, unit="s", at_most=60),
        Figure(what="recruiters: least share of texts used", value=min(s for s, _ in covered.values()), unit="", at_least=0.95),
        Figure(what="recruiters: words shared by two seeds, mean", value=float(shared[:, 0].mean()), unit="", at_most=0.4),
        Figure(
            what="recruiters: pairs of seeds that share over 40 %",
            value=float((shared[:, 0] > MOST_SHARED).mean()),
            unit="",
            at_most=0.0,
        ),
    ]
    return show(figures + off_script(topics, verbose=options.show))


if __name__ == "__main__":
    import sys

    from simulator.cores import use_one_thread

    use_one_thread()
    sys.exit(not main(sys.argv[1:]))
