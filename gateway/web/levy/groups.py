"""The groups of pages about the levy for those who compute it."""

from gateway.tables.exports import ListExports
from gateway.web.frame.frame import Frame
from gateway.web.levy.populations import PopulationPages
from gateway.web.levy.runs import RunPages


def about_the_levy(frame: Frame, tables: ListExports) -> tuple[RunPages, PopulationPages]:
    """Return both."""
    return RunPages(frame, tables), PopulationPages(frame, tables)
