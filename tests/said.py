"""What a refusal says, for tests that call methods without a border between."""

import json
from typing import Any

from services.common import topology
from services.common.errors import Refusal
from services.common.words import Catalogue, in_language


def words_of(service: str) -> Catalogue:
    """Return the sentences of a service."""
    return topology.service_class(service).words


def said(refusal: Refusal | Any, service: str, language: str = "de") -> str:
    """Return the sentence a refusal has in the words of this service."""
    words: Catalogue = words_of(service)
    text: str = refusal.said(words).in_language(language)
    return text


def said_fields(refusal: Refusal | Any, service: str, language: str = "de") -> dict[str, str]:
    """Return what is said of each wrong field, by its pointer."""
    faults = refusal.said_fields(words_of(service), language)
    return {fault["pointer"]: fault["detail"] for fault in faults}


def answered(result: Any, language: str = "de") -> Any:
    """Return a result as the border writes it for a caller of this language."""
    return json.loads(json.dumps(in_language(result, language)))
