"""What other systems tell us is passed on as it came, to whoever checks its signature."""

import base64

from services.common.errors import Forbidden
from tests.unit.gateway.gateway_fakes import Gateway

PATH = "/hooks/jira"


def test_a_word_of_jira_is_passed_on_byte_by_byte_with_its_signature() -> None:
    gateway = Gateway()
    gateway.answers("notify.take_jira_word", {"taken": True})
    raw = b'{"webhookEvent": "comment_created"}\n\xff'

    answer = gateway.client.post(PATH, data=raw, headers={"X-Hub-Signature": "sha256=ab"})

    (made,) = [one for one in gateway.calls.made if one[0] == "notify.take_jira_word"]
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert made[1]["payload"] == {
        "content": base64.b64encode(raw).decode(), "signature": "sha256=ab",
    }  # fmt: skip


def test_a_wrong_signature_and_too_long_a_word_are_refused_as_a_program_reads_it() -> None:
    gateway = Gateway()
    gateway.answers("notify.take_jira_word", Forbidden("signature-wrong", "Nein.", "[]"))

    wrong = gateway.client.post(PATH, data=b"{}")
    long = gateway.client.post(PATH, data=b"x" * (257 * 1024))

    assert (wrong.status_code, wrong.json["code"]) == (403, "signature-wrong")
    assert (long.status_code, long.content_type) == (413, "application/problem+json")
