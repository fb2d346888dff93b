"""The directory as several events heard at once see it: each question is asked once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from services.notify.domain.preferences import Preferences
from services.notify.domain.reached import Directory

T = TypeVar("T")
Doc = dict[str, Any]


class HeldDirectory:
    """What was asked of a directory, for as long as the mails of some events are written."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._answers: dict[tuple[object, ...], Any] = {}

    def account(self, id: str) -> Doc | None:
        """Return a person."""
        return self._asked(("account", id), lambda: self._directory.account(id))

    def body(self, key: str) -> Doc | None:
        """Return a body."""
        return self._asked(("body", key), lambda: self._directory.body(key))

    def vendor(self, id: str) -> Doc | None:
        """Return a vendor."""
        return self._asked(("vendor", id), lambda: self._directory.vendor(id))

    def with_role(self, roles: Iterable[str], scope: str) -> list[Doc]:
        """Return the active people who hold one of the roles in this scope."""
        held = tuple(roles)
        return self._asked((held, scope), lambda: self._directory.with_role(held, scope))

    def signatories(self, body: str) -> list[Doc]:
        """Return the active people who may sign today for a body."""
        return self._asked(("signs", body), lambda: self._directory.signatories(body))

    def at_address(self, address: str) -> list[Doc]:
        """Return the people who are reached at an address."""
        return self._asked(("reached", address), lambda: self._directory.at_address(address))

    def preferences(self, accounts: Collection[str]) -> Mapping[str, Preferences]:
        """Return what people prefer; asked once for the mails of all events."""
        return self._directory.preferences(accounts)

    def _asked(self, question: tuple[object, ...], ask: Callable[[], T]) -> T:
        if question not in self._answers:
            self._answers[question] = ask()
        answer: T = self._answers[question]
        return answer
