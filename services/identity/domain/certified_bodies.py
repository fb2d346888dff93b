"""Whether the organisation a certificate names may be the body somebody registers for (ID-3).

Certificates name bodies in their own words ("Stadt Regensburg", "Markt Prien am Chiemsee"), the
register in its own ("Regensburg", "Prien a.Chiemsee"). Whether they are one is a reviewer's to
decide; here is found what looks like another one, so that nobody overlooks it.
"""

import re
import unicodedata

SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
KINDS = {"landratsamt": "landkreis", "lkr": "landkreis", "vg": "verwaltungsgemeinschaft"}
"""How offices call themselves beside what the register calls them."""
UNITS = frozenset({"landkreis", "verwaltungsgemeinschaft", "bezirk"})
"""What tells a body from the municipality of the same name."""
SMALL = frozenset({"am", "an", "auf", "bei", "dem", "den", "der", "die", "im", "in", "und", "von"})


def fits(organisation_name: str | None, body_name: str) -> bool | None:
    """Tell whether a certificate's organisation may be this body; None where it names none."""
    certified, body = _words(organisation_name or ""), _words(body_name)
    if not certified:
        return None
    return body <= certified and body & UNITS == certified & UNITS


def _words(name: str) -> frozenset[str]:
    """Return the words that matter, in one spelling; "a.Chiemsee" and "am Chiemsee" are one."""
    text = unicodedata.normalize("NFC", name).casefold().translate(SPELLED)
    words = (KINDS.get(word, word) for word in re.findall(r"[^\W\d_]+", text))
    return frozenset(word for word in words if len(word) > 1 and word not in SMALL)
