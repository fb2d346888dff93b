"""What a text may hold: what nobody sees is dropped, what deceives or breaks a header is refused.

One rule for everything that comes from outside, whichever way: the fields of the border use
it, and so does what reads tables, files and sign-ins.
"""

import re

from services.common.errors import Wrong

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""Soft hyphens, joiners, marks, fillers, selectors and tags: pasted along, never meant."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BROKEN = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
"""Lone surrogates, private use and what never will be a character."""
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_LINES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")


class UnfitText(ValueError):
    """A text that cannot be taken; ``wrong`` says why to whoever wrote it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.wrong = Wrong(key)


def one_line(text: str) -> str:
    """Return the text without what nobody sees; UnfitText where it could pass for anything else."""
    seen = _seen(text)
    _refuse(_NOT_IN_A_LINE, seen, "one-line-only")
    if _has_encoded_word(seen):
        raise UnfitText("no-encoded-words")
    return seen


def several_lines(text: str) -> str:
    r"""Return the text with ``\n`` for every end of a line; tabs stay, other controls do not."""
    seen = _LINE_END.sub("\n", _seen(text))
    _refuse(_NOT_IN_LINES, seen, "control-characters")
    return seen


def forced_line(text: str) -> str:
    """Return one line whatever came, for texts nobody here could correct: those of a sign-in."""
    blank = _NOT_IN_A_LINE.sub(" ", _BROKEN.sub("\ufffd", _TURNING.sub("", _UNSEEN.sub("", text))))
    while _has_encoded_word(blank):
        blank = blank.replace("=?", "= ?")
    return " ".join(blank.split())


def _seen(text: str) -> str:
    _refuse(_BROKEN, text, "no-characters")
    _refuse(_TURNING, text, "direction-overridden")
    return _UNSEEN.sub("", text)


def _has_encoded_word(text: str) -> bool:
    """Find what RFC 2047 lets stand for other characters in a header, line ends among them."""
    begin = text.find("=?")
    return begin >= 0 and text.find("?=", begin + 2) >= 0


def _refuse(refused: re.Pattern[str], text: str, key: str) -> None:
    if refused.search(text):
        raise UnfitText(key)
