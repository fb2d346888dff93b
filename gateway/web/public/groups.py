"""The pages everybody may read."""

from typing import Any

from gateway.api.dispatch import Dispatch
from gateway.config import Operator
from gateway.web.frame.frame import Frame
from gateway.web.public.catalogue import CataloguePages
from gateway.web.public.compare import ComparePages
from gateway.web.public.interfaces import InterfacePages
from gateway.web.public.legal import LegalPages
from gateway.web.public.newsletter import NewsletterPages
from gateway.web.public.profiles import ProfilePages
from gateway.web.public.spread import SpreadPages
from gateway.web.public.start import StartPages
from gateway.web.public.verify import VerifyPages
from gateway.web.public.versions import VersionPages


def for_everyone(frame: Frame, dispatch: Dispatch, operator: Operator) -> tuple[Any, ...]:
    """Return all of them; each registers its own routes."""
    return (
        StartPages(frame),
        LegalPages(frame, operator),
        CataloguePages(frame),
        ComparePages(frame),
        InterfacePages(frame),
        SpreadPages(frame),
        ProfilePages(frame),
        VersionPages(frame),
        VerifyPages(frame, dispatch),
        NewsletterPages(frame),
    )
