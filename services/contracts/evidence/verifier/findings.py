"""What is found about evidence, and in which words it is told."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from asn1crypto import x509 as asn1_x509

Doc = Mapping[str, Any]
PEM = re.compile(rb"-----BEGIN (CERTIFICATE|X509 CRL)-----(.+?)-----END", re.DOTALL)
GENUINE, ALTERED, CONSISTENT = "genuine", "altered", "consistent"
EXITS = {GENUINE: 0, ALTERED: 1, CONSISTENT: 3}
"""How the command ends; 2 is for what it could not read."""
VERDICTS = {
    GENUINE: ("ECHT", "GENUINE"),
    ALTERED: ("VERÄNDERT", "ALTERED"),
    CONSISTENT: ("IN SICH STIMMIG, aber nicht ganz bewiesen", "CONSISTENT, but not all is proven"),
}
PARTS = {
    "package": ("Paket", "package"),
    "files": ("Dateien", "files"),
    "manifest": ("Verzeichnis", "manifest"),
    "offered": ("angebotenes Dokument", "offered document"),
    "document": ("gesiegeltes Dokument", "sealed document"),
    "seal": ("Siegel", "seal"),
    "timestamp": ("Zeitstempel", "timestamp"),
    "copy": ("anderswo unterschriebenes Exemplar", "copy signed elsewhere"),
    "sign-in-body": ("Anmeldung für die Stelle", "sign-in for the authority"),
    "sign-in-operator": ("Anmeldung für die Betreiberin", "sign-in for the operator"),
}
SENTENCES = {
    "holds": ("stimmt", "holds"),
    "package-broken": ("ist beschädigt, oder es wurde etwas ergänzt", "broken or added to"),
    "file-missing": ("eine Datei fehlt", "a file is missing"),
    "file-changed": ("eine Datei wurde verändert", "a file was changed"),
    "file-unlisted": ("eine Datei ist nicht verzeichnet", "a file is not listed"),
    "manifest-broken": ("ist unlesbar", "cannot be read"),
    "manifest-differs": (
        "sagt anderes als das gesiegelte Dokument", "says other than the sealed document",
    ),
    "offered-differs": ("ist nicht das unterschriebene", "is not the one that was signed"),
    "pdf-broken": ("ist beschädigt", "is broken"),
    "not-sealed": ("ist noch nicht angebracht", "not set yet"),
    "seal-missing": ("fehlt", "is missing"),
    "seal-fields": ("es ist nicht genau eines da", "there is not exactly one"),
    "seal-partial": ("danach wurde etwas angefügt", "something was added after it"),
    "seal-invalid": ("der Inhalt wurde danach verändert", "the content was changed after it"),
    "seal-certificate": ("sein Zertifikat galt nicht", "its certificate did not hold"),
    "seal-foreign": ("es ist ein fremdes", "it is a foreign one"),
    "timestamp-wrong": ("gilt nicht", "does not hold"),
    "copy-other": ("ist nicht das unterschriebene", "is not the one that was signed"),
    "copy-altered": ("seine Unterschrift gilt nicht", "its signature does not hold"),
    "sign-in-missing": ("ist nicht archiviert", "was not archived"),
    "sign-in-broken": ("ist unlesbar", "cannot be read"),
    "sign-in-unproven": (
        "trägt keine gültige Unterschrift des Anmeldedienstes",
        "bears no valid signature of the identity provider",
    ),
    "sign-in-foreign": ("stammt von einem fremden Dienst", "is of a foreign identity provider"),
    "sign-in-other": (
        "gehört nicht zu dieser Unterschrift", "is not the one of this signature",
    ),
    "trust-missing": (
        "wessen Zertifikat das ist, sagt erst --trust", "whose certificate it is, --trust says",
    ),
}  # fmt: skip
UNTOLD = frozenset({"trust-missing", "not-sealed", "sign-in-missing"})
"""Codes of what cannot be told from what is there."""


class Flaw(Exception):
    """Something is not as it was; the code says what, ``about`` where."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.code, self.about = code, about


@dataclass(frozen=True)
class Finding:
    """What came of one check of one part."""

    part: str
    code: str
    about: str = ""

    @property
    def holds(self) -> bool | None:
        """Return whether it holds; None where that cannot be told."""
        return None if self.code in UNTOLD else self.code == "holds"

    def said(self, english: bool) -> str:
        """Return it as a line for a person."""
        mark = {True: "+", False: "!", None: "?"}[self.holds]
        told = f"{mark} {PARTS[self.part][english]}: {SENTENCES[self.code][english]}"
        return f"{told} ({self.about})" if self.about else told


@dataclass(frozen=True)
class Report:
    """All findings; one that does not hold decides."""

    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> str:
        """Return genuine, altered or consistent."""
        told = {finding.holds for finding in self.findings}
        if False in told or not told:
            return ALTERED
        return CONSISTENT if None in told else GENUINE


class Trust:
    """Certificates and revocation lists (PEM) whose origin the checking person knows."""

    def __init__(self, *pems: bytes) -> None:
        parts = [each for pem in pems for each in PEM.findall(pem)]
        self.ders = [base64.b64decode(text) for kind, text in parts if kind == b"CERTIFICATE"]
        self.crls = [base64.b64decode(text) for kind, text in parts if kind == b"X509 CRL"]
        self.roots = [each for each in map(asn1_x509.Certificate.load, self.ders) if each.ca]


def read_json(content: bytes, code: str) -> dict[str, Any]:
    """Return the JSON object, in which no name stands twice."""
    try:
        read = json.loads(content, object_pairs_hook=_each_once)
    except ValueError as error:
        raise Flaw(code, str(error)) from error
    if not isinstance(read, dict):
        raise Flaw(code)
    return read


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def sha256(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def der_of(pem: str) -> bytes:
    """Return the certificate in a PEM text."""
    lines = [line for line in pem.split("\n") if "-----" not in line]
    return base64.b64decode("".join(lines))
