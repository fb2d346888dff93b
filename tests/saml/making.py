"""Ways to make an answer that differs from a good one in exactly one thing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.saml import sealing
from tests.saml.answers import (
    OPENING_BEFORE,
    OTHER_KEYS,
    WORLD,
    World,
    assertion,
    at,
    encoded,
    good,
    response,
    seal,
    sign,
)
from tests.saml.signing import Signing, x509_key_info

ACCEPTED = "accepted"
INNER = Signing(of="Assertion", inside="Assertion")
Text = str | bytes
Make = Callable[[World], Text]
Edit = Callable[[str], str]


@dataclass(frozen=True)
class Case:
    """One answer; `expected` is a reason or `accepted`, `times` how often it is handed in."""

    name: str
    expected: str
    make: Make
    times: int = 1

    @property
    def hostile(self) -> bool:
        """Tell whether it must be refused."""
        return self.expected != ACCEPTED

    def field(self, world: World = WORLD) -> str:
        """Return the form field SAMLResponse."""
        return encoded(self.make(world))


def told(name: str, expected: str, **changes: str) -> Case:
    """Return a well sealed and signed answer that says something else."""
    return Case(name, expected, lambda world: good(world, **changes))


def inside(name: str, expected: str, edit: Edit) -> Case:
    """Return an answer whose assertion was edited before it was sealed and signed."""
    return Case(
        name, expected, lambda world: around_it(world, seal(edited(edit, assertion(world)), world))
    )


def around(name: str, expected: str, edit: Edit) -> Case:
    """Return an answer whose outside was edited before it was signed."""

    def make(world: World) -> str:
        return sign(edited(edit, response(seal(assertion(world), world), world)), world)

    return Case(name, expected, make)


def afterwards(name: str, expected: str, edit: Edit) -> Case:
    """Return an answer that was edited after it was signed."""
    return Case(name, expected, lambda world: edited(edit, good(world)))


def signed_so(name: str, expected: str, how: Signing) -> Case:
    """Return an answer that is signed in another way, with the right key."""

    def make(world: World) -> str:
        return sign(response(seal(assertion(world), world), world), world, how)

    return Case(name, expected, make)


def sealed_so(name: str, expected: str, transport: sealing.Transport) -> Case:
    """Return an answer that is sealed in another way."""
    return Case(
        name, expected, lambda world: around_it(world, seal(assertion(world), world, transport))
    )


def at_time(name: str, expected: str, **seconds: int) -> Case:
    """Return an answer with times so many seconds from now."""

    def make(world: World) -> str:
        return good(world, **{fact: at(world.now, by) for fact, by in seconds.items()})

    return Case(name, expected, make)


def edited(edit: Edit, text: str) -> str:
    """Return the edited text; an edit that changes nothing would prove nothing."""
    changed = edit(text)
    assert changed != text
    return changed


def without(pattern: str) -> Edit:
    """Remove what matches first."""
    return lambda text: re.sub(pattern, "", text, count=1, flags=re.DOTALL)


def instead(old: str, new: str) -> Edit:
    """Replace the first `old`."""
    return lambda text: text.replace(old, new, 1)


def twice(pattern: str) -> Edit:
    """Repeat what matches first."""
    return lambda text: re.sub(pattern, lambda m: m.group() * 2, text, count=1, flags=re.DOTALL)


def around_it(world: World, content: str) -> str:
    """Sign an answer with this content."""
    return sign(response(content, world), world)


def by_others(world: World) -> str:
    """Sign with another key, and say so in KeyInfo."""
    how = Signing(key_info=x509_key_info(OTHER_KEYS.certificate))
    return sign(response(seal(assertion(world), world), world), replace(world, idp=OTHER_KEYS), how)


def only_inside_signed(world: World) -> str:
    """Sign the assertion before it is sealed, and nothing else."""
    return response(seal(sign(assertion(world), world, INNER), world), world)


def ciphertext_changed(world: World) -> str:
    """Change one bit of the sealed content before it is signed: only the tag can tell."""
    content = seal(assertion(world), world)
    changed = re.sub(r"(<xenc:CipherValue>)(.)(?=[^<]*</xenc:CipherValue></xenc:CipherData>\s*"
                     r"</xenc:EncryptedData>)", other_letter, content)  # fmt: skip
    return around_it(world, edited(lambda _: changed, content))


def other_letter(found: re.Match[str]) -> str:
    """Return another first letter than the one found."""
    return found[1] + ("A" if found[2] != "A" else "B")


def to_others(world: World) -> str:
    """Seal to a key that is not ours."""
    return good(replace(world, sealed_to=OTHER_KEYS.certificate))


def to_the_key_before(world: World) -> str:
    """Seal to the key we had before the present one."""
    return good(replace(world, sealed_to=OPENING_BEFORE.certificate))
