"""One POST of one event to one webhook, and what came of it."""

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from services.common.links.addresses import (
    DENIED,
    CheckStopped,
    is_public,
    networks,
    stand_ins,
)
from services.common.links.findings import LinkFailure
from services.common.links.reach import Reach
from services.notify.domain.plain import one_line
from services.notify.domain.webhook_deliveries import Attempt, WebhookFailure
from services.notify.domain.webhooks import SealedSecret, Webhook
from services.notify.secrets_box import NotSealedHere, SecretsBox
from services.notify.webhooks import signing
from services.notify.webhooks.http import SHOWN_BYTES, Answered, Poster
from services.notify.webhooks.settings import WebhookSettings

Doc = dict[str, Any]

GONE = 410
_FAILURES = {
    LinkFailure.INTERNAL: WebhookFailure.INTERNAL,
    LinkFailure.UNKNOWN_HOST: WebhookFailure.UNKNOWN_HOST,
    LinkFailure.NO_CONNECTION: WebhookFailure.NO_CONNECTION,
    LinkFailure.TIMEOUT: WebhookFailure.TIMEOUT,
    LinkFailure.CERTIFICATE: WebhookFailure.CERTIFICATE,
    LinkFailure.NOT_HTTP: WebhookFailure.NOT_HTTP,
}
"""All else is an address that may not be called."""


class WebhookPoster:
    """Signs with every secret that holds now, and posts."""

    def __init__(self, poster: Poster, box: SecretsBox) -> None:
        self._poster, self._box = poster, box
        self._opened: dict[str, str] = {}

    def post(
        self, webhook: Webhook, id: str, envelope: Doc, now: datetime,
        timeout_s: float | None = None,
    ) -> Attempt:  # fmt: skip
        """Post an event; whatever happens, it is told as an attempt."""
        began = time.monotonic()
        try:
            body = signing.body_of(envelope)
            secrets = self._secrets(webhook, now)
            signed = signing.headers(id, int(time.time()), body, secrets)
            traced = {name: envelope[name] for name in ("traceparent",) if name in envelope}
            headers = {"Content-Type": signing.MEDIA_TYPE, **signed, **traced}
            answered = self._poster.post(webhook.url, body, headers, timeout_s)
        except CheckStopped as stopped:
            failure = _FAILURES.get(stopped.reason, WebhookFailure.ADDRESS)
            return Attempt(now, _ms(began), failure)
        except Exception as error:
            answer = one_line(type(error).__name__)
            return Attempt(now, _ms(began), WebhookFailure.UNFORESEEN, answer=answer)
        return _attempt(answered, now, _ms(began))

    def _secrets(self, webhook: Webhook, now: datetime) -> Iterable[str]:
        """Return those that sign; one on its way out that no key opens signs nothing."""
        for one in webhook.secrets:
            if one.expires_at is None:
                yield self._open(webhook.id, one)
            elif one.expires_at > now:
                with suppress(NotSealedHere):
                    yield self._open(webhook.id, one)

    def _open(self, webhook: str, one: SealedSecret) -> str:
        """Open a secret, once for as long as this process runs."""
        if one.sealed not in self._opened:
            if len(self._opened) > 1000:
                self._opened.clear()
            self._opened[one.sealed] = self._box.open(one.sealed, purpose_of(webhook))
        return self._opened[one.sealed]


def purpose_of(webhook: str) -> str:
    """Return what the secrets of a webhook are sealed for."""
    return f"webhook:{webhook}"


def poster_of(settings: WebhookSettings) -> Poster:
    """Make what posts, as the settings say."""
    denied = (*DENIED, *networks(settings.link_denied_networks))
    reach = Reach(
        may_call=lambda found: is_public(found, denied),
        stands_in=stand_ins(settings.webhook_stands_in),
    )
    agent = f"DigitalMarkt-Webhooks/1.0 (+{settings.public_url})"
    return Poster(reach, settings.webhook_timeout_s, agent)


def _attempt(answered: Answered, now: datetime, ms: int) -> Attempt:
    answer = one_line(answered.beginning.decode("utf-8", "replace"), SHOWN_BYTES)
    failure = None
    if answered.status == GONE:
        failure = WebhookFailure.GONE
    elif not 200 <= answered.status < 300:
        failure = WebhookFailure.ANSWERED
    return Attempt(now, ms, failure, answered.status, answer, answered.retry_after)


def _ms(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
