"""Receives webhooks behind what ends TLS: WEBHOOK_SECRET=whsec_... python webhook.py PORT"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from events import handle, is_news

LAST = {}  # keep this in your database, together with what you do about an event
KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


def is_signed(headers, body):
    """Tell whether one of the signatures is right, and made within the last five minutes."""
    id, at = headers["webhook-id"], headers["webhook-timestamp"]
    mac = hmac.new(KEY, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    right = "v1," + base64.b64encode(mac).decode()
    known = any(hmac.compare_digest(right, one) for one in headers["webhook-signature"].split())
    return known and abs(time.time() - int(at)) < 300


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = is_signed(self.headers, body)
        if signed and is_news(event := json.loads(body), LAST):
            handle(event)
        self.send_response(204 if signed else 401)
        self.end_headers()


if __name__ == "__main__":
    ThreadingHTTPServer(("", int(sys.argv[1])), Receiver).serve_forever()
