"""Reads a vendor's queue: python amqp.py amqps://USER:SECRET@HOST:5671/vendors vendor.ID

Needs pika. Nothing is declared: queue and user are there, and may only be read.
"""

import json
import sys

import pika
from events import handle, is_news


def main(uri, queue, idle_s=None):
    """Read for ever, or until nothing comes for so many seconds."""
    last = {}  # keep this in your database, together with what you do about an event
    line = pika.BlockingConnection(pika.URLParameters(uri))
    channel = line.channel()
    channel.basic_qos(prefetch_count=20)
    print("connected, reading", queue, flush=True)
    for method, _, body in channel.consume(queue, inactivity_timeout=idle_s):
        if method is None:
            break
        event = json.loads(body)
        if is_news(event, last):
            handle(event)
        channel.basic_ack(method.delivery_tag)  # only now: what is not acknowledged comes again
    line.close()


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(float, sys.argv[3:]))
