"""The cookies of signing in: their names, and the flags that all of them carry."""

from dataclasses import dataclass
from typing import Literal

from werkzeug.wrappers import Response


@dataclass(frozen=True)
class Cookie:
    """A cookie of ours; on HTTPS its prefix binds it to this host."""

    name: str
    secure: bool
    max_age_s: int | None = None
    from_other_sites: bool = False

    @property
    def full_name(self) -> str:
        """Return the name as browsers know it."""
        return f"__Host-{self.name}" if self.secure else self.name

    def set(self, response: Response, value: str) -> None:
        """Give the browser a value that no script sees."""
        response.set_cookie(
            self.full_name,
            value,
            path="/",
            max_age=self.max_age_s,
            secure=self.secure,
            httponly=True,
            samesite=self._same_site,
        )

    def delete(self, response: Response) -> None:
        """Let the browser forget it."""
        response.delete_cookie(
            self.full_name,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite=self._same_site,
        )

    @property
    def _same_site(self) -> Literal["None", "Lax"]:
        """Browsers take a cookie that travels with posts of other sites on HTTPS only."""
        return "None" if self.from_other_sites and self.secure else "Lax"


def session_cookie(secure: bool) -> Cookie:
    """Return the cookie of a session."""
    return Cookie("session", secure)


def sign_in_cookie(secure: bool, max_age_s: int) -> Cookie:
    """Return the cookie that binds sign-ins under way to their browser.

    The identity provider's answer comes as a POST from another site.
    """
    return Cookie("sign-in", secure, max_age_s, from_other_sites=True)
