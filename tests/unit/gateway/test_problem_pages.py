"""Every problem code has a page that explains it in both languages."""

import re

import pytest

from gateway.problems.explanations import EXPLANATIONS, GENERAL, explanation_of, meaning_of
from gateway.problems.problems import HTTP_CODES, Problem
from gateway.web.frame.forms import Form
from gateway.words.refusals import FOR_PEOPLE
from services.common.errors import NotFound
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

OF_THE_INTERFACE = re.compile(
    r"[„“][a-z_]+[“”]|[a-z]+_[a-z]+|If-Match|Idempotency|Retry-After|X-CSRF|ETag|HTTP|JSON|ASCII"
    r"|application/|(?<!\w)/[a-z{]"
)


@pytest.mark.parametrize("code", [*sorted(EXPLANATIONS), "never-heard-of"])
def test_at_a_page_a_code_means_something_in_no_terms_of_the_interface(code: str) -> None:
    meaning = meaning_of(code)

    assert meaning.de
    assert meaning.en
    assert not OF_THE_INTERFACE.findall(f"{meaning.de} {meaning.en}")


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_a_code_has_words_in_both_languages(code: str) -> None:
    explained = EXPLANATIONS[code]

    assert all((*vars(explained.title).values(), *vars(explained.what).values()))
    assert code == code.lower().strip()


def test_the_codes_of_http_itself_are_explained() -> None:
    assert set(HTTP_CODES.values()) <= set(EXPLANATIONS)


def test_a_problem_without_words_takes_those_of_its_code() -> None:
    document = Problem(409, "idempotency-running").document(
        instance="/x", correlation_id="c", language="de"
    )

    assert document["detail"] == explanation_of("idempotency-running").what.de
    assert "errors" not in document


@pytest.mark.parametrize(
    ("pointers", "named"),
    [
        (["/functional_contact/email"], "functional_contact.email"),
        (["/items/3/a~1b"], "items.3.a/b"),
        ([""], None),
        (["/remark", "/usage"], None),
    ],
)
def test_one_wrong_field_is_named_in_the_sentence(pointers: list[str], named: str | None) -> None:
    errors = [{"pointer": pointer, "detail": "Bitte ausfüllen."} for pointer in pointers]

    told = Problem(422, "invalid", "Bitte prüfen Sie die Angaben.", errors).document(
        instance="/x", correlation_id="c", language="de"
    )

    one = f"Bitte prüfen Sie „{named}“: Bitte ausfüllen."
    assert told["detail"] == (one if named else "Bitte prüfen Sie die Angaben.")
    assert told["errors"] == errors


def test_an_unknown_code_gets_the_general_page_and_is_not_echoed() -> None:
    page = Gateway().client.get("/problems/<b>evil")

    assert page.status_code == 404
    assert GENERAL.title.de in page.text
    assert "evil" not in page.text


def test_a_known_code_has_its_page() -> None:
    client, explained = Gateway().client, EXPLANATIONS["order-exists"]

    german = client.get("/problems/order-exists").text
    english = client.get("/problems/order-exists", headers={"Accept-Language": "en"}).text

    assert explained.title.de in german
    assert explained.title.en not in german
    assert explained.title.en in english
    assert explained.title.de not in english


def test_a_refused_page_is_a_page_and_a_refused_call_a_problem() -> None:
    client = Gateway().client

    page, call = client.get("/nowhere"), client.get("/api/v1/nowhere")

    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert (call.status_code, call.mimetype) == (404, "application/problem+json")
    assert call.json["code"] == "not-found"


def test_a_refused_page_says_once_that_something_is_not_there() -> None:
    gateway = Gateway()
    gateway.answers("orders.get", NotFound("order-not-found", "Diese Bestellung fehlt.", "[]"))

    page = gateway.client.get("/orders/o1", headers=SIGNED_IN).text

    assert page.count("Diese Bestellung") == 1


def test_a_form_says_a_refusal_in_no_terms_of_the_interface() -> None:
    form = Form(()).refused(Problem(409, "order-wrong-state"))

    assert (dict(form.errors), form.general) == ({}, FOR_PEOPLE["order-wrong-state"].de)
    assert "waiting_for" not in form.general
