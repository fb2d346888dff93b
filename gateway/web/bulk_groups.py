"""The groups of pages about many orders, or many releases, at once."""

from gateway.web.body.bulk import BulkOrderingPages
from gateway.web.bulk import BulkPages
from gateway.web.frame.frame import Frame
from gateway.web.operator.bulk_release import BulkReleasePages

Groups = tuple[BulkOrderingPages, BulkPages, BulkReleasePages, BulkPages]


def about_many(frame: Frame) -> Groups:
    """Return them all."""
    return (
        BulkOrderingPages(frame),
        BulkPages(frame, "order"),
        BulkReleasePages(frame),
        BulkPages(frame, "release"),
    )
