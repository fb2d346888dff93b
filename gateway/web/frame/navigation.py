"""The main menu: what each reader may open, in one table."""

from collections.abc import Callable
from dataclasses import dataclass

from gateway.web.frame.visitors import Visitor


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: where it leads, its key in the words, and who sees it."""

    path: str
    word: str
    shown: Callable[[Visitor], bool]
    at_end: bool = False
    also: tuple[str, ...] = ()
    """Where else somebody is in this entry."""


def _everyone(_: Visitor) -> bool:
    return True


def _guest(visitor: Visitor) -> bool:
    return not visitor.is_signed_in


def _signed_in(visitor: Visitor) -> bool:
    return visitor.is_signed_in


def _without_place(visitor: Visitor) -> bool:
    """Tell whether somebody acts for nobody yet: who is registering."""
    return visitor.is_known and visitor.principal.claims.get("state") == "new"


def _still_outside(visitor: Visitor) -> bool:
    return _guest(visitor) or _without_place(visitor)


def _body(visitor: Visitor) -> bool:
    return visitor.is_signed_in and bool(visitor.bodies)


def _fills(visitor: Visitor) -> bool:
    """Tell whether the reader fills the basket of the body they act for."""
    return _body(visitor) and visitor.may("orders:prepare", visitor.body)


def _vendor(visitor: Visitor) -> bool:
    return visitor.is_signed_in and visitor.vendor is not None


def _ministry(visitor: Visitor) -> bool:
    return visitor.is_signed_in and visitor.ministry is not None


def _may(permission: str) -> Callable[[Visitor], bool]:
    return lambda visitor: visitor.is_operator and visitor.may(permission, "*")


def _reads_contracts(visitor: Visitor) -> bool:
    return visitor.is_signed_in and visitor.may("contracts:read")


def _sees_spread(visitor: Visitor) -> bool:
    """Tell whether the map stands in the menu; the operator finds it from its home."""
    return _guest(visitor) or (visitor.is_signed_in and visitor.may("reuse:read"))


def _sees_chains(visitor: Visitor) -> bool:
    """Tell whether chains stand in the menu; who has a workplace finds them from there."""
    return (
        visitor.is_signed_in
        and visitor.may("agreements:read")
        and not visitor.may("orders:read", "*")
    )


def _has_workplace(visitor: Visitor) -> bool:
    return visitor.is_signed_in and visitor.has_workplace


def _reviews_orders(visitor: Visitor) -> bool:
    return _may("orders:review")(visitor) or _may("orders:support")(visitor)


def _computes_levies(visitor: Visitor) -> bool:
    """Tell whether the levy stands in the menu; who has the operator's home finds it there."""
    return _may("levy:edit")(visitor) and not visitor.may("orders:read", "*")


def _keeps_the_register(visitor: Visitor) -> bool:
    """Tell whether the register stands in the menu; who has the operator's home finds it there."""
    return _may("bodies:edit")(visitor) and not visitor.may("orders:read", "*")


OWN_THINGS = ("/registrations", "/passkey", "/terms")
FROM_HOME = ("/chains", "/accounts", "/figures", "/levy", "/verbreitung", "/mails", "/cases")
"""What the operator finds from its home, where it does not stand in the menu itself."""
ENTRIES: tuple[Entry, ...] = (
    Entry("/", "start", _guest),
    Entry("/registrations", "registration", _without_place),
    Entry("/operator", "op-menu-home", _has_workplace, also=FROM_HOME),
    Entry("/home", "body-home", _body),
    Entry("/leistungen", "catalogue", _everyone),
    Entry("/editor/profiles", "ed-profiles", _may("profiles:edit"), also=("/editor",)),
    Entry("/orders", "body-orders", _body, also=("/bulk-orders",)),
    Entry("/basket", "basket", _fills),
    Entry("/reviews/registrations", "op-menu-registrations", _may("registrations:read")),
    Entry("/reviews/orders", "op-menu-orders", _reviews_orders, also=("/bulk-releases",)),
    Entry("/reviews/authorities", "op-menu-authorities", _may("authorities:decide")),
    Entry("/accounts", "accounts", _may("staff:manage"), also=("/invitations",)),
    Entry("/audit", "trail", _may("audit:read")),
    Entry("/setups", "setups", _vendor, also=("/orders",)),
    Entry("/vendor/connect", "connect", _vendor, also=("/vendor",)),
    Entry("/vendor/team", "team", _vendor),
    Entry("/contracts", "contracts", _reads_contracts, also=("/countersign",)),
    Entry("/ministry", "ministry-menu", _ministry),
    Entry("/chains", "chains", _sees_chains),
    Entry("/levy", "levy-title", _computes_levies),
    Entry("/bodies", "our-body", _body),
    Entry("/editions", "editions", _keeps_the_register),
    Entry("/notices", "notices", _may("profiles:edit")),
    Entry("/verbreitung", "spread", _sees_spread, also=("/figures",)),
    Entry("/neues", "news", _still_outside),
    Entry("/hilfe", "help", _everyone, at_end=True),
    Entry("/postfach", "inbox", _signed_in, at_end=True),
    Entry("/account", "account-menu", _signed_in, at_end=True, also=OWN_THINGS),
)
"""In the order of the menu; each group of pages is entered with its pages."""


Shown = tuple[Entry, bool]
"""An entry, and whether the reader is there."""
NOT_HERE = (0, False)
MOST_IN_LINE = 6
"""So many entries stand beside each other on a desk; of more the last ones are folded away."""


def folded(menu: list[Shown]) -> tuple[list[Shown], list[Shown]]:
    """Return what of the menu's beginning stands in its line, and what is folded away behind it."""
    begins = [one for one in menu if not one[0].at_end]
    most = MOST_IN_LINE if len(begins) <= MOST_IN_LINE else MOST_IN_LINE - 1
    return begins[:most], begins[most:]


def menu_of(visitor: Visitor, path: str) -> list[Shown]:
    """Return the entries this reader sees, and whether each is where they are."""
    shown = [entry for entry in ENTRIES if entry.shown(visitor)]
    fitting = [entry for entry in shown if _nearness(entry, path) > NOT_HERE]
    here = max(fitting, key=lambda entry: _nearness(entry, path), default=None)
    return [(entry, entry is here) for entry in shown]


def _nearness(entry: Entry, path: str) -> tuple[int, bool]:
    """Return how much of a path an entry names, by its own address before another one of its."""
    named = [(entry.path, True), *((path, False) for path in entry.also)]
    return max(((len(p), own) for p, own in named if _leads_to(p, path)), default=NOT_HERE)


def _leads_to(entry: str, path: str) -> bool:
    return path == entry or (entry != "/" and path.startswith(f"{entry}/"))
