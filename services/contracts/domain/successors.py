"""What takes a concluded contract's place: its facts, and the day from which it can hold."""

from datetime import date, datetime, timedelta

from services.common.errors import Conflict
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.ends import Succession
from services.contracts.domain.retention import last_day

A_DAY = timedelta(days=1)


def renewal_start(former: Contract, chain: Chain, today: date) -> date | None:
    """Return the day from which a renewal holds; None is its conclusion.

    It holds at once where the levels above run longer by now, and on the day after where they
    are followed by others. Conflict where it could end no later than the former does.
    """
    end = last_day(former)
    if end is None:
        raise Conflict("nothing-to-renew")
    if chain.is_whole_on(today):
        until = chain.ends_on(today)
        if until is None or until > end:
            return None
    if end < date.max and chain.is_whole_on(end + A_DAY):
        return end + A_DAY
    raise Conflict("nothing-to-renew" if chain.is_whole_on(today) else "chain-broken")


def successor_of(
    former: Contract, why: Succession, change: str, by: str, now: datetime
) -> Contract:
    """Return the new contract of the same order; whoever wants it does not countersign it."""
    revision = former.revision + former.successors
    number = former.number if former.revision == 1 else former.number.rsplit("-", 1)[0]
    return Contract(
        id=former.replaced_by or "",
        number=f"{number}-{revision}",
        order=former.order,
        body=former.body,
        body_name=former.body_name,
        profile=former.profile,
        profile_title=former.profile_title,
        usage=former.usage,
        released_by=by,
        created_at=now,
        order_summary=former.order_summary,
        order_version=former.order_version,
        revision=revision,
        replaces=former.id,
        succession=why,
        change=change or None,
    )
