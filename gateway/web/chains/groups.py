"""The groups of pages about the chains of agreements."""

from gateway.web.chains.chain import ChainPages
from gateway.web.chains.impact import ImpactPages
from gateway.web.chains.lists import ChainListPages
from gateway.web.chains.ministry import MinistryPages
from gateway.web.chains.proposing import ProposingPages
from gateway.web.chains.reviewing import ReviewingPages
from gateway.web.frame.frame import Frame

Groups = tuple[
    ChainListPages, ChainPages, ProposingPages, ReviewingPages, ImpactPages, MinistryPages
]


def about_chains(frame: Frame) -> Groups:
    """Return them all."""
    return (
        ChainListPages(frame),
        ChainPages(frame),
        ProposingPages(frame),
        ReviewingPages(frame),
        ImpactPages(frame),
        MinistryPages(frame),
    )
