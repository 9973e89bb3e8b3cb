"""Teaches the act network: draws rough copies of the training text, and steps down the loss (AdamW)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from simulator.listening.encoder import Matrix, encoder_path, read_base
from simulator.listening.pieces import read_vocabulary
from tests.recipes.act_mishearing import Mishearing, read_pairs
from tests.recipes.act_network import Batch, Clauses, Network, Odds, lay
from tests.recipes.act_noise import roughen
from tests.recipes.act_text import Utterance, dealt


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """How to teach."""

    epochs: int = 3
    """How often every written utterance is seen, each time roughened anew."""

    batch: int = 48
    """Utterances a step, of about the same length."""

    rank: int = 24
    """Width of the narrow matrices; see `act_network`."""

    first: int = 3
    """The lowest layer that is taught. Those below would take as long as those above, for little."""

    rate: float = 1.5e-3
    """Step of the narrow matrices at its highest."""

    head_rate: float = 2e-3
    """Step of the head."""

    own_rate: float = 1e-4
    """Step of the encoder's own biases and gains."""

    drop: float = 0.15
    """Share of the encoder's numbers that the head does not see."""

    decay: float = 0.01
    """Share of a weight lost in a step of size 1."""

    clause_loss: float = 0.5
    """What the loss of clauses counts beside that of whole utterances."""

    piece_loss: float = 0.25
    """What that of single pieces counts."""

    turns: int = 1
    """Epochs, the last ones, in which utterances are joined to turns: what stands alone is sooner learnt."""

    joined: float = 0.4
    """Share of utterances that then get others behind them: people say more in a turn than most lines of the text do."""

    most_joined: int = 2
    """How many others, at most."""

    parted: float = 0.15
    """Share of utterances with several clauses of which only some are read."""

    misheard: float = 0.4
    """Share of written utterances that are misheard."""

    memory: float = 0.99
    """How much of the mean of the last weights each step leaves; the mean is kept, not the last weights."""

    seed: int = 1
    """Seeds everything that is drawn."""


def teach(text: Sequence[Utterance], lessons: Lessons, told: Callable[[str], None] = lambda _: None) -> dict[str, Matrix]:
    """Train on `text`; the same text, lessons and processor give the same weights."""
    torch.set_num_threads(1)  # sums must not depend on threads
    torch.manual_seed(lessons.seed)
    rng = Random(lessons.seed)  # noqa: S311 - not a secret
    vocabulary, mishearing = read_vocabulary(), Mishearing(read_pairs())
    network = Network(read_base(encoder_path()), rank=lessons.rank, first=lessons.first, seed=lessons.seed)
    taught = network.taught
    adam, rates = _adam(taught, lessons)
    means = {name: value.detach().clone() for name, value in taught.items()}
    rounds = [dealt(text, epoch) for epoch in range(lessons.epochs)]
    n_steps, step = sum(-(-len(some) // lessons.batch) for some in rounds), 0
    for epoch, some in enumerate(rounds):
        losses = []
        joined = lessons.joined if epoch >= lessons.epochs - lessons.turns else 0.0
        for copies in _draw(some, lessons, rng, mishearing, joined=joined):
            pace = min(1.0, step / 100) * max(0.0, 1.0 - step / n_steps)
            for group, rate in zip(adam.param_groups, rates, strict=True):
                group["lr"] = rate * pace
            losses.append(_step(network, lay(copies, vocabulary), lessons))
            torch.nn.utils.clip_grad_norm_(list(taught.values()), 1.0)
            adam.step()
            adam.zero_grad()
            step += 1
            with torch.no_grad():
                memory = min(lessons.memory, step / (step + 10))
                for name, value in taught.items():
                    means[name].lerp_(value, 1.0 - memory)
        told(f"epoch {epoch + 1}/{lessons.epochs}: loss {sum(losses) / len(losses):.3f}, {time.process_time():.0f} s of a core")
    return {name: value.numpy() for name, value in means.items()}


def _adam(taught: dict[str, Tensor], lessons: Lessons) -> tuple[torch.optim.AdamW, list[float]]:
    head = [value for name, value in taught.items() if name.startswith(("value", "weight"))]
    narrow = [value for name, value in taught.items() if name.endswith(("_in", "_out"))]
    own = [value for name, value in taught.items() if name[0].isdigit() and not name.endswith(("_in", "_out"))]
    groups = [{"params": head}, {"params": narrow}, {"params": own}]
    adam = torch.optim.AdamW(groups, weight_decay=lessons.decay, betas=(0.9, 0.99), fused=True)
    return adam, [lessons.head_rate, lessons.rate, lessons.own_rate]


def _draw(
    text: Sequence[Utterance], lessons: Lessons, rng: Random, mishearing: Mishearing, *, joined: float
) -> list[list[Clauses]]:
    """Draw a rough copy of each utterance, and lay those of a length together: most of a batch would be filling else."""
    order = list(text)
    rng.shuffle(order)
    copies = []
    for utterance in order:
        clauses = utterance.clauses
        if rng.random() < joined:
            for _ in range(rng.randint(1, lessons.most_joined)):
                clauses += text[rng.randrange(len(text))].clauses
        elif len(clauses) > 1 and rng.random() < lessons.parted:
            first = rng.randrange(len(clauses))
            clauses = clauses[first : first + 1] if rng.random() < 0.5 else clauses[first:]
        if not utterance.heard and rng.random() < lessons.misheard:
            clauses = mishearing.mishear(clauses, rng)
        copies.append(roughen(clauses, rng))
    batches = []
    for at in range(0, len(copies), lessons.batch * 32):
        some = sorted(copies[at : at + lessons.batch * 32], key=_n_words)
        parts = [some[start : start + lessons.batch] for start in range(0, len(some), lessons.batch)]
        rng.shuffle(parts)
        batches.extend(parts)
    return batches


def _n_words(clauses: Clauses) -> int:
    return sum(len(clause.words) for clause in clauses)


def _step(network: Network, batch: Batch, lessons: Lessons) -> float:
    odds = network.odds(batch, drop=lessons.drop)
    text = functional.binary_cross_entropy_with_logits(odds.text, batch.text_goals, reduction="sum") / len(batch.ids)
    (text + _inner_loss(odds, batch, lessons)).backward()
    return float(text.detach())


def _inner_loss(odds: Odds, batch: Batch, lessons: Lessons) -> Tensor:
    """Ask clauses and single pieces too what they do."""
    real = batch.clause.amax(dim=2)
    clauses = functional.binary_cross_entropy_with_logits(odds.clauses, batch.clause_goals, reduction="none").sum(dim=2)
    goals = batch.clause.transpose(1, 2) @ batch.clause_goals
    owned = batch.clause.sum(dim=1)
    pieces = functional.binary_cross_entropy_with_logits(odds.pieces, goals, reduction="none").sum(dim=2)
    clause_loss = (clauses * real).sum() / real.sum() * lessons.clause_loss
    return clause_loss + (pieces * owned).sum() / owned.sum() * lessons.piece_loss
