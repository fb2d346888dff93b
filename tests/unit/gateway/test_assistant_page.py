"""The certificate assistant's page asks, advises, and stays calm when identity is away."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from gateway.callers.principals import ANONYMOUS
from gateway.calls.client import DeadlinePassed
from gateway.web.assistant import AssistantPages
from services.common import context
from services.common.errors import Unavailable
from services.common.principal import Principal
from services.identity.assistant.advice import TEXTS
from services.identity.entrypoints.assistant import AssistantCalls
from tests.said import answered
from tests.unit.gateway.gateway_fakes import CallsTogether, app_of, page_of

FITS = {
    "certificate": "own",
    "issued_for": "body",
    "holder": "registrant",
    "acting_for": "other_body",
    "signing": "registrant",
}
OPEN, AMBER = {**FITS, "signing": "unknown"}, {**FITS, "holder": "unknown"}
RED = {**FITS, "issued_for": "private"}


class Identity(CallsTogether):
    """The service's own answers without a broker; ``away`` is raised instead."""

    def __init__(self, away: Exception | None = None) -> None:
        self.away = away
        self.principals: set[str] = set()

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        principal: Principal,
        request_id: str | None = None,
    ) -> Any:
        assert (service, method) == ("identity", "advise")
        self.principals.add(principal.subject)
        if self.away:
            raise self.away
        return answered(AssistantCalls().advise(**arguments), context.current().language)


def get(
    answers: dict[str, str] | None = None, identity: Identity | None = None, language: str = "de"
) -> TestResponse:
    app = app_of(AssistantPages(identity or Identity()))
    return page_of(app, "/zertifikat", language, query_string=answers)


def checked(page: TestResponse) -> dict[str, str]:
    inputs = [i for i in re.findall(r"<input[^>]*>", page.text) if re.search(r"\bchecked\b", i)]
    values = [re.search(r'name="(\w+)" value="(\w+)"', i) for i in inputs]
    return dict(found.groups() for found in values if found)


def test_a_visitor_sees_five_questions_and_no_verdict() -> None:
    page = get()

    assert page.status_code == 200
    assert page.text.count("<fieldset") == page.text.count("<legend") == 5
    assert "data-verdict=" not in page.text
    assert checked(page) == {}


def test_it_is_a_plain_form_without_script() -> None:
    text = get().text

    assert 'method="get" action="/zertifikat' in text
    assert "<script" not in text
    assert "style=" not in text


def test_every_choice_has_its_label() -> None:
    text = get().text

    labelled = re.findall(r'<label for="([^"]+)"', text)
    radios = re.findall(r'<input type="radio" id="([^"]+)"', text)
    assert radios == labelled
    assert len(re.findall(r"<input [^>]*\brequired\b", text)) == len(radios)
    assert len(set(radios)) == sum(len(q["choices"]) for q in TEXTS["questions"].values())


def test_what_describes_a_question_is_on_the_page() -> None:
    text = get({"certificate": "own"}).text

    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', text)).split()
    assert len(described) == 5 + 4
    assert set(described) <= set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize(
    ("answers", "verdict", "sign", "sign_in"),
    [
        (FITS, "green", "✓", True),
        (OPEN, "amber", "!", True),
        (AMBER, "amber", "!", False),
        (RED, "red", "✕", False),
    ],
)
def test_a_verdict_is_colour_sign_and_words_in_both_languages(
    answers: dict[str, str], verdict: str, sign: str, sign_in: bool
) -> None:
    page = get(answers)

    assert page.status_code == 200
    assert f'data-verdict="{verdict}"' in page.text
    assert f'aria-hidden="true">{sign}</span>' in page.text
    assert TEXTS["verdicts"][verdict].de in page.text
    assert TEXTS["verdicts"][verdict].en not in page.text
    assert ('href="/login"' in page.text) is sign_in


def test_the_advice_tells_reason_steps_duration_and_who_is_next() -> None:

    for language in ("de", "en"):
        text = get(RED, language=language).text
        advice = answered(AssistantCalls().advise(RED)["advice"], language)
        assert advice["reason"] in text
        assert advice["duration"]["text"] in text
        assert advice["next"]["text"] in text
        assert all(step["text"] in text for step in advice["steps"])


def test_given_answers_stay_chosen() -> None:
    assert checked(get(AMBER)) == AMBER


def test_a_missing_answer_is_named_at_the_top_and_at_its_question() -> None:
    page = get({name: value for name, value in FITS.items() if name != "holder"})

    assert page.status_code == 422
    assert "<title>Fehler:" in page.text
    assert 'href="#holder-registrant"' in page.text
    assert page.text.count('class="kern-error"') == 1
    assert 'id="holder-problem"' in page.text
    assert "data-verdict=" not in page.text


def test_an_unknown_answer_is_refused_and_not_echoed() -> None:
    page = get({**FITS, "holder": '"><b>evil'})

    assert page.status_code == 422
    assert 'id="holder-problem"' in page.text
    assert "evil" not in page.text


def test_what_nobody_asked_does_not_matter() -> None:
    assert get({"utm_source": "mail"}).status_code == 200
    assert 'data-verdict="green"' in get({**FITS, "utm_source": "mail"}).text


def test_it_asks_as_nobody_in_particular() -> None:
    identity = Identity()

    get(FITS, identity)

    assert identity.principals == {ANONYMOUS.subject}


@pytest.mark.parametrize(
    "away", [Unavailable("service-away", "Weg. / Away.", "[]"), DeadlinePassed("identity.advise")]
)
def test_while_identity_is_away_the_page_says_so_calmly(away: Exception) -> None:
    page = get(FITS, Identity(away))

    assert page.status_code == 503
    assert page.headers["Retry-After"]
    assert "noch einmal" in page.text
    assert "try again" in get(FITS, Identity(away), "en").text


def test_trying_again_keeps_the_answers() -> None:
    page = get(
        {**FITS, "holder": '"><b>'}, Identity(Unavailable("service-away", "Weg. / Away.", "[]"))
    )

    assert 'href="/zertifikat?certificate=own&amp;issued_for=body&amp;' in page.text
    assert "<b>" not in page.text
