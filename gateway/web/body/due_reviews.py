"""What a body declared and has to look at again, as tasks of its people."""

from collections.abc import Mapping
from typing import Any

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.lists import MOST_AT_ONCE
from gateway.web.frame.side_by_side import Asking
from gateway.web.frame.visitors import Visitor
from gateway.web.words import say, worded

PLACES = "orders:place"


def asked_by(frame: Frame, visitor: Visitor) -> dict[str, Asking]:
    """Return the question for the home of whoever may order; others declare nothing."""
    if not any(visitor.principal.holds(PLACES, body) for body in visitor.bodies):
        return {}
    return {"reviews": frame.asking(api("GET due-reviews"), {"limit": MOST_AT_ONCE})}


def tasks_of(reviews: Any) -> list[dict[str, Any]]:
    """Return a task for each declaration whose day of review has come."""
    return [_task(review) for review in (reviews["items"] if reviews else ())]


def _task(review: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": say("overview-review"),
        "service": worded(review["title"]),
        "body": review["body_name"],
        "number": "",
        "text": say(f"body-review-{review['kind']}"),
        "due_on": review["review_on"],
        "to": f"/bodies/{review['body']}/declarations/{review['profile']}",
        "word": say("overview-redeclare"),
        "see": "",
    }
