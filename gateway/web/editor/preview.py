"""The page of a service drawn from its working copy: the very page readers get, marked as such."""

from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Response

from gateway.api.route import PREFIX
from gateway.web.frame.forms import Form
from gateway.web.frame.frame import Frame
from gateway.web.public.comparison_rows import maturity_of
from gateway.web.public.costs import costs_of, paid_by_levy
from gateway.web.public.ordering import order_path


def as_page(frame: Frame, profile: Mapping[str, Any]) -> Response:
    """Return the page without what only a published service has: versions, orders, watching."""
    return frame.page(
        "public/profile.html",
        preview=True,
        form=Form(()),
        profile=profile,
        versions={"items": []},
        orderable=None,
        may_prepare=False,
        basket=None,
        basket_count=0,
        may_watch=False,
        watch=None,
        links={link["url"]: link for link in profile["links"]},
        costs=costs_of(profile),
        levy=paid_by_levy(profile, None),
        maturity=maturity_of(profile),
        duration=sum(task["duration_workdays"] for task in profile["rollout_guide"]),
        order_path=order_path(profile["id"]),
        json_path=f"{PREFIX}/profiles/{profile['id']}",
        documents_path=f"/editor/profiles/{profile['id']}/documents",
        aside=[],
    )
