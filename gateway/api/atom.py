"""The newest of the catalogue as an Atom feed (RFC 4287)."""

import re
import uuid
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from gateway.api.route import JSON_TYPE, PREFIX
from gateway.words.news import DEMO, FEED_TITLE, state_of

PAGE_TYPE = "text/html"
MEDIA_TYPE = "application/atom+xml"
PATH = f"{PREFIX}/profiles.atom"
NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00+00:00"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(news: Mapping[str, Any], address: str, language: str) -> bytes:
    """Return the feed; the ids of feed and entries hold whatever our address becomes."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    _text(root, "id", stable_id("profiles"))
    _text(root, "title", FEED_TITLE.in_language(language))
    _text(root, "updated", news["updated_at"] or NEVER)
    ET.SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": f"{address}{PATH}"})
    ET.SubElement(root, "link", {"rel": "alternate", "href": f"{address}/neues"})
    author = ET.SubElement(root, "author")
    _text(author, "name", "DigitalMarkt")
    for entry in news["entries"]:
        _add(root, entry, address, language)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def stable_id(name: str) -> str:
    """Return the id of what has this name, the same for ever."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:digitalmarkt:{name}").urn


def _add(root: ET.Element, news: Mapping[str, Any], address: str, language: str) -> None:
    entry = ET.SubElement(root, "entry")
    _text(entry, "id", stable_id(f"profiles:{news['id']}"))
    demo = f" ({DEMO.in_language(language)})" if news["demo"] else ""
    state = state_of(news).in_language(language)
    _text(entry, "title", f"{news['title'][language]}: {state}{demo}")
    _text(entry, "updated", news["changed_at"])
    for kind, path in ((PAGE_TYPE, "/leistungen/"), (JSON_TYPE, f"{PREFIX}/profiles/")):
        place = {"rel": "alternate", "type": kind, "href": f"{address}{path}{news['id']}"}
        ET.SubElement(entry, "link", place)
    for term in (news["kind"], news["topic"]):
        if term:
            ET.SubElement(entry, "category", {"term": _plain(term)})
    _text(entry, "summary", news["summary"][language])


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _plain(text)


def _plain(text: str) -> str:
    """Leave out the few characters XML cannot hold."""
    return _NOT_XML.sub("", text)
