"""Walks every link and form of the pages one person sees, as somebody does who tries everything."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html
import requests

from deploy.local.client import Person

ID = re.compile(
    r"(?<=/)[\w.-]*\d[\w.-]*(?=/|$)"
    r"|(?<=/leistungen/)[\w-]+|(?<=/hilfe/)[\w-]+|(?<=/declarations/)[\w-]+"
    r"|(?<=/editor/profiles/)(?!new)[\w-]+|(?<=/editor/help/)[\w-]+"
    r"|(?<=/problems/)[\w-]+|(?<=/api/docs/operations/)[\w-]+"
    r"|(?<=/editor/vendors/)(?!new)[\w-]+|(?<=/editor/systems/)(?!new)[\w-]+"
)
MOST_ALIKE, MOST_FILTERED = 2, 5
"""So many pages of one kind are walked, and of one list: the hundredth says nothing new."""
MOST_PAGES = 250
MOST_REDIRECTS = 5
NO_PAGES = ("/login", "/logout", "/saml", "/static/", "/oauth/")
ACTS = ("/logout", "/acting")
HIDDEN = frozenset({"csrf_token", "form_key", "form_author"})
FINE = frozenset({303, 422})


@dataclass
class Walk:
    """What one person finds; ``faults`` is what should not be, ``pages`` one page of each kind."""

    person: Person
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    pages: dict[str, str] = field(default_factory=dict)
    _targets: dict[str, str] = field(default_factory=dict)

    def through(self, *starts: str) -> "Walk":
        """Walk from these pages to all that can be reached."""
        waiting = deque((start, "") for start in starts)
        while waiting and len(self.seen) < MOST_PAGES:
            path, came_from = waiting.popleft()
            if self._is_new(path):
                waiting.extend((link, path) for link in self._open(path, came_from))
        for kind in [kind for kind in self.pages if "*" in kind]:
            self._keep_standing(kind)
        return self

    def _keep_standing(self, kind: str) -> None:
        """Keep a page of this kind that is still there: a form taken empty may have ended one."""
        kept = self.pages.pop(kind)
        alike = [path for path in self.seen if _kind_of(path) == kind and path != kept]
        for path in (kept, *sorted(alike)):
            if self._follow(path).ok:
                self.pages[kind] = path
                return

    def _is_new(self, path: str) -> bool:
        bare = urlsplit(path)
        page = ID.sub("*", bare.path)
        kind = page + "?" + "&".join(sorted(set(re.findall(r"(\w+)=", bare.query))))
        known = self.kinds[kind] >= MOST_ALIKE or self.kinds[page] >= MOST_FILTERED
        if path in self.seen or known or _is_none(path):
            return False
        self.kinds.update((page, kind))
        self.seen.add(path)
        return True

    def _open(self, path: str, came_from: str) -> list[str]:
        answer = self._follow(path)
        if answer.status_code >= 400 and self._is_offered(path, came_from):
            self._fault(path, f"{answer.status_code} (link on {came_from})")
        if not answer.ok or not answer.headers.get("Content-Type", "").startswith("text/html"):
            return []
        page = lxml.html.fromstring(answer.text)
        self._look_at(path, page)
        for form in page.forms:
            self._try(path, form)
        return list(_ways_on(page, answer.url, self.person.gateway))

    def _is_offered(self, path: str, by: str) -> bool:
        """Tell whether a page still has that link; what it leads to may have ended meanwhile."""
        answer = self._follow(by or "/")
        page = lxml.html.fromstring(answer.text) if answer.ok else None
        return page is None or path in _ways_on(page, answer.url, self.person.gateway)

    def _follow(self, path: str) -> requests.Response:
        """Return where a link leads in the end; what leaves the pages is not followed out."""
        url = urljoin(self.person.gateway, path)
        for _ in range(MOST_REDIRECTS):
            answer = self._ask("GET", url)
            if not answer.is_redirect:
                return answer
            url = urljoin(url, answer.headers["Location"])
            if not url.startswith(self.person.gateway) or _is_none(url):
                answer.headers.pop("Content-Type", None)
                return answer
        self._fault(path, "leads in circles")
        return answer

    def _look_at(self, path: str, page: Any) -> None:
        """Say what every page has: one heading, a title with it, and a way on."""
        self.pages.setdefault(_kind_of(path), path)
        if len(page.xpath("//h1")) != 1:
            self._fault(path, f"{len(page.xpath('//h1'))} headings of the first level")
        if not (page.findtext(".//title") or "").strip().endswith("DigitalMarkt"):
            self._fault(path, "no title")
        if not page.xpath("//main") or not page.xpath("//nav//a[@href]"):
            self._fault(path, "no way on")
        ids = Counter(page.xpath("//@id"))
        if twice := [one for one, count in ids.items() if count > 1]:
            self._fault(path, f"ids that stand twice: {twice}")

    def _try(self, path: str, form: Any) -> None:
        """Send a form without what it asks for; one that only presses a button is not pressed."""
        action, method = urlsplit(form.action or path).path or urlsplit(path).path, form.method
        if method == "GET" or action in ACTS:
            return
        allowed = self._allowed(action)
        if "POST" not in allowed:
            self._fault(path, f"its form leads nowhere: {action} ({allowed})")
            return
        fields = {name: value or "" for name, value in form.form_values()}
        typed = [name for name in form.fields if name not in HIDDEN and _is_typed(form, name)]
        if not typed:
            return
        empty = {**fields, **dict.fromkeys(typed, "")}
        with_files = form.get("enctype") == "multipart/form-data"
        parts = {name: (None, value) for name, value in empty.items()}
        sent = self._ask("POST", action, **({"files": parts} if with_files else {"data": empty}))
        if sent.status_code not in FINE:
            self._fault(path, f"{sent.status_code} for its form to {action} sent empty")

    def _allowed(self, action: str) -> str:
        """Return by which methods a form's target can be asked; many pages have the same forms."""
        if action not in self._targets:
            self._targets[action] = self._ask("OPTIONS", action).headers.get("Allow", "")
        return self._targets[action]

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        url = urljoin(self.person.gateway, path)
        return self.person.browser.request(
            method, url, timeout=30, allow_redirects=False, headers={"Accept": "text/html"}, **more
        )

    def _fault(self, path: str, what: str) -> None:
        self.faults.append(f"{path}: {what}")


def _kind_of(path: str) -> str:
    return ID.sub("*", urlsplit(path).path)


def _is_typed(form: Any, name: str) -> bool:
    """Tell whether people type it; lxml gives lists of radios and checkboxes."""
    element = form.inputs[name]
    kind = getattr(element, "type", None) or getattr(element, "tag", "")
    return kind in ("text", "email", "tel", "url", "date", "textarea", "search")


def _is_none(url: str) -> bool:
    """Tell whether it leads to no page of ours: the sign-in, a file."""
    return urlsplit(url).path.startswith(NO_PAGES)


def _ways_on(page: Any, url: str, gateway: str) -> Iterator[str]:
    """Return where its links lead, and its searches as they stand there."""
    searches = [
        f"{form.action or url}?{urlencode(form.form_values())}".replace("??", "?")
        for form in page.forms
        if form.method == "GET"
    ]
    for href in (*page.xpath("//a/@href"), *searches):
        target = urljoin(url, href)
        if target.startswith(f"{gateway}/"):
            yield target.removeprefix(gateway).partition("#")[0]
