"""The deadlines of an order: for what is waited, for whom, how long, and what is said meanwhile.

The first rows are the assumed figures of the domain facts, by state; the others are ours, for
what can be open within a state or beside it, where no setup party is named, and for each reason a
setup can fail for: who settles it.
"""

from services.common.deadlines import Deadlines
from services.common.moves import Wait

_BODY = Wait("body", 10, reminders=(5, 9), escalation="support")
_SUPPORT = Wait("support", 2, reminders=(1,), escalation="admin")
_REVIEWER = Wait("reviewer", 3, reminders=(2,), escalation="admin")

DEADLINES = Deadlines(
    "order",
    {
        "prepared": Wait("officer", 10, reminders=(5,), escalation="officer"),
        "submitted": _REVIEWER,
        "asked_back": _BODY,
        "released": Wait("document_worker", 1, escalation="operations"),
        "contract_offered": Wait("signatory", 10, reminders=(5, 9), escalation="support"),
        "contract_signed": Wait("countersigner", 2, reminders=(1,), escalation="admin"),
        "setup_requested": Wait("setup_party", 5, reminders=(3,), escalation="support"),
        "in_setup": Wait("setup_party", 30, every=5, escalation="support"),
        "setup_failed": _SUPPORT,
        "awaiting_link": _BODY,
        "document_failed": Wait("reviewer", 1, escalation="admin"),
        "vendor_question": _BODY,
        "setup_question": Wait("setup_party", 5, reminders=(3,), escalation="support"),
        "setup_question_by_support": _SUPPORT,
        "no-licence": _BODY,
        "interface-missing": _BODY,
        "wrong-contact": Wait("body", 5, reminders=(3,), escalation="support"),
        "data-missing": _BODY,
        "version-too-old": _BODY,
        "capacity": _SUPPORT,
        "other": _SUPPORT,
        "link_unproven": _REVIEWER,
        "link_dead": _BODY,
        "find_setup_party": _SUPPORT,
        "support_request": _SUPPORT,
        "in_setup_by_support": Wait("support", 30, every=5, escalation="admin"),
    },
)
"""``in_setup`` takes as long as the guide plans; its figure counts where there is none."""

INTERFACES = Deadlines(
    "interface",
    {
        "offer": Wait("setup_party", 10),
        "cost": Wait("body", 10),
        "ordered": Wait("body", 5),
        "ready": Wait("setup_party", 20),
    },
)
"""For whom each stage of an interface is waited, and how long: shown at its task, and no turn of
the order. So nobody is reminded of it alone, but of the setup it belongs to.
"""
