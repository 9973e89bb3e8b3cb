"""Two simple readers of acts to compare the trained one with: keywords, and the nearest training clause."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from simulator.listening.acts import Act
from simulator.listening.encoder import Encoder, Matrix, encoder_path, read_base
from simulator.listening.pieces import BEGIN, END, read_vocabulary
from simulator.listening.sentences import sentences
from tests.recipes.act_text import Utterance

Reader = Callable[[str], set[Act]]

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


def by_keywords(text: str) -> set[Act]:
    """Find acts by plain words."""
    return {act for act, pattern in KEYWORDS.items() if re.search(pattern, text.lower())}


def nearest_reader(known: Sequence[Utterance]) -> Reader:
    """Make a reader that gives each sentence the acts of the known clause with the most similar sentence vector."""
    encoder, vocabulary = Encoder(read_base(encoder_path()), {}), read_vocabulary()

    def vector(text: str) -> Matrix:
        mean = encoder.vectors((BEGIN, *vocabulary.cut(text).ids, END)).mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    clauses = [clause for one in known for clause in one.clauses]
    vectors = np.stack([vector(" ".join(clause.words)) for clause in clauses])

    def read(text: str) -> set[Act]:
        nearest = [clauses[int((vectors @ vector(sentence.text)).argmax())] for sentence in sentences(text)]
        return {act for clause in nearest for act in clause.acts}

    return read
