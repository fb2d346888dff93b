"""What somebody wrote in an answer by mail, without what it quotes and how it is signed.

Clients mark quotes in a few ways (Outlook by a head of the old mail, others by ``>`` under a
line that names its writer) and sign by ``-- `` (RFC 3676, 4.3) or by a line of their own.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

LONGEST = 5000
CUT = "\n[…]"
DEEPEST = 200
"""So many quotes within each other are read into."""
LONGEST_READ = 200_000
"""So many letters of a mail are read; what was written stands at its begin."""

ATTRIBUTES = re.compile(r"[ \t>]*(?:Am|On|Den)\b")
WROTE = re.compile(r"\b(?:schrieb|wrote|geschrieben)\b")
LONGEST_ATTRIBUTION = 3
"""Lines that name the writer of a quote: the first begins so, the last ends with a colon."""
ORIGINAL = re.compile(
    r"^[ \t>*]*-{2,}[ \t]*(?:Ursprüngliche Nachricht|Original[ -]?Nachricht|Original Message|"
    r"Weitergeleitete Nachricht|Forwarded message|Original-E-Mail)[ \t]*-{2,}[ \t]*\*?$",
    re.M | re.I,
)
HEAD = re.compile(
    r"^[ \t>*]*(?:Von|From)[ \t]*:\*?[^\n]+\n"
    r"(?:[^\n]*\n){0,2}?[ \t>*]*(?:Gesendet|Datum|Sent|Date)(?: am)?[ \t]*:\*?[^\n]+",
    re.M | re.I,
)
RULE = re.compile(r"\n[ \t]*_{10,}[ \t]*\Z")
SIGNATURE = re.compile(r"^--[ \u00a0]?$", re.M)
SENT_BY = re.compile(
    r"^[ \t]*(?:(?:Von meine[mr] |Gesendet (?:von|mit|über|aus) |Sent (?:from|with|via) )"
    r"[^\n]{0,80}|(?:Holen Sie sich|Get) Outlook f(?:ü|o)r [^\n]{0,40}|"
    r"Diese Nachricht wurde von meinem [^\n]{0,80} gesendet\.?|"
    r"<?https://aka\.ms/\S{0,80}>?)[ \t]*$",
    re.M | re.I,
)
FAREWELL = re.compile(
    r"^[ \t]*(?:(?:Mit |Viele |Beste |Liebe |Herzliche |Schöne )?(?:freundlichen |freundlichem |"
    r"besten |herzlichen |vielen )?(?:Grüßen|Gruß|Grüße|Gruss|Grüssen)(?: aus [^\n]{1,40})?|MfG|"
    r"(?:Kind|Best|Warm) regards|Regards|Yours sincerely|Sincerely)[ \t]*[,.!]?[ \t]*$",
    re.M | re.I,
)
CARD = re.compile(r"\b(?:Tel|Telefon|Phone|Fax|Mobil|E-?Mail|www\.|https?://)|\+49|\S@\S", re.I)
"""What an address block says, and a sentence below a farewell hardly."""

BLOCKS = frozenset(
    ("p", "div", "br", "tr", "li", "ul", "ol", "table", "hr", "h1", "h2", "h3", "h4", "pre")
)
SILENT = frozenset(("script", "style", "head", "title", "template", "svg"))
VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base"))
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
DECLARED = re.compile(r"<[!?][^<>]*>")
NAMED = re.compile(r"\b(?:class|id)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"']+)", re.I)
QUOTING = re.compile(
    r"\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|moz-signature|gmail_signature|"
    r"protonmail_quote|mail-quote|divRplyFwdMsg|OLK_SRC_BODY_SECTION|ms-outlook-mobile-signature|"
    r"tutanota_quote)\b"
)
"""Classes and ids by which clients name what is quoted, and their signatures."""
ENDS = re.compile(r"\b(?:appendonsend|divRplyFwdMsg|ms-outlook-mobile-reference-message)\b")
"""Behind these Outlook has nothing but the old mail."""


def written_text(text: str) -> str:
    """Return what was written of a plain text, at most ``LONGEST`` letters."""
    lines = text[:LONGEST_READ].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = _before(lines, (ORIGINAL, HEAD))
    lines = "\n".join(_unquoted(lines.split("\n")))
    lines = RULE.sub("", SENT_BY.sub("", _before(lines, (SIGNATURE,))).rstrip())
    return _short(re.sub(r"\n{3,}", "\n\n", _without_card(lines)).strip())


def text_of_html(html: str) -> str:
    """Return the text of an HTML mail, without what its client marks as quoted.

    Tags are found in one pass: ``html.parser`` takes minutes for some 200,000 hostile letters.
    """
    shown, at, source = _Shown(), 0, _without_comments(html[:LONGEST_READ])
    for tag in TAG.finditer(source):
        shown.text(source[at : tag.start()])
        at = tag.end()
        if tag[1]:
            shown.end(tag[2].lower())
        else:
            shown.begin(tag[2].lower(), tag[3])
        if shown.has_ended:
            break
    else:
        shown.text(source[at:])
    lines = "".join(shown.said).replace("\u00a0", " ").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _without_comments(html: str) -> str:
    """Return the elements and texts alone; a comment that is never closed ends the mail."""
    kept, at = [], 0
    while (begin := html.find("<!--", at)) >= 0:
        kept.append(html[at:begin])
        end = html.find("-->", begin + 4)
        if end < 0:
            at = len(html)
            break
        at = end + 3
    kept.append(html[at:])
    return DECLARED.sub("", "".join(kept))


def _unquoted(lines: list[str]) -> Iterator[str]:
    """Yield the lines that are no quote and do not name who wrote one."""
    at = 0
    while at < len(lines):
        length = _attribution(lines[at : at + LONGEST_ATTRIBUTION])
        if not length and not lines[at].lstrip().startswith(">"):
            yield lines[at]
        at += length or 1


def _attribution(lines: list[str]) -> int:
    """Return how many of these lines name the writer of a quote."""
    if not ATTRIBUTES.match(lines[0]):
        return 0
    ends = (n for n, line in enumerate(lines, 1) if line.rstrip().endswith(":"))
    length = next(ends, 0)
    return length if WROTE.search(" ".join(line[:300] for line in lines[:length])) else 0


def _before(text: str, marks: Iterable[re.Pattern[str]]) -> str:
    """Return the text before the first of these marks that is in it."""
    found = [match.start() for mark in marks if (match := mark.search(text))]
    return RULE.sub("", text[: min(found)].rstrip()) if found else text


def _without_card(text: str) -> str:
    """Return the text up to the name below its farewell, where an address block follows."""
    farewells = list(FAREWELL.finditer(text))
    if not farewells:
        return text
    farewell = farewells[-1]
    below = [line.strip() for line in text[farewell.end() :].split("\n") if line.strip()]
    if len(below) > 15 or not any(CARD.search(line) for line in below):
        return text
    name = below[0] if not CARD.search(below[0]) else ""
    return f"{text[: farewell.end()].rstrip()}\n{name}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)].rstrip() + CUT


class _Shown:
    """Collects what is shown; whatever stands in an element that is skipped is not."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._skipped: list[str] = []
        self.has_ended = False

    def text(self, text: str) -> None:
        """Keep what is shown; lines of the source mean nothing."""
        if not self._skipped:
            self.said.append(" ".join(unescape(text).split("\n")))

    def begin(self, tag: str, attributes: str) -> None:
        """Break the line at blocks, and skip what is quoted or never shown."""
        named = " ".join(NAMED.findall(attributes))
        if tag in BLOCKS:
            self.said.append("\n")
        if tag not in VOID and (
            self._skipped or tag in SILENT or tag == "blockquote" or QUOTING.search(named)
        ):
            self._skipped.append(tag)
        self.has_ended = bool(ENDS.search(named)) or len(self._skipped) > DEEPEST

    def end(self, tag: str) -> None:
        """End what was skipped with its element."""
        if tag in self._skipped:
            while self._skipped.pop() != tag:
                continue
        if tag in BLOCKS:
            self.said.append("\n")
