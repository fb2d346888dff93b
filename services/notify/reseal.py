"""Command: ``python -m services.notify.reseal``: seal anew what older keys sealed.

Works on the database in ``MONGO_URI`` and ``MONGO_DATABASE`` with the keys of ``SECRETS_KEY``, the
new one first, beside the running service. Writes one JSON line: how many secrets it ``resealed``,
how many older keys still seal (``left``), and the webhooks whose secrets no listed key opens
(``lost``: each needs a new secret of its vendor). Ends with 0 once the older keys may go.
"""

import json
import sys
from dataclasses import dataclass

from services.common import config
from services.common.storage import mongo
from services.notify.repositories.webhooks import Webhooks
from services.notify.secrets_box import NotSealedHere, SecretsBox
from services.notify.webhooks.posting import purpose_of


@dataclass(frozen=True)
class ResealSettings:
    """Where the secrets are, and the keys that open them."""

    mongo_uri: str
    mongo_database: str
    secrets_key: str


@dataclass(frozen=True)
class Resealed:
    """What one run did; ``lost`` names webhooks."""

    resealed: int
    left: int
    lost: tuple[str, ...]


def reseal(webhooks: Webhooks, box: SecretsBox) -> Resealed:
    """Seal with the first key what others sealed; broken off or run again, it goes on."""
    count, lost = 0, set[str]()
    for id, sealed in webhooks.sealed_by_others(box.key_id):
        try:
            fresh = box.renew(sealed, purpose_of(id))
        except NotSealedHere:
            lost.add(id)
            continue
        count += webhooks.reseal(id, sealed, fresh)
    left = sum(1 for _ in webhooks.sealed_by_others(box.key_id))
    return Resealed(count, left, tuple(sorted(lost)))


def main() -> int:
    """Run the command; 1 while an older key is still needed."""
    settings = config.read(ResealSettings)
    box = SecretsBox(settings.secrets_key)
    database = mongo.connect(settings.mongo_uri, "reseal")[settings.mongo_database]
    done = reseal(Webhooks(database, "notify", lambda *_: None), box)
    print(json.dumps({"resealed": done.resealed, "left": done.left, "lost": done.lost}))
    return 1 if done.left else 0


if __name__ == "__main__":
    sys.exit(main())
