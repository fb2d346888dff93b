"""Asks for new events: CLIENT_ID=... CLIENT_SECRET=... python feed.py https://HOST cursor.json

Standard library only. Start it as often as you like; the file remembers where it got to.
"""

import json
import os
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from events import handle, is_news


def answer(url, form=None, **headers):
    """Return the answer as JSON; HTTPError where it is a refusal."""
    with urlopen(Request(url, form, headers), timeout=30) as reply:
        return json.load(reply)


def main(server, file):
    who = {"client_id": os.environ["CLIENT_ID"], "client_secret": os.environ["CLIENT_SECRET"]}
    asked = {"grant_type": "client_credentials", "scope": "events:read", **who}
    token = answer(f"{server}/oauth/token", urlencode(asked).encode())["access_token"]
    kept = json.loads(Path(file).read_text()) if Path(file).exists() else {"last": {}}
    while True:
        query = urlencode({"limit": 100, **({"after": kept["next"]} if kept.get("next") else {})})
        page = answer(f"{server}/api/v1/events?{query}", Authorization=f"Bearer {token}")
        [handle(event) for event in page["items"] if is_news(event, kept["last"])]
        kept["next"] = page["next"]
        Path(file).write_text(json.dumps(kept))
        if not page["has_more"]:
            return


if __name__ == "__main__":
    main(*sys.argv[1:3])
