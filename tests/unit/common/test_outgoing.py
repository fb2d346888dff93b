"""Messages on their way out are to the byte what py-amqp would have written."""

from types import SimpleNamespace
from typing import Any

import amqp
import pytest
from amqp.serialization import dumps
from hypothesis import given
from hypothesis import strategies as st

from services.common.messaging.connection import LOST
from services.common.messaging.outgoing import Outgoing, send

texts = st.text(max_size=60)
ids = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("correlation_id", "reply_to", "expiration", "message_id"), texts),
)
headers = st.dictionaries(texts, st.one_of(texts, st.floats(allow_nan=False)), max_size=5)


@given(texts, headers, ids, st.booleans())
def test_its_properties_are_those_of_py_amqp(
    kind: str, stated: dict[str, str | float], named: dict[str, str], durable: bool
) -> None:
    ours = Outgoing("{}", kind, headers=stated, durable=durable, **named)
    theirs = amqp.Message(
        b"{}",
        content_type=kind,
        content_encoding="utf-8",
        delivery_mode=2 if durable else 1,
        **({"application_headers": stated} if stated else {}),
        **named,
    )

    assert ours._serialize_properties() == theirs._serialize_properties()


@given(texts, texts, st.booleans())
def test_it_is_sent_where_py_amqp_would_send_it(exchange: str, key: str, mandatory: bool) -> None:
    written: list[Any] = []
    line = SimpleNamespace(frame_writer=lambda *frame: written.append(frame))
    message = Outgoing("ä", "application/json")

    send(
        SimpleNamespace(connection=line, channel_id=7), exchange, key, message, mandatory=mandatory
    )

    stated = dumps("Bssbb", (0, exchange, key, mandatory, False))
    assert written == [(1, 7, (60, 40), stated, message)]
    assert message.body == "ä".encode()


def test_on_a_line_that_is_gone_it_is_lost() -> None:
    with pytest.raises(LOST):
        send(SimpleNamespace(connection=None), "x", "y", Outgoing("{}", "application/json"))
