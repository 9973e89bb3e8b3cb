"""Finds the acts in what a caller says, with the words that carried each and how sure that is."""

from collections.abc import Mapping
from importlib.resources import as_file, files

import numpy as np

from simulator.listening.act_model import ActModel, ActScores, networks, read_weights
from simulator.listening.act_patterns import read_plainly
from simulator.listening.acts import QUESTIONS, Act, Finding
from simulator.listening.encoder import Matrix, encoder_path, read_base
from simulator.listening.pieces import read_vocabulary
from simulator.listening.sentences import Stretch, passages, sentences

_ACTS = tuple(Act)
MOST_KNOWN = 1000
"""Texts whose findings are kept: some thirty calls."""

MANY = 4
"""Sentences of a passage among which a question may be drowned by what was told before it."""

_ASKED = np.array([act in QUESTIONS for act in _ACTS])

_SHARE = 0.5
"""Words belong to a finding while their own odds are this share of the surest word's; see `_evidence`."""


class TrainedActReader:
    """Reads acts with the trained networks; the same text always gives the same findings."""

    def __init__(self, model: ActModel, *, threshold: Matrix, slope: Matrix, offset: Matrix) -> None:
        """Take the networks and how far to believe them.

        Args:
            model: The networks.
            threshold: Confidence from which an act counts, one an act.
            slope: What their log-odds are multiplied with, one an act, to make them calibrated ones.
            offset: What is added to them then, one an act.
        """
        self._model = model
        self._threshold = threshold
        self._slope = slope
        self._offset = offset
        # A call and its score read the same words several times.
        self._known: dict[str, tuple[Finding, ...]] = {}

    def read(self, text: str) -> tuple[Finding, ...]:
        """Find what `text` does, in the order of the words that do it; empty when it does nothing."""
        if text not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> tuple[Finding, ...]:
        best: dict[Act, Finding] = {}
        only_listens = True
        if not any(map(str.isalnum, text)):
            return ()
        for passage in passages(text):
            found = self._read_passage(passage)
            only_listens &= any(finding.act is Act.BACKCHANNEL for finding in found)
            for finding in found:
                _keep_surest(best, finding)
        for finding in read_plainly(text):
            _keep_surest(best, finding)
        # A backchannel does nothing else, from the first word to the last.
        if Act.BACKCHANNEL in best and (len(best) > 1 or not only_listens):
            del best[Act.BACKCHANNEL]
        return tuple(sorted(best.values(), key=lambda finding: (finding.start, finding.end, _ACTS.index(finding.act))))

    def confidences(self, text: str) -> Matrix:
        """Say how likely a single passage does each act, shape `(n_acts,)`, calibrated."""
        return self._calibrated(self._odds(self._model.score(text), sentences(text)))

    def _calibrated(self, odds: Matrix) -> Matrix:
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(self._slope * odds + self._offset, -30.0, 30.0))), dtype=np.float32)

    def _odds(self, scores: ActScores, clauses: tuple[Stretch, ...]) -> Matrix:
        """Give the passage's log-odds; questions behind much else are asked once more by themselves, as they are answered."""
        odds = scores.best(clauses)
        if len(clauses) >= MANY:
            alone = [self._model.score(clause.text).text for clause in clauses if clause.text.endswith("?")]
            questions = np.max([odds, *alone], axis=0)
            odds = np.where(_ASKED, questions, odds).astype(np.float32)
        return odds

    def _read_passage(self, passage: Stretch) -> list[Finding]:
        scores = self._model.score(passage.text)
        clauses = sentences(passage.text)
        confidences = self._calibrated(self._odds(scores, clauses))
        found = []
        for index in np.flatnonzero(confidences >= self._threshold):
            start, end = _evidence(scores, int(index), clauses)
            confidence = round(float(confidences[index]), 3)
            found.append(Finding(act=_ACTS[index], start=passage.start + start, end=passage.start + end, confidence=confidence))
        return found


def _keep_surest(best: dict[Act, Finding], finding: Finding) -> None:
    if finding.act not in best or finding.confidence > best[finding.act].confidence:
        best[finding.act] = finding


def _evidence(scores: ActScores, act: int, clauses: tuple[Stretch, ...]) -> tuple[int, int]:
    """Find the words that carry an act: within the surest piece's sentence, its neighbours that are nearly as sure."""
    odds = scores.pieces[:, :, act].mean(axis=0)
    top = int(odds.argmax())
    sentence = next(clause for clause in clauses if clause.start <= scores.starts[top] < clause.end)
    chances = 1.0 / (1.0 + np.exp(-odds))
    sure = (chances >= _SHARE * chances[top]) & (np.array(scores.starts) >= sentence.start)
    sure &= np.array(scores.ends) <= sentence.end
    first = last = top
    while first > 0 and sure[first - 1]:
        first -= 1
    while last < len(odds) - 1 and sure[last + 1]:
        last += 1
    return scores.starts[first], scores.ends[last]


class LateActReader:
    """A reader for calls that loads when the first words come: by then the recruiter has answered the phone."""

    def __init__(self) -> None:
        """Load nothing yet, but make sure that there is something to load.

        Raises:
            EngineError: If the encoder is not installed.
        """
        encoder_path()
        self._reader: TrainedActReader | None = None

    def read(self, text: str) -> tuple[Finding, ...]:
        """Find what `text` does; see `TrainedActReader.read`."""
        if self._reader is None:
            self._reader = open_act_reader(in_call=True)
        return self._reader.read(text)


def open_act_reader(*, in_call: bool = False) -> TrainedActReader:
    """Load the encoder and the trained weights.

    Args:
        in_call: Whether what will be read is said in a call; text of any kind must be plainer to count.

    Raises:
        EngineError: If the encoder is not installed, or the weights are damaged.
    """
    with as_file(files("simulator.listening") / "acts.npz") as path:
        weights = read_weights(path)
    return make_act_reader(weights, in_call=in_call)


def make_act_reader(weights: Mapping[str, Matrix], *, in_call: bool = False) -> TrainedActReader:
    """Make a reader of weights in memory; see `open_act_reader`.

    Raises:
        EngineError: If the encoder is not installed, or is damaged.
    """
    model = ActModel(read_base(encoder_path()), read_vocabulary(), networks(weights))
    threshold = weights["call_threshold" if in_call else "threshold"]
    return TrainedActReader(model, threshold=threshold, slope=weights["slope"], offset=weights["offset"])
