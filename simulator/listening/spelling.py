"""What letters may stand for: English as a recogniser writes it, and names as the world spells them.

A reading is a row of slots, one a sound; a slot is a string of the phones it may be, one character each:

    vowels      a e i o u               h-like   h       silent   -
    stops       p b t d k g             nasals   m n N (sing)
    hisses      f v T (thin) D (this) s z S (she) Z (vision) C (church) J (judge)
    glides      l r w y
"""

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

Sound: TypeAlias = tuple[str, ...]
"""One slot a sound; the characters of a slot are the phones it may be."""

_Rules: TypeAlias = tuple[tuple[str, str], ...]

_ENGLISH: _Rules = (
    ("tch", "C"), ("sch(?=[rmnwl])", "S"), ("sch", "Ss k-"), ("chr", "k r"), ("ck", "k"), ("ch", "Ck"),
    ("sh", "S"), ("ph", "f"), ("th", "TDt"), ("^wr", "r"), ("^kn", "n"), ("^gn", "n"), ("^ps", "s"),
    ("wh", "w"), ("igh", "ia"), ("(?<=[aeiou])gh(?=t|$)", "-f"), ("^gh", "g"), ("gh", "g-"), ("dge", "J"),
    ("mb$", "m"), ("[tsc]i(?=on|ou|an|al)", "SC"), ("ss", "s"), ("sc(?=[eiy])", "s"), ("cc(?=[eiy])", "k s"),
    ("c(?=[eiy])", "s"), ("qu", "k w"), ("[ckq]+", "k"), ("g(?=[eiy])", "Jg"), ("gu(?=[aeiy])", "g w-"),
    ("g+", "g"), ("^x", "zs"), ("x", "k s"), ("ng(?=[aeiouy])", "N gJ-"), ("ng", "N"), ("n(?=[kcq])", "N"),
    ("zz", "z"), ("s$", "sz"), ("(?<=[aeiouy])s(?=[aeiouy])", "sz"), ("s(?=ure|ual)", "SZ"),
    ("t(?=u[a-z])", "tC"), ("y(?=[aeiou])", "y"), ("(?<=[aeo])w(?![aeiou])", "-u"), ("h(?![aeiouy])", "-"),
    ("oi|oy", "oi"), ("ee|ea|ie|ei|ey", "iea"), ("ai|ay|ae", "ea"), ("oo|ou|ew|ui|ue|eu", "uo"),
    ("ow|au|oa|oe|ao", "oa"), ("(?<=[a-z])e$", "-e"), ("i(?=[aou])", "iy"), ("u(?=[aeio])", "uw"),
    ("a", "ae"), ("e", "ei"), ("i", "ia"), ("o", "oua"), ("u", "uao"), ("y", "ia"), ("j", "J"), ("s", "s"),
    (r"([bdflmnprtvzwh])\1?", "="),
)  # fmt: skip
"""Letters and their slots as English reads them, first match wins; `=` is the letter itself."""

_ELSEWHERE: _Rules = (
    ("^nguy", "nN uw-"), ("^ng(?=[aeiou])", "nN g-"), ("^mb", "m b"), ("^nd", "n d"), ("aoi", "ie"),
    ("tsch|tzsch", "C"), ("dzh|dż", "J"), ("szcz|shch|šč", "SC C-"), ("sch", "SsC k-"), ("cz|č|ć|ç$", "Cs"),
    ("sz|ś|š|ş|ș|ß", "Ss"), ("rz|ż|ź|ž|zh", "ZJz"), ("ç", "sCS"), ("ch", "CkShJ-"), ("kh", "kh"),
    ("th", "TtD"), ("dh", "dD-"), ("bh", "vbw-"), ("mh", "vmw-"), ("fh", "-h"), ("gh(?=[aeiouy])", "gh-"),
    ("(?<=[aeiou])gh", "-hgf"), ("^hj", "y"), ("[sk]j", "SkC y-"), ("kj", "CkS"), ("tj|ty", "Ctk y-"),
    ("gy", "dgJ y-"), ("ny|ñ|ń|gn", "n y-"), ("gli", "lg ylia"), ("ll", "ly"), ("ł", "wl"), ("đ", "dJ"),
    ("ts|tz|țs?", "tsz s-"), ("dd", "dD"), ("ff", "f"), ("ph", "fp"), ("^rh", "r"), ("^hr", "hr r"),
    ("x(?=i)", "Szs"), ("^x", "Szhsk"), ("x$", "-skS"), ("x", "khsS sz-"), ("q(?!u)", "Ckg"),
    ("qu", "k w-"), ("sc(?=[ei])", "Ss k-"), ("ci(?=[aou])", "CsS"), ("c(?=[eiy])", "sCkT"), ("c$", "kCs"),
    ("gi(?=[aou])", "JgZ i-"), ("g(?=[eiy])", "gJhZ"), ("ğ", "-g"), ("ng$", "N g-"), ("j", "JyhZ"),
    ("s(?=[eiéí][aeiouáéíóú]?)", "sSz"), ("sz?h", "S"), ("z$", "zs-"), ("z", "zsJT"), ("s$", "szS-"),
    ("w(?=[aeiouyáéíóú])", "wv"), ("(?<=[^aeiou])w$", "uv"), ("w", "vuw"), ("v", "vfwb"), ("ö|ø|œ", "eouia"),
    ("d$", "dt-"), ("ts?$", "t-"), ("r$", "r-"), ("h", "h-"), ("oi|oî", "w- aeoi"), ("ij", "ia y-"),
    ("eau|aux?", "oau"), ("ei|ey", "eia"), ("ie$", "ie"), ("é|è|ê|ë|e$", "eia-"), ("ü", "uyi"), ("å", "oa"),
    ("ä|æ", "ea"), ("ã|õ|ą|ę", "aeo n-"), ("e", "eia"), ("a", "aeo"), ("i(?=[aou])", "iy-"), ("u", "uaow"),
)  # fmt: skip
"""What the letters of a name may be besides, tried before the English ones."""

RESPELT = {
    "aoife": "eefa", "caoimhe": "keeva", "niamh": "neev", "saoirse": "seersha", "siobhan": "shivawn",
    "sinead": "shinaid", "sean": "shawn", "eoin": "owen", "oisin": "usheen",
    "tadhg": "tige", "grainne": "grawnya", "roisin": "rosheen", "aisling": "ashling", "ciara": "keera",
    "cian": "keean", "diarmuid": "dermid", "maeve": "mave", "orlaith": "orla", "eilidh": "aylee",
    "ewan": "youan", "ruaridh": "rory", "mhairi": "vahree", "catriona": "katreena", "rhys": "reese",
    "llewellyn": "looellin", "hugh": "hew", "nguyen": "nwin",
    "xiaoming": "showming", "xiao": "show", "hyun": "hyun", "zhang": "jahng", "joaquin": "wahkeen",
    "jose": "hozay", "jorge": "horhay", "javier": "haviair", "wojciech": "voycheck", "lukasz": "wookash",
    "agnieszka": "agnyeshka", "nagy": "nodge", "dubois": "doobwah",
    "jean": "zhon", "francois": "fronswah", "ayse": "eyeshe", "kjaer": "kyair",
    "thandiwe": "tandeeway", "michael": "mikel", "stephen": "steeven", "phoebe": "feebee",
    "geoffrey": "jeffry", "graham": "gram", "thomas": "tomas", "leila": "layla", "isla": "ila",
    "sophia": "sofeea", "yvonne": "evon", "yvette": "evet", "giovanni": "jovanny", "guillaume": "geeyome",
    "byrne": "burn", "bjorn": "byorn", "soren": "seren", "schmidt": "shmit", "co": "coe",
}  # fmt: skip
"""Names that no rule reads right, keyed without accents, respelt as an English reader would say them."""

_LETTER_NAMES = {
    "a": "ay", "b": "bee", "c": "see", "d": "dee", "e": "ee", "f": "eff", "g": "jee", "h": "aych", "i": "i",
    "j": "jay", "k": "kay", "l": "ell", "m": "em", "n": "en", "o": "oh", "p": "pee", "q": "kew", "r": "ar",
    "s": "ess", "t": "tee", "u": "you", "v": "vee", "w": "doubleyou", "x": "ex", "y": "why", "z": "zee",
}  # fmt: skip
_DIGIT_NAMES = ("oh", "won", "too", "three", "for", "five", "six", "seven", "ate", "nine")


def plain(word: str) -> str:
    """Lower a word's case and take off its accents: `Gonçalves` is `goncalves`."""
    if word.isascii():
        return word.lower()
    lowered = word.lower().translate(_STROKES)
    return "".join(letter for letter in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(letter))


_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "\u0131": "i"})


def _compile(rules: _Rules) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(pattern), tuple(slots.split())) for pattern, slots in rules)


_HEARD = _compile(_ENGLISH)
_NAMED = _compile(_ELSEWHERE) + _HEARD


@lru_cache(maxsize=4096)
def heard_sound(word: str) -> Sound:
    """Read one word of a transcript as English; single letters and digits are read by their names."""
    bare = re.sub(r"[^a-z0-9]", "", plain(word))
    if len(bare) == 1 and bare not in "aio":
        bare = _LETTER_NAMES.get(bare) or _DIGIT_NAMES[int(bare)]
    return _read(bare, bare, _HEARD)


@lru_cache(maxsize=256)
def named_sounds(word: str) -> tuple[Sound, ...]:
    """Read one word of a name, with the freedom that names have: one row of slots, or two if it is respelt."""
    bare = "".join(letter for letter in unicodedata.normalize("NFC", word).lower() if letter.isalpha())
    readings = [_read(bare, plain(bare), _NAMED)]
    if plain(bare) in RESPELT:
        readings.append(heard_sound(RESPELT[plain(bare)]))
    return tuple(reading for reading in readings if reading)


def _read(word: str, fallback: str, rules: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]) -> Sound:
    slots: list[str] = []
    letters = word if len(word) == len(fallback) else fallback
    at = 0
    while at < len(letters):
        found = _first(letters, at, rules) or _first(fallback, at, rules)
        if found is None:
            at += 1
            continue
        end, new = found
        slots.extend(new)
        at = max(end, at + 1)
    return tuple(slot for slot in slots if slot != "-")


def _first(
    letters: str, at: int, rules: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
) -> tuple[int, tuple[str, ...]] | None:
    for pattern, slots in rules:
        match = pattern.match(letters, at)
        if match:
            return match.end(), tuple(slot.replace("=", match[0][0]) for slot in slots)
    return None
