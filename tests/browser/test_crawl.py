"""The walk through the pages finds what is broken, and only that."""

from types import SimpleNamespace
from typing import Any

import requests

from tests.browser.crawl import Walk

GATEWAY = "http://gateway"
PAGE = "<title>{0} - DigitalMarkt</title><nav><a href='/'>S</a></nav><main><h1>{0}</h1>{1}</main>"


class Site:
    """Pages by path; one that is read may change what the others say."""

    def __init__(self, links: dict[str, list[str]]) -> None:
        self.links, self.read = links, []

    def request(self, method: str, url: str, **_: Any) -> requests.Response:
        path, answer = url.removeprefix(GATEWAY), requests.Response()
        self.read.append(path)
        answer.status_code, answer.url = (200 if path in self.links else 404), url
        answer.headers["Content-Type"] = "text/html"
        links = "".join(f"<a href='{link}'>x</a>" for link in self.links.get(path, ()))
        answer._content = PAGE.format(path, links).encode()
        return answer


def walk(site: Site) -> list[str]:
    person: Any = SimpleNamespace(gateway=GATEWAY, browser=site)
    return Walk(person).through("/").faults


def test_a_link_to_nothing_is_found() -> None:
    assert walk(Site({"/": ["/a"], "/a": ["/gone"]})) == ["/gone: 404 (link on /a)"]


def test_what_is_whole_has_no_faults() -> None:
    assert walk(Site({"/": ["/a"], "/a": ["/"]})) == []


def test_a_link_that_is_not_offered_any_more_is_none() -> None:
    class Moving(Site):
        def request(self, method: str, url: str, **more: Any) -> requests.Response:
            answer = super().request(method, url, **more)
            if url.endswith("/gone"):
                self.links["/a"] = []
            return answer

    assert walk(Moving({"/": ["/a"], "/a": ["/gone"]})) == []
