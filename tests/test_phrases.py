"""The notation in which wordings are written down."""

import pytest

from simulator.listening.phrases import phrases, plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We can't, I'm afraid.", "we can not , i am afraid "),
        ("We\u2019ve gone with some one else!", "we have gone with someone else "),
        ("He won't; it's cannot", "he will not , it is can not "),
        ("hasnt didnt", "has not did not "),
        ("", ""),
        (" ?! ", ""),
    ],
)
def test_different_spellings_become_one(text: str, words: str) -> None:
    """Contractions, curly quotes and capitals make no difference."""
    assert plain(text) == words


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("we|they chose _3 someone+else", "They chose in the end someone else.", True),
        ("we|they chose _3 someone+else", "They chose at the very end someone else.", False),  # four words
        ("we|they chose _3 someone+else", "They chose, in the end, someone else.", False),  # other clauses
        ("offer* you", "offering you", True),
        ("offer* you", "coffer you", False),  # whole words only
        ("good? news", "news", True),
        ("good news !but", "good news but", False),
        ("bad news $", "bad news, really", True),
        ("bad news $", "bad news for you", False),
        ("@who left", "everyone else left", True),
        ("yes\nno", "no", True),
    ],
)
def test_a_phrase_is_found_in_its_wordings(phrase: str, text: str, *, found: bool) -> None:
    """Each sign of the notation means what its docstring says."""
    pattern = phrases(phrase, {"who": "somebody\neveryone else"})
    assert (pattern.search(plain(text)) is not None) is found
