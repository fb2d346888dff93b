"""Which routes of the API a page asks and does: followed from its view through what that names.

A page names a route by ``api("GET orders/{order_id}")``, by a text or a table of such names, or
links to ``/api/v1/...`` in its template or script. A few pages make the call of a route themselves.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from functools import cache
from types import FunctionType, MethodType
from typing import Any

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from gateway.api.route import Route
from gateway.api.routes import OWN, ROUTES
from gateway.tables.imports import ProfileImports
from gateway.web.frame.api import api
from tests.shape.sources import ROOT

WEB = ("gateway.web.", "gateway.tables.")
TEMPLATES, STATIC = ROOT / "gateway/web/templates", ROOT / "gateway/web/static"
LINK = re.compile(r"/api/v1/([^\s\"'`?<]+)")
INCLUDED = re.compile(r"{% include \"([\w/]+\.html)\"")
SCRIPT = re.compile(r"asset\(\"(\w+\.js)\"\)")
FETCHED = re.compile(r"call\(\"([A-Z]+)\", [\"`]/?([^\"`]*)[\"`]")
FETCHED_BELOW = re.compile(r"const API = \"/api/v1/([^\"]+)\"")
JOINED = re.compile(r"\" ~ [\w.]+ ~ \"")
HOLE = re.compile(r"\{\{.*?\}\}|\$\{.*?\}")
ESCAPE = "\\"
METHOD = re.compile(r"[A-Z]+\\? ")
ONE_STEP = "[^/]+"
READ_BY = {ProfileImports._run: "POST profiles/import"}
"""What reads an uploaded file for its route, and for the page that has a form for it."""
NAMED: dict[str, Route] = {f"{route.method} {route.path}": route for route in (*ROUTES, *OWN)}
BY_CALL: dict[tuple[str, str], list[str]] = {}
for _name, _route in NAMED.items():
    BY_CALL.setdefault((_route.service, _route.call), []).append(_name)


def reached_by(app: Flask) -> dict[str, set[str]]:
    """Return by endpoint of a page the names of the routes it reaches."""
    reached: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/"):
            view = app.view_functions[rule.endpoint]
            reached.setdefault(rule.endpoint, set()).update(_routes_of(view, _given_by(rule)))
    return reached


def _given_by(rule: Rule) -> dict[str, tuple[str, ...]]:
    """Return the values an address gives a view, where they are a few: in it, or ``any`` of it."""
    choices = {name: tuple(of.items) for name, of in rule._converters.items()
               if isinstance(of, AnyConverter)}  # fmt: skip
    return choices | {name: (str(value),) for name, value in (rule.defaults or {}).items()}


def _routes_of(view: Callable[..., Any], given: Mapping[str, tuple[str, ...]]) -> set[str]:
    walk = _Walk(given)
    walk.follow(view)
    return walk.reached


class _Walk:
    """Goes from a function to all that it names, each once."""

    def __init__(self, given: Mapping[str, tuple[str, ...]]) -> None:
        self.given = given
        self.seen: set[Any] = set()
        self.reached: set[str] = set()

    def follow(self, called: Any) -> None:
        """Read a function of ours, and what it names."""
        owner = getattr(called, "__self__", None)
        function = called.__func__ if isinstance(called, MethodType) else called
        key = function, id(owner)
        if key in self.seen or not _is_written(function) or function is api:
            return
        self.seen.add(key)
        self.reached.update({READ_BY[function]} if function in READ_BY else ())
        names = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
        if owner is not None:
            names["self"] = owner
        for node in ast.walk(_tree(function)):
            self._read(node, names)

    def _read(self, node: ast.AST, names: Mapping[str, Any]) -> None:
        if isinstance(node, ast.Name | ast.Attribute):
            self._value(_worth(node, names))
        elif isinstance(node, ast.JoinedStr):
            self._named_like(_shape(node, names, self.given))
        elif isinstance(node, ast.Constant):
            self._value(node.value)
        elif isinstance(node, ast.Call):
            self._called(node, names)

    def _value(self, value: Any) -> None:
        if isinstance(value, Route):
            self._route(value)
        elif isinstance(value, str):
            self._text(value)
        elif isinstance(value, Mapping | tuple | list):
            for inner in value.values() if isinstance(value, Mapping) else value:
                self._value(inner)
        elif isinstance(value, FunctionType | MethodType):
            self.follow(value)
        elif isinstance(value, type) and _is_ours(value):
            for method in vars(value).values():
                if isinstance(method, FunctionType):
                    self.follow(method.__get__(value))

    def _route(self, route: Route) -> None:
        """Note a route; one of a page's own is that of the API with the same call."""
        name = f"{route.method} {route.path}"
        same = [name] if name in NAMED else BY_CALL.get((route.service, route.call), [])
        self.reached.update(same)

    def _text(self, text: str) -> None:
        if text in NAMED:
            self.reached.add(text)
        elif re.fullmatch(r"[\w/]+\.html", text):
            self.reached.update(_linked_by(text))
        elif path := LINK.match(text):
            self.reached.update(_fitting(f"GET {re.escape(path[1])}"))

    def _named_like(self, shape: str) -> None:
        linked = LINK.match(shape)
        if linked:
            self.reached.update(_fitting(f"GET {linked[1].rstrip(ESCAPE)}"))
        elif METHOD.match(shape) and ONE_STEP not in shape:
            self.reached.update(_fitting(shape))

    def _called(self, node: ast.Call, names: Mapping[str, Any]) -> None:
        """Note the route of a call a page makes itself, or has made by a method of its own."""
        said = [str(one.value) for one in node.args[:2] if isinstance(one, ast.Constant)]
        if len(said) == 2:
            self.reached.update(BY_CALL.get((said[0], said[1]), ()))
        elif said and isinstance(node.func, ast.Attribute):
            for service in _asked_by(_worth(node.func, names)):
                self.reached.update(BY_CALL.get((service, said[0]), ()))


def _is_ours(called: Any) -> bool:
    return str(getattr(called, "__module__", "")).startswith(WEB)


def _is_written(called: Any) -> bool:
    """Tell whether it is a function of ours with a source of its own."""
    code = getattr(called, "__code__", None)
    return _is_ours(called) and code is not None and called.__name__[:2] not in ("__", "<l")


@cache
def _tree(function: Callable[..., Any]) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _asked_by(called: Any) -> list[str]:
    """Return the services a method of a page calls by the name it is given."""
    if not _is_written(called):
        return []
    calls = (node for node in ast.walk(_tree(called)) if isinstance(node, ast.Call))
    return [
        str(call.args[0].value)
        for call in calls
        if len(call.args) > 1
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[1], ast.Name)
    ]


def _worth(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Return what an expression is where it can be said without the request; else None."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        return _attribute(_worth(node.value, names), node.attr)
    return None


def _attribute(owner: Any, name: str) -> Any:
    """Return an attribute of a page or a module of ours; others belong to the request."""
    if owner is None or not (_is_ours(type(owner)) or _is_ours(owner) or inspect.ismodule(owner)):
        return None
    return getattr(owner, name, None)


def _shape(
    node: ast.JoinedStr, names: Mapping[str, Any], given: Mapping[str, tuple[str, ...]]
) -> str:
    """Return a pattern of the texts an f-string may be; what is not known is one step of a path."""
    parts = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(re.escape(str(part.value)))
        else:
            parts.append(_filled(part, names, given))
    return "".join(parts)


def _filled(part: ast.expr, names: Mapping[str, Any], given: Mapping[str, tuple[str, ...]]) -> str:
    """Return a pattern of what fills a place: what the address gives, or what is known anyway."""
    name = part.value.id if isinstance(part.value, ast.Name) else ""  # type: ignore[attr-defined]
    if name in given:
        return f"(?:{'|'.join(map(re.escape, given[name]))})"
    try:
        code = compile(ast.Expression(part.value), "page", "eval")  # type: ignore[attr-defined]
        value = eval(code, {}, dict(names))
    except Exception:
        return ONE_STEP
    return re.escape(value) if isinstance(value, str) else ONE_STEP


def _fitting(shape: str) -> list[str]:
    """Return the routes of a pattern, where the values of a path stand for its parameters."""
    return [name for name in NAMED if re.fullmatch(shape, name)]


@cache
def _linked_by(template: str) -> frozenset[str]:
    """Return the routes a template links to, and those its script fetches."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    found = {name for path in LINK.findall(_with_holes(text)) for name in _at("GET", path)}
    for included in INCLUDED.findall(text):
        found |= _linked_by(included)
    for script in SCRIPT.findall(text):
        found |= _fetched_by((STATIC / script).read_text(encoding="utf-8"))
    return frozenset(found)


def _with_holes(text: str) -> str:
    """Return a template with ``{}`` for each value in an address."""
    return HOLE.sub(lambda hole: hole[0] if LINK.search(hole[0]) else "{}", JOINED.sub("{}", text))


def _fetched_by(script: str) -> set[str]:
    below = FETCHED_BELOW.search(script)
    if below is None:
        return set()
    calls = ((method, f"{below[1]}/{path}".rstrip("/")) for method, path in FETCHED.findall(script))
    return {name for method, path in calls for name in _at(method, HOLE.sub("{}", path))}


def _at(method: str, path: str) -> list[str]:
    """Return the routes at a path with ``{}`` in the place of each value."""
    plain = path.partition("?")[0]
    return [name for name in NAMED if re.sub(r"{\w+}", "{}", name) == f"{method} {plain}"]
