"""Contracts' service class: the calls and handlers stand in ``entrypoints``, noun by noun."""

from services.common.background import BackgroundPart
from services.common.base_service import Service
from services.common.entrypoints import Part
from services.contracts.census import census
from services.contracts.document_repair import DocumentRepair
from services.contracts.entrypoints.agreement_lists import AgreementListCalls
from services.contracts.entrypoints.agreements import AgreementCalls
from services.contracts.entrypoints.chain_reviews import ChainReviewCalls
from services.contracts.entrypoints.contracts import ContractCalls
from services.contracts.entrypoints.documents import DocumentCalls
from services.contracts.entrypoints.ends import EndCalls
from services.contracts.entrypoints.events import ContractEvents
from services.contracts.entrypoints.evidence import EvidenceCalls
from services.contracts.entrypoints.final_documents import FinalDocumentCalls
from services.contracts.entrypoints.levy import LevyCalls
from services.contracts.entrypoints.ministries import MinistryCalls
from services.contracts.entrypoints.signatures import SignatureCalls
from services.contracts.entrypoints.signed_copies import SignedCopyCalls
from services.contracts.repositories.ministry_profiles import MinistryProfiles
from services.contracts.turning import time_of
from services.contracts.words import WORDS


class ContractsService(
    ContractCalls,
    FinalDocumentCalls,
    EndCalls,
    SignatureCalls,
    SignedCopyCalls,
    AgreementCalls,
    AgreementListCalls,
    ChainReviewCalls,
    MinistryCalls,
    EvidenceCalls,
    DocumentCalls,
    LevyCalls,
    ContractEvents,
    Service,
):
    """The chain of agreements and the contracts of level 4."""

    name = "contracts"
    words = WORDS
    hearers = ("catalog", "contracts", "identity", "notify", "orders")
    also_hears = (
        ("contracts", "contract.drafted", "worker"),
        ("contracts", "contract.seal_wanted", "closer"),
    )
    ministry_profiles = Part(MinistryProfiles.of)
    time = BackgroundPart(time_of)
    document_repair = BackgroundPart(DocumentRepair.of)
    census = BackgroundPart(census)
