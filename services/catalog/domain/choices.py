"""What the state and the facts of a profile are chosen from."""

from enum import StrEnum


class Status(StrEnum):
    """Whether the profile stands in the shop; the first two were never published."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    PAUSED = "paused"
    RETIRED = "retired"


class ProfileKind(StrEnum):
    """The four kinds of BayernPackages."""

    EFA = "efa"
    MARKET = "market"
    BAYERNSTORE = "bayernstore"
    TOOLBOX = "toolbox"


class Sphere(StrEnum):
    """Whose task the service serves; decides who contracts in a joint administration."""

    OWN = "own"
    DELEGATED = "delegated"


class WhoContracts(StrEnum):
    """What an editor says against the rule of the sphere."""

    JOINT = "joint"
    EACH = "each"


class Financing(StrEnum):
    """Who pays."""

    LEVY = "levy"
    BODY_PAYS = "body_pays"
    FREE = "free"


class TrustLevel(StrEnum):
    """How surely the citizen must be identified."""

    NONE = "none"
    LOW = "low"
    SUBSTANTIAL = "substantial"
    HIGH = "high"


BODY_KINDS = frozenset(
    {"municipality", "independent_city", "district", "region", "joint_administration",
     "association", "company"}
)  # fmt: skip
HIGHEST_MATURITY = {"1.1": 4, "2.0": 7}
RESERVED_IDS = frozenset({"compare", "import", "new", "suggest"})
"""These words stand where an id could stand in an address."""
