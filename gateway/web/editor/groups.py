"""The groups of pages for those who edit the catalogue."""

from typing import Protocol

from flask import Blueprint

from gateway.tables.imports import ProfileImports
from gateway.web.editor.acts import ActPages
from gateway.web.editor.directory import SYSTEM, VENDOR, DirectoryPages
from gateway.web.editor.documents import DocumentPages
from gateway.web.editor.help_texts import HelpTextPages
from gateway.web.editor.importing import ProfileImportPages
from gateway.web.editor.profile_list import ProfileListPages
from gateway.web.editor.profile_pages import EditedProfilePages
from gateway.web.editor.section_pages import SectionPages
from gateway.web.editor.trials import TrialPages
from gateway.web.frame.frame import Frame


class Group(Protocol):
    """Pages that belong together."""

    def blueprint(self) -> Blueprint:
        """Return their routes."""


def for_editors(frame: Frame, imports: ProfileImports) -> tuple[Group, ...]:
    """Return all of them."""
    return (
        ProfileListPages(frame),
        EditedProfilePages(frame),
        SectionPages(frame),
        ActPages(frame),
        TrialPages(frame),
        DocumentPages(frame),
        ProfileImportPages(frame, imports),
        HelpTextPages(frame),
        DirectoryPages(frame, VENDOR),
        DirectoryPages(frame, SYSTEM),
    )
