"""The groups of pages about people: oneself, and those of a body."""

from typing import Protocol

from flask import Blueprint

from gateway.web.account.account import AccountPages
from gateway.web.account.confirmation import ConfirmationPages
from gateway.web.account.inbox import InboxPages
from gateway.web.account.invitation import InvitationPages
from gateway.web.account.own_mail import OwnMailPages
from gateway.web.account.preferences import PreferencePages
from gateway.web.account.registration import RegisteringPages
from gateway.web.account.terms import TermsPages
from gateway.web.account.watches import WatchPages
from gateway.web.body.mandates import MandatePages
from gateway.web.body.people import PeoplePages
from gateway.web.frame.frame import Frame


class Group(Protocol):
    """Pages that belong together."""

    def blueprint(self) -> Blueprint:
        """Return their routes."""


def about_people(frame: Frame) -> tuple[Group, ...]:
    """Return all of them."""
    return (
        RegisteringPages(frame),
        ConfirmationPages(frame),
        AccountPages(frame),
        InboxPages(frame),
        PreferencePages(frame),
        OwnMailPages(frame),
        WatchPages(frame),
        InvitationPages(frame),
        TermsPages(frame),
        PeoplePages(frame),
        MandatePages(frame),
    )
