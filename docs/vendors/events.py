"""What all three consumers do with an event: know a repetition, and act."""


def is_news(event, last):
    """Tell whether the event says something new; ``last`` is kept between two of them.

    Compare by subject: a greater sequence is news, an equal one with another id, too.
    """
    sequence, ids = last.get(event["subject"], ["", []])
    if event["sequence"] < sequence or event["id"] in ids:
        return False
    known = ids if event["sequence"] == sequence else []
    last[event["subject"]] = [event["sequence"], [*known, event["id"]]]
    return True


def handle(event):
    """Act on it; here it is printed."""
    about = event["data"].get("order") or event["data"].get("profile") or {}
    named = about.get("number") or about.get("id") or event["subject"]
    print(event["type"], named, about.get("state", ""), flush=True)
