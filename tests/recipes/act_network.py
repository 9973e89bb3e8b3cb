"""The act network once more, many texts at a time and with slopes: what `simulator/listening/act_model.py` reads, torch teaches.

Of the encoder only its upper layers are taught, and of those only products of two narrow matrices beside the makers' own
(Hu et al., arXiv 2106.09685), with biases and gains. What is not taught is kept in 16 bits (bfloat16), and so is arithmetic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from simulator.listening.acts import Act
from simulator.listening.encoder import N_LAYERS, NORMS, STEPS, WIDTH, Matrix
from simulator.listening.onnx_file import Array
from simulator.listening.pieces import BEGIN, END, Vocabulary
from tests.recipes.act_text import Clause, acts_of

Clauses: TypeAlias = tuple[Clause, ...]
Tensors: TypeAlias = dict[str, Tensor]

ACTS = tuple(Act)

_HEADS = 12
_LONGEST = 128  # pieces of a text that are read: a passage is 60 words
_HALF = torch.bfloat16
_NOT_THERE = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Texts side by side, the shorter ones filled up."""

    ids: Tensor
    """Pieces, shape `(n_texts, n_pieces)`."""

    there: Tensor
    """Which of them are, same shape."""

    clause: Tensor
    """One where a piece belongs to a clause, shape `(n_texts, n_clauses, n_pieces)`."""

    text_goals: Tensor
    """Ones and zeros, shape `(n_texts, n_acts)`."""

    clause_goals: Tensor
    """Ones and zeros, shape `(n_texts, n_clauses, n_acts)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Log-odds of the acts."""

    text: Tensor
    """Of each text, shape `(n_texts, n_acts)`."""

    clauses: Tensor
    """Of each clause, shape `(n_texts, n_clauses, n_acts)`."""

    pieces: Tensor
    """Of each piece, shape `(n_texts, n_pieces, n_acts)`."""


def lay(texts: Sequence[Clauses], vocabulary: Vocabulary) -> Batch:
    """Lay texts side by side."""
    cut = [_cut(clauses, vocabulary) for clauses in texts]
    n_pieces, n_clauses = max(len(ids) for ids, _ in cut), max(map(len, texts))
    ids = np.zeros((len(texts), n_pieces), np.int64)
    there = np.zeros(ids.shape, bool)
    clause = np.zeros((len(texts), n_clauses, n_pieces), np.float32)
    clause_goals = np.zeros((len(texts), n_clauses, len(ACTS)), np.float32)
    for row, (pieces, owners) in enumerate(cut):
        ids[row, : len(pieces)] = pieces
        there[row, : len(pieces)] = True
        whole = acts_of(texts[row])
        for number, one in enumerate(texts[row]):
            clause[row, number, : len(pieces)] = np.array(owners) == number
            clause_goals[row, number] = targets(one.acts & whole)
    goals = np.stack([targets(acts_of(clauses)) for clauses in texts])
    return Batch(
        ids=torch.from_numpy(ids),
        there=torch.from_numpy(there),
        clause=torch.from_numpy(clause),
        text_goals=torch.from_numpy(goals),
        clause_goals=torch.from_numpy(clause_goals),
    )


def _cut(clauses: Clauses, vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    ids, owners = [BEGIN], [-1]
    for number, clause in enumerate(clauses):
        pieces = [piece for word in clause.words for piece in vocabulary.word(word)]
        ids.extend(pieces)
        owners.extend([number] * len(pieces))
    return [*ids[: _LONGEST - 1], END], [*owners[: _LONGEST - 1], -1]


def targets(acts: frozenset[Act]) -> Matrix:
    """Write acts as ones in a row of zeros."""
    return np.array([act in acts for act in ACTS], np.float32)


class Network:
    """The encoder and the head that is taught upon it."""

    def __init__(self, base: Mapping[str, Array], *, rank: int, first: int, seed: int) -> None:
        """Draw what is to be taught.

        Args:
            base: The encoder as its makers taught it.
            rank: Width of the narrow matrices.
            first: The lowest layer that is taught.
            seed: Seeds the drawing.
        """
        self._first = first
        rng = np.random.default_rng(seed)
        self.taught: Tensors = {}
        for number in range(first, N_LAYERS):
            self._draw_layer(number, base, rank, rng)
        for name, value, bias in (("value", 0.02, -2.5), ("weight", 0.02, 0.0)):  # one text in ten does an act
            self.taught[name] = _new(rng.standard_normal((WIDTH, len(ACTS))) * value)
            self.taught[name + "_bias"] = _new(np.full(len(ACTS), bias))
        self._fixed: Tensors = {name: _full(base[name]) for name in ("first_gain", "first_shift", "places")}
        self._fixed["pieces"] = _full(base["pieces"] * base["pieces_scale"])
        for number in range(N_LAYERS):
            self._keep_layer(number, base)

    def _draw_layer(self, number: int, base: Mapping[str, Array], rank: int, rng: np.random.Generator) -> None:
        for step in STEPS:
            n_in, n_out = base[f"{number}_{step}"].shape
            self.taught[f"{number}_{step}_in"] = _new(rng.standard_normal((n_in, rank)) / np.sqrt(n_in))
            self.taught[f"{number}_{step}_out"] = _new(np.zeros((rank, n_out)))
            self.taught[f"{number}_{step}_bias"] = _new(base[f"{number}_{step}_bias"])
        for norm in NORMS:
            for part in ("gain", "shift"):
                self.taught[f"{number}_{norm}_{part}"] = _new(base[f"{number}_{norm}_{part}"])

    def _keep_layer(self, number: int, base: Mapping[str, Array]) -> None:
        names = [f"{number}_{step}" for step in STEPS]
        matrices = {name: _full(base[name] * base[name + "_scale"]).to(_HALF) for name in names}
        asked = torch.cat([matrices.pop(name) for name in names[:3]], dim=1)
        self._fixed |= matrices | {f"{number}_asked": asked}
        owned = [f"{name}_bias" for name in names]
        owned += [f"{number}_{norm}_{part}" for norm in NORMS for part in ("gain", "shift")]
        self._fixed |= {name: _full(base[name]).to(_HALF) for name in owned}

    def odds(self, batch: Batch, *, drop: float = 0.0) -> Odds:
        """Score texts; `drop` is the share of the encoder's numbers that is left out."""
        n_texts, n_pieces = batch.ids.shape
        rows = self._fixed["pieces"][batch.ids] + self._fixed["places"][:n_pieces]
        rows = functional.layer_norm(rows, (WIDTH,), self._fixed["first_gain"], self._fixed["first_shift"], 1e-12)
        rows = rows.to(_HALF).view(-1, WIDTH)
        missing = torch.zeros(batch.there.shape, dtype=_HALF).masked_fill(~batch.there, _NOT_THERE)
        seen = missing[:, None, None, :]
        for number in range(N_LAYERS):
            with torch.set_grad_enabled(number >= self._first and torch.is_grad_enabled()):
                rows = self._layer(number, rows, seen)
        rows = functional.dropout(rows.float().view(n_texts, n_pieces, WIDTH), drop)
        values = rows @ self.taught["value"] + self.taught["value_bias"]
        heed = rows @ self.taught["weight"] + self.taught["weight_bias"]
        heed = heed.masked_fill(~batch.there[..., None], _NOT_THERE)
        heed = (heed - heed.detach().amax(dim=1, keepdim=True)).exp()
        text = (heed * values).sum(dim=1) / heed.sum(dim=1)
        clauses = (batch.clause @ (heed * values)) / (batch.clause @ heed + 1e-9)
        return Odds(text=text, clauses=clauses, pieces=values)

    def _layer(self, number: int, rows: Tensor, seen: Tensor) -> Tensor:
        n_texts, n_pieces = seen.shape[0], seen.shape[-1]
        asked = self._asked(number, rows).view(n_texts, n_pieces, 3, _HEADS, WIDTH // _HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = asked.unbind(0)
        # Written out: for texts as short as these torch's own attention takes ten times as long on the way back.
        heed = (query @ key.transpose(-2, -1) * key.shape[-1] ** -0.5 + seen).softmax(dim=-1)
        found = (heed @ value).transpose(1, 2).reshape(-1, WIDTH)
        rows = self._normal(number, "looked", rows + self._step(number, "blend", found))
        wide = functional.gelu(self._step(number, "widen", rows), approximate="tanh")
        return self._normal(number, "thought", rows + self._step(number, "narrow", wide))

    def _asked(self, number: int, rows: Tensor) -> Tensor:
        biases = torch.cat([self._half(f"{number}_{step}_bias") for step in STEPS[:3]])
        found = torch.addmm(biases, rows, self._fixed[f"{number}_asked"])
        if number < self._first:
            return found
        narrow = torch.cat([self._half(f"{number}_{step}_in") for step in STEPS[:3]], dim=1)
        wide = torch.block_diag(*(self._half(f"{number}_{step}_out") for step in STEPS[:3]))
        return torch.addmm(found, rows @ narrow, wide)

    def _step(self, number: int, step: str, rows: Tensor) -> Tensor:
        name = f"{number}_{step}"
        found = torch.addmm(self._half(name + "_bias"), rows, self._fixed[name])
        if number < self._first:
            return found
        return torch.addmm(found, rows @ self._half(name + "_in"), self._half(name + "_out"))

    def _normal(self, number: int, norm: str, rows: Tensor) -> Tensor:
        gain, shift = self._half(f"{number}_{norm}_gain"), self._half(f"{number}_{norm}_shift")
        return functional.layer_norm(rows, (WIDTH,), gain, shift, 1e-12)

    def _half(self, name: str) -> Tensor:
        return self.taught[name].to(_HALF) if name in self.taught else self._fixed[name]


def _full(values: Array) -> Tensor:
    return torch.from_numpy(np.array(values, np.float32))


def _new(values: Array | NDArray[np.float64]) -> Tensor:
    return torch.from_numpy(np.array(values, np.float32)).requires_grad_()
