"""Which fields of a form are needed is marked and announced in one way, on every form."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import render_template_string

import gateway.web
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.visitors import Visitor
from services.common import context
from services.common.context import Call
from tests.unit.gateway.gateway_fakes import app_of

TEMPLATES = Path(gateway.web.__path__[0], "templates")
WRITTEN = ("text", "email", "tel", "url", "date", "number", "textarea", "select", "checkbox")
PARTS = (
    "{{ ui.hidden(form, visitor) }}"
    "{% for field in form.fields %}{{ ui.field(form, field.name) }}{% endfor %}"
)
OPTION = (("a", {"de": "A", "en": "A"}),)


def shown(*fields: Field) -> str:
    """Return the form as the parts make it."""
    app = app_of()
    with app.test_request_context():
        context.enter(Call(language="de"))
        return render_template_string(PARTS, form=Form(fields), visitor=Visitor())


def listed_fields() -> Iterator[tuple[str, Field]]:
    """Return each field a module of the pages names, with where it stands."""
    for found in pkgutil.walk_packages(gateway.web.__path__, "gateway.web."):
        module = importlib.import_module(found.name)
        for value in vars(module).values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Field):
                    yield found.name, one


@pytest.mark.parametrize("kind", [*WRITTEN, "radios"])
def test_a_needed_field_is_told_as_such_and_only_the_others_are_marked(kind: str) -> None:
    needed = shown(Field("x", "account-own", kind=kind, options=OPTION))
    free = shown(Field("x", "account-own", kind=kind, options=OPTION, required=False))
    depends = shown(Field("x", "account-own", kind=kind, options=OPTION, required=None))

    assert needed.count('aria-required="true"') == 1
    assert "kern-label__optional" not in needed
    assert "(freiwillig)" in free
    assert "(je nach Auswahl)" in depends
    assert "aria-required" not in free + depends


def test_of_a_step_only_its_own_fields_are_told() -> None:
    form = Form((Field("x", "account-own"), Field("y", "account-own"), Field("z", "account-own")))
    free = Form(tuple(Field(name, "account-own", required=False) for name in "xy"))

    assert form.announced(("x", "y")) == "needed-all"
    assert form.announced(()) == form.announced(("z",)) == ""
    assert free.announced() == ""


def test_what_is_needed_is_said_above_the_fields() -> None:
    name, remark = Field("x", "account-own"), Field("y", "account-own", required=False)

    assert "Alle Angaben sind nötig." in shown(name, Field("z", "account-own"))
    assert shown(name, remark).index("Nötig sind alle Angaben") < shown(name, remark).index(
        "<label"
    )


def test_one_field_alone_and_what_is_hidden_need_no_announcement() -> None:
    assert "nötig" not in shown(Field("x", "account-own"), Field("version", kind="hidden"))


def test_every_form_announces_before_its_fields() -> None:
    for template in TEMPLATES.rglob("*.html"):
        for form in re.findall(r"<form\b.*?</form>", template.read_text(), re.DOTALL):
            fields = form.find("ui.field(")
            said = re.search(r"ui\.(hidden|announced)\(", form)
            assert fields < 0 or (said and said.start() < fields), template


def test_a_box_that_need_not_be_ticked_says_so() -> None:
    agreed = {"terms", "accepted", "confirm", "costs_acknowledged"}
    boxes = {one.name for _, one in listed_fields() if one.kind == "checkbox" and one.required}

    assert boxes == agreed
