"""What is said of calls, as lines of text, none wider than 80 columns but for names."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from simulator.reporting.history.comparison import Pair
from simulator.reporting.history.listing import head
from simulator.reporting.history.past import Missed, PastCall
from simulator.reporting.history.progress import WHOLE, Advice, Change, Spread, Streak, Week, parts
from simulator.reporting.page.card import Check
from simulator.reporting.page.disputes import Dispute
from simulator.reporting.plain import clock, plain

MARKS = {True: "✓", False: "✗", None: "—"}
"""How findings are marked."""

HALF = 37
"""Columns of one of two takes side by side."""

NONE_OF_YOUR_OWN = "These are calls of recorded callers; your own count once you make one."
"""What stands above figures that are nobody's progress."""


def findings(card: Mapping[str, Sequence[Pair]], disputes: Sequence[Dispute]) -> Iterator[str]:
    """Show one call's checks, each with its first quote or its advice, and what is held against it."""
    held_against = {dispute.check: dispute for dispute in disputes}
    for step, pairs in card.items():
        yield ""
        yield step.capitalize()
        for pair in pairs:
            if pair.first is None:
                continue
            said = _told(pair.first)
            yield from _hung(f" {MARKS[pair.first.passed]} {pair.name.replace('_', ' '):<16} ", said)
            dispute = held_against.get(f"{step}.{pair.name}")
            if dispute is not None:
                yield from _hung("   you disagree     ", f"({dispute.claim}) {plain(dispute.words)}".strip())


def compared(first: PastCall, second: PastCall, pairs: Mapping[str, Sequence[Pair]]) -> Iterator[str]:
    """Show two calls side by side; what differs is marked."""
    yield from (f"A  {head(first)}", f"B  {head(second)}", "")
    yield f"{'':21}A   B"
    for step, of_step in pairs.items():
        a, b = (call.steps.get(step) for call in (first, second))
        scores = [f"{x.score} of {x.of}" if x and x.of else "not judged" for x in (a, b)]
        yield f"{step.capitalize():<19}{scores[0]} → {scores[1]}"
        for pair in of_step:
            marks = [MARKS[check.passed] if check else " " for check in (pair.first, pair.second)]
            yield f"  {pair.name.replace('_', ' '):<18} {marks[0]}   {marks[1]}{'   ←' if pair.differs else ''}"
    whole = ["not scored" if call.score is None else str(call.score) for call in (first, second)]
    yield f"{'Score':<19}{whole[0]} → {whole[1]}"


def takes(pairs: Mapping[str, Sequence[Pair]]) -> Iterator[str]:
    """Show what was said in two takes of the same stretch, side by side."""
    yield f"{'First take':<{HALF}}   Second take"
    for of_step in pairs.values():
        for pair in of_step:
            name = pair.name.replace("_", " ")
            marks = [MARKS[check.passed] if check else " " for check in (pair.first, pair.second)]
            yield f"{f'{marks[0]} {name}':<{HALF}}   {marks[1]} {name}"
            yield from _columns(_quote(pair.first), _quote(pair.second))


def trend(weeks: Sequence[Week], calls: Sequence[PastCall], changes: Mapping[str, Change | None]) -> Iterator[str]:
    """Show the weeks, each step as its mean and how far attempts differ, and what can be said of it."""
    names = parts(calls)
    yield f"{'week of':<10}{'calls':>6}" + "".join(f"{name:>{_width(name)}}" for name in names)
    for week in weeks:
        n = max((found.n for found in week.spreads.values()), default=0)
        yield f"{week.monday}{n:>6}" + "".join(f"{_spread(week.spreads.get(name)):>{_width(name)}}" for name in names)
    yield "Points of 25 a step, of 100 the score: the mean, and ± how far attempts differ."
    yield ""
    for name in names:
        yield _verdict_on(name, changes.get(name))


def misses(found: Sequence[Missed], n_calls: int) -> Iterator[str]:
    """List what was missed most."""
    missed = [one for one in found if one.n_missed]
    calls = f"{n_calls:,} call{'' if n_calls == 1 else 's'}"
    yield f"Missed in {calls}:" if missed else f"Nothing was missed in {calls}."
    for one in missed:
        yield f"{one.n_missed:>6} of {one.n_judged:<6} {one.step}: {one.check.replace('_', ' ')}"


def next_up(advice: Advice) -> Iterator[str]:
    """Say what to practise next, and with which command."""
    if advice.missed is None:
        yield "Nothing was missed of late. Make it harder:"
    else:
        one = advice.missed
        yield (
            f"Missed most of late: {one.check.replace('_', ' ')} ({one.step}), "
            f"in {one.n_missed} of {one.n_judged} call{'' if one.n_judged == 1 else 's'}. Only that stretch of your last call:"
        )
        yield f"  rehearse retry {one.step}"
        yield "And the news that you have practised least:"
    yield f"  rehearse call --verdict {advice.verdict}"


def streaks(found: Streak) -> str:
    """Say how many days in a row there was a call."""
    if not found.longest:
        return "No day with a call yet."
    days = "1 day" if found.now == 1 else f"{found.now} days"
    return f"{days} in a row; the longest was {found.longest}."


def _width(name: str) -> int:
    return 11 if name == WHOLE else 13


def _spread(found: Spread | None) -> str:
    if found is None:
        return "—"
    return f"{found.mean:.0f}" + ("" if found.sd is None else f" ± {found.sd:.0f}")


def _verdict_on(name: str, change: Change | None) -> str:
    what = "Score" if name == WHOLE else name.capitalize()
    if change is None:
        return f"{what}: too few calls to tell; from six on there is something to say."
    words = f"{what}: {round(change.difference):+d} over {change.n:,} calls; attempts differ by ± {change.spread:.0f}"
    if not change.is_clear:
        return f"{words}, so that says nothing yet."
    return f"{words}: you have {'become better' if change.difference > 0 else 'slipped'}."


def _told(check: Check) -> str:
    """Put a check's first quote before its advice; advice that quotes it itself has only the time before it."""
    advice, quote = check.advice or "", _quote(check)
    if quote and f"“{check.evidence[0].text}”" in advice:
        quote = clock(check.evidence[0].start)
    return " ".join(words for words in (quote, advice) if words)


def _quote(check: Check | None) -> str:
    if check is None or not check.evidence:
        return ""
    found = check.evidence[0]
    return f"{clock(found.start)} “{plain(found.text)}”" if found.text else f"{clock(found.start)} (a sound without words)"


def _hung(label: str, words: str) -> Iterator[str]:
    lines = wrap(plain(words), 79 - len(label)) or [""]
    yield f"{label}{lines[0]}".rstrip()
    for line in lines[1:]:
        yield f"{'':{len(label)}}{line}"


def _columns(left: str, right: str) -> Iterator[str]:
    sides = [wrap(text, HALF - 2) for text in (left, right)]
    for row in range(max(map(len, sides))):
        a, b = (side[row] if row < len(side) else "" for side in sides)
        yield f"  {a:<{HALF - 2}}     {b}".rstrip()
