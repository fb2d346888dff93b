"""The life of a profile, from draft to retirement: which step leads where, and whose turn it is."""

from services.catalog.domain.choices import Status
from services.common.moves import Moves, Turns, Wait

MOVES = Moves(
    {
        (Status.DRAFT, "submit"): Status.IN_REVIEW,
        (Status.IN_REVIEW, "edit"): Status.DRAFT,
        (Status.DRAFT, "edit"): Status.DRAFT,
        (Status.IN_REVIEW, "publish"): Status.PUBLISHED,
        (Status.PUBLISHED, "edit"): Status.PUBLISHED,
        (Status.PAUSED, "edit"): Status.PAUSED,
        (Status.PUBLISHED, "submit"): Status.PUBLISHED,
        (Status.PAUSED, "submit"): Status.PAUSED,
        (Status.PUBLISHED, "publish"): Status.PUBLISHED,
        (Status.PAUSED, "publish"): Status.PUBLISHED,
        (Status.PUBLISHED, "pause"): Status.PAUSED,
        (Status.PUBLISHED, "retire"): Status.RETIRED,
        (Status.PAUSED, "retire"): Status.RETIRED,
        (Status.IN_REVIEW, "send-back"): Status.DRAFT,
        (Status.PUBLISHED, "send-back"): Status.PUBLISHED,
        (Status.PAUSED, "send-back"): Status.PAUSED,
        (Status.PUBLISHED, "discard"): Status.PUBLISHED,
        (Status.PAUSED, "discard"): Status.PAUSED,
        # What was never published is retired unseen; its id may be used again.
        (Status.DRAFT, "discard"): Status.RETIRED,
        (Status.IN_REVIEW, "discard"): Status.RETIRED,
    },
    "profile-wrong-state",
    Turns(
        waits={Status.DRAFT: Wait("editor", 20), Status.IN_REVIEW: Wait("editor", 5)},
        by={
            action: {"editor"}
            for action in ("edit", "submit", "send-back", "publish", "pause", "retire", "discard")
        },
        rests={Status.PUBLISHED, Status.PAUSED},
        ends={Status.RETIRED},
    ),
)
