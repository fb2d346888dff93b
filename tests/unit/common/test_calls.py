"""Whatever arrives on the queue of calls is either a call or refused as none."""

import json
import time
from inspect import signature
from typing import Any

import amqp
import pytest

from services.common.entrypoints import rpc
from services.common.errors import Conflict, Forbidden, Invalid, Unauthenticated, Unavailable
from services.common.messaging import rpc_messages
from services.common.principal import Principal, sign
from services.common.validation.since import SinceQuery
from services.identity.entrypoints.registrations import RegistrationCalls
from services.notify.entrypoints.deliveries import DeliveryCalls
from services.orders.entrypoints.reviews import ReviewCalls
from tests import builders

PRIVATE, PUBLIC = builders.key_pair()


def request(**changed: Any) -> rpc_messages.Request:
    token = sign(builders.principal(), "orders", PRIVATE)
    headers = {
        "nameko.principal": token,
        "nameko.deadline": time.time() + 5,
        "nameko.correlation_id": "trace-1",
        "nameko.request_id": "request-1",
        **changed,
    }
    kept = {name: value for name, value in headers.items() if value is not ...}
    return rpc_messages.read_request(builders.call_message(headers=kept))


def admitted(*needs: str, **changed: Any) -> Any:
    return rpc_messages.admit(request(**changed), "orders", PUBLIC, needs)


def body_of(message: amqp.Message) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(rpc_messages.body_bytes(message))
    return parsed


def test_a_call_is_read_whole() -> None:
    message = builders.call_message({"args": [1], "kwargs": {"order_id": "o1"}})

    read = rpc_messages.read_request(message)

    assert (read.method, read.args, read.kwargs) == ("get", [1], {"order_id": "o1"})
    assert (read.reply_to, read.correlation_id, read.headers) == ("rpc.reply-1", "call-1", {})


@pytest.mark.parametrize("reply_to", [None, "", 5, "elsewhere", "rpc.reply-" + "x" * 256])
def test_a_call_nobody_waits_for_is_none(reply_to: Any) -> None:
    with pytest.raises(rpc_messages.Malformed, match="reply_to"):
        rpc_messages.read_request(builders.call_message(reply_to=reply_to))


@pytest.mark.parametrize("content_type", [None, "", "text/plain", "application/x-python-serialize"])
def test_a_call_that_is_not_json_is_none(content_type: Any) -> None:
    with pytest.raises(rpc_messages.Malformed, match="content type"):
        rpc_messages.read_request(builders.call_message(content_type=content_type))


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "nonsense", b"\xff\xfe", b"\x80", "[]", "[1]", "null", "5", '"text"', "{}",
        '{"args": []}', '{"kwargs": {}}', '{"args": {}, "kwargs": {}}',
        '{"args": [], "kwargs": []}', '{"args": null, "kwargs": null}',
        '{"args": "ab", "kwargs": {}}', "[" * 100_000, '{"a":' * 100_000,
    ],
    ids=lambda body: repr(body[:30]),
)  # fmt: skip
def test_a_body_of_another_form_is_no_call(body: str | bytes) -> None:
    with pytest.raises(rpc_messages.Malformed):
        rpc_messages.read_request(builders.call_message(body))


@pytest.mark.parametrize("headers", [[], [1], "text", b"bytes", {5: "number"}, {b"x": 1}, 7])
def test_headers_that_are_no_table_make_no_call(headers: Any) -> None:
    if headers == []:
        assert rpc_messages.read_request(builders.call_message(headers=headers)).headers == {}
        return

    with pytest.raises(rpc_messages.Malformed, match="headers"):
        rpc_messages.read_request(builders.call_message(headers=headers))


def test_a_call_without_headers_or_correlation_id_can_be_read() -> None:
    message = builders.call_message(headers=None, correlation_id=None)

    read = rpc_messages.read_request(message)

    assert (read.headers, read.correlation_id) == ({}, "")


@pytest.mark.parametrize("odd", [b"bytes", ["list"], {"nested": {"deep": [1]}}, 5, None, "", True])
def test_odd_context_headers_are_replaced_by_fresh_ids(odd: Any) -> None:
    call = admitted(**{"nameko.correlation_id": odd, "nameko.request_id": odd})

    assert len(call.correlation_id) == 32
    assert call.once is not None
    assert len(call.once) == 32


@pytest.mark.parametrize("odd", [b"bytes", ["list"], {"nested": {}}, 5, None, "", True])
def test_an_odd_principal_header_is_nobody(odd: Any) -> None:
    with pytest.raises(Unauthenticated):
        admitted(**{"nameko.principal": odd})


def test_a_known_caller_in_time_is_admitted() -> None:
    call = admitted("orders:read")

    assert call.principal == builders.principal()
    assert (call.correlation_id, call.once) == ("trace-1", "request-1")
    assert 0 < call.remaining_s <= 5


@pytest.mark.parametrize("deadline", [..., None, "soon", b"1", [1], {}, True])
def test_a_call_states_its_deadline(deadline: Any) -> None:
    with pytest.raises(Unauthenticated) as refused:
        admitted(**{"nameko.deadline": deadline})

    assert refused.value.code == "deadline-missing"


@pytest.mark.parametrize("late_s", [0.0, 1.0, 1e9])
def test_work_nobody_waits_for_any_more_is_not_begun(late_s: float) -> None:
    with pytest.raises(Unavailable) as refused:
        admitted(**{"nameko.deadline": time.time() - late_s})

    assert refused.value.code == "deadline-passed"


def test_a_call_without_a_principal_is_refused_even_where_no_permission_is_needed() -> None:
    with pytest.raises(Unauthenticated):
        admitted(**{"nameko.principal": ...})


def test_a_principal_for_another_service_is_refused() -> None:
    token = sign(builders.principal(), "contracts", PRIVATE)

    with pytest.raises(Unauthenticated):
        admitted(**{"nameko.principal": token})


def test_one_of_several_permissions_is_enough() -> None:
    assert admitted("setup:report", "orders:read").principal.subject == "clerk"


def test_none_of_the_permissions_is_not_enough() -> None:
    with pytest.raises(Forbidden) as refused:
        admitted("setup:report", "orders:review")

    assert refused.value.code == "not-permitted"


def test_an_anonymous_principal_may_call_what_is_public_only() -> None:
    token = sign(Principal("nobody"), "orders", PRIVATE)

    assert admitted(**{"nameko.principal": token}).principal.subject == "nobody"
    with pytest.raises(Forbidden):
        admitted("orders:read", **{"nameko.principal": token})


def test_a_refusal_is_answered_with_its_kind_and_code() -> None:
    answer = rpc_messages.Answer.of_error(Conflict("order-exists", "Schon bestellt.", "[]"))

    assert answer.error == Conflict("order-exists", "Schon bestellt.", "[]").to_wire()
    assert answer.outcome == "order-exists"


def test_the_unexpected_is_answered_without_details() -> None:
    answer = rpc_messages.Answer.of_error(KeyError("secret"))

    assert "secret" not in json.dumps(answer.error)
    assert answer.outcome == "failed"


def test_a_reply_goes_back_with_the_call_it_answers() -> None:
    reply = rpc_messages.reply_message(
        request(), rpc_messages.Answer.of_result({"id": "o1", "name": "Ä"})
    )

    assert body_of(reply) == {"result": {"id": "o1", "name": "Ä"}, "error": None}
    assert reply.properties["correlation_id"] == "call-1"


@pytest.mark.parametrize("result", [object(), {1, 2}, b"bytes"], ids=["object", "set", "bytes"])
def test_a_result_that_is_no_json_becomes_an_error(result: object) -> None:
    reply = rpc_messages.reply_message(request(), rpc_messages.Answer.of_result(result))

    assert body_of(reply)["error"]["exc_type"] == "Failed"


def test_a_text_that_is_no_unicode_is_answered_all_the_same() -> None:
    refusal = Conflict("invalid", "Unknown field /\ud800.", "[]")

    reply = rpc_messages.reply_message(request(), rpc_messages.Answer.of_error(refusal))

    assert body_of(reply)["error"]["exc_args"][1] == "Unknown field /\ud800."


def test_an_unknown_method_is_answered() -> None:
    answer = rpc_messages.unknown_method("x" * 500)

    assert answer.error is not None
    assert answer.outcome == "method-unknown"
    assert len(json.dumps(answer.error)) < 500


@pytest.mark.parametrize(("sent", "returned"), [("call-9", "call-9"), (None, ""), (7, "")])
def test_a_malformed_call_is_answered_where_somebody_waits(sent: Any, returned: str) -> None:
    message = builders.call_message("nonsense", correlation_id=sent)

    reply = rpc_messages.refusal_message(message, "body is not JSON")

    assert body_of(reply)["error"]["exc_args"][0] == "malformed-call"
    assert reply.properties["correlation_id"] == returned


@pytest.mark.parametrize(
    "kwargs",
    ['{"x": NaN}', '{"x": 1e400}', r'{"x": "\ud800"}', '{"x": ' + "[" * 40 + "]" * 40 + "}"],
)
def test_what_the_gateway_would_refuse_is_no_call_either(kwargs: str) -> None:
    with pytest.raises(rpc_messages.Malformed):
        rpc_messages.read_request(builders.call_message(f'{{"args": [], "kwargs": {kwargs}}}'))


def test_a_call_is_no_larger_than_its_method_allows() -> None:
    large = builders.call_message({"args": [], "kwargs": {"payload": "x" * rpc_messages.LARGEST}})

    assert rpc_messages.read_request(large, 2 * rpc_messages.LARGEST).kwargs
    with pytest.raises(rpc_messages.Malformed, match="bytes"):
        rpc_messages.read_request(large)


def method(
    self: Any, order_id: str, number: int, payload: dict[str, Any], acting: str | None = None,
    counted: bool = True,
) -> None:  # fmt: skip
    """Take an argument of every kind there is."""


def arguments(**changed: Any) -> rpc_messages.Request:
    given = {"order_id": "o1", "number": 1, "payload": {}, **changed}
    return rpc_messages.read_request(builders.call_message({"args": [], "kwargs": given}))


@pytest.mark.parametrize(
    "changed",
    [{}, {"acting": None}, {"acting": "a1"}, {"counted": False}, {"number": -1}, {"payload": None},
     {"payload": {"any": ["thing"]}}, {"order_id": "ä b/c"}],
)  # fmt: skip
def test_arguments_of_their_kind_are_passed_on(changed: Any) -> None:
    rpc_messages.check_arguments(signature(method), arguments(**changed))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *(("order_id", wrong) for wrong in (5, None, {"$gt": ""}, [], "a\0b", "a\nb", "x" * 300,
                                            "=?utf-8?q?x?=", "a\u202eb", "a\u200bb")),
        *(("number", wrong) for wrong in ("1", 1.0, True, None, 2**53, -(2**70), {})),
        *(("acting", wrong) for wrong in (5, [], "a\0b")),
        *(("counted", wrong) for wrong in (1, "true", None)),
    ],
)  # fmt: skip
def test_an_argument_of_another_kind_is_named(name: str, wrong: Any) -> None:
    with pytest.raises(Invalid) as refused:
        rpc_messages.check_arguments(signature(method), arguments(**{name: wrong}))

    (field,) = json.loads(refused.value.fields)
    assert (refused.value.code, field["pointer"]) == ("arguments-invalid", f"/{name}")


class Counting:
    """A service that counts since when."""

    @rpc(public=True, query=SinceQuery)
    def since(self, query: dict[str, Any]) -> Any:
        """Return since when it is asked."""
        return query["since"]


@pytest.mark.parametrize(
    "call",
    [Counting.since, ReviewCalls.turns, DeliveryCalls.count_waiting,
     RegistrationCalls.registration_turns],
)  # fmt: skip
def test_who_knows_a_call_from_before_it_had_a_query_is_answered(call: Any) -> None:
    before = rpc_messages.read_request(builders.call_message({"args": [], "kwargs": {}}))
    counting: Any = Counting()

    rpc_messages.check_arguments(signature(call), before)

    assert counting.since(*before.args, **before.kwargs) is None
    with pytest.raises(Invalid):
        counting.since(query={"since": "whenever"})
