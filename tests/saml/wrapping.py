"""Signature wrapping (XSW 1 to 8): a true signed answer hidden where only the verifier looks.

The places are those of Somorovsky et al., "On Breaking SAML" (2012), as SAML Raider numbers them.
`evil` is what the attacker wants to be read: a plain assertion, or one sealed by the attacker,
who knows the public certificate as everybody does.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from tests.saml.answers import World, assertion, good, response, seal
from tests.saml.signing import DS

Tree = etree._Element
EVIL_EK = "ek-" + "6" * 40
SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol"
SIGNATURE = f"{{{DS}}}Signature"


def plain(world: World) -> str:
    """Return an evil assertion as it is."""
    return assertion(world, name_id=EVIL_EK)


def encrypted(world: World) -> str:
    """Return an evil assertion sealed to the service provider."""
    return seal(plain(world), world)


def _parts(world: World, evil: str) -> tuple[Tree, Tree, Tree]:
    """Return the forged answer, the true one, and the true one's signature, detached."""
    true = etree.fromstring(good(world))
    signature = true.find(SIGNATURE)
    assert signature is not None
    return etree.fromstring(response(evil, world)), true, signature


def _first(world: World, evil: str) -> Tree:
    forged, true, signature = _parts(world, evil)
    moved = deepcopy(signature)
    true.remove(signature)
    forged.insert(1, moved)
    moved.append(true)
    return forged


def _second(world: World, evil: str) -> Tree:
    forged, true, signature = _parts(world, evil)
    moved = deepcopy(signature)
    true.remove(signature)
    forged.insert(1, true)
    forged.insert(2, moved)
    return forged


def _third(world: World, evil: str) -> Tree:
    true = etree.fromstring(good(world))
    true.insert(len(true) - 1, etree.fromstring(evil))
    return true


def _fourth(world: World, evil: str) -> Tree:
    forged, true, _ = _parts(world, evil)
    forged[-1].append(true)
    return forged


def _fifth(world: World, evil: str) -> Tree:
    forged, true, signature = _parts(world, evil)
    forged[-1].insert(1, deepcopy(signature))
    true.remove(signature)
    forged.append(true)
    return forged


def _sixth(world: World, evil: str) -> Tree:
    forged, true, signature = _parts(world, evil)
    moved = deepcopy(signature)
    true.remove(signature)
    forged[-1].insert(1, moved)
    moved.append(true)
    return forged


def _seventh(world: World, evil: str) -> Tree:
    true = etree.fromstring(good(world))
    extensions = etree.Element(f"{{{SAMLP}}}Extensions")
    extensions.append(etree.fromstring(evil))
    true.insert(2, extensions)
    return true


def _eighth(world: World, evil: str) -> Tree:
    forged, true, signature = _parts(world, evil)
    moved = deepcopy(signature)
    true.remove(signature)
    etree.SubElement(moved, f"{{{DS}}}Object").append(true)
    forged.insert(1, moved)
    return forged


ATTACKS: Mapping[int, Callable[[World, str], Tree]] = dict(
    enumerate((_first, _second, _third, _fourth, _fifth, _sixth, _seventh, _eighth), 1)
)


def wrapped(number: int, evil: Callable[[World], str]) -> Callable[[World], str]:
    """Return the maker of one attack."""
    return lambda world: etree.tostring(ATTACKS[number](world, evil(world)), encoding="unicode")


def same_id(world: World) -> str:
    """Return a forged answer that carries the true one, whose id both have."""
    forged, true, signature = _parts(world, encrypted(world))
    forged.set("ID", str(true.get("ID")))
    moved = deepcopy(signature)
    true.remove(signature)
    forged.insert(1, moved)
    forged.append(true)
    return etree.tostring(forged, encoding="unicode")
