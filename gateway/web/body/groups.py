"""The groups of pages for the people of a body: what they order, and what the body says."""

from typing import Protocol

from flask import Blueprint

from gateway.web.body.basket import BasketPages
from gateway.web.body.contacts import ContactPages
from gateway.web.body.contract_acts import ContractActPages
from gateway.web.body.contracts import ContractPages
from gateway.web.body.declarations import DeclarationPages
from gateway.web.body.home import HomePages
from gateway.web.body.interfaces import InterfacePages
from gateway.web.body.order_acts import OrderActPages
from gateway.web.body.order_file import OrderFilePages
from gateway.web.body.order_list import OrderListPages
from gateway.web.body.ordering import OrderingPages
from gateway.web.body.orders import OrderPages
from gateway.web.body.overview import OverviewPages
from gateway.web.body.signatories import SignatoryPages
from gateway.web.body.signed_copies import SignedCopyPages
from gateway.web.body.systems import SystemPages
from gateway.web.frame.frame import Frame
from gateway.web.levy.figure import FigurePages


class Group(Protocol):
    """Pages that belong together."""

    def blueprint(self) -> Blueprint:
        """Return their routes."""


def for_bodies(frame: Frame) -> tuple[Group, ...]:
    """Return all of them."""
    return (
        HomePages(frame),
        OrderListPages(frame),
        OrderingPages(frame),
        OrderPages(frame),
        OrderActPages(frame),
        InterfacePages(frame),
        OrderFilePages(frame),
        OverviewPages(frame),
        BasketPages(frame),
        DeclarationPages(frame),
        SystemPages(frame),
        ContactPages(frame),
        ContractPages(frame),
        SignedCopyPages(frame),
        ContractActPages(frame),
        SignatoryPages(frame),
        FigurePages(frame),
    )
