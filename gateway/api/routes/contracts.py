"""Routes about contracts, signatures and agreements."""

from gateway.api.route import Render
from gateway.api.routes.rows import PAGE, get, post

CONTRACTS = (
    get("contracts", "contracts.list", "Contracts one may see",
        filters=("body", "state", *PAGE)),
    get("contracts/{contract_id}", "contracts.get", "One contract"),
    get("contracts/{contract_id}/document", "contracts.document", "A contract's PDF",
        render=Render.PDF),
    get("contracts/{contract_id}/chain", "contracts.chain", "The chain above a contract"),
    post("contracts/{contract_id}/withdraw", "contracts.withdraw",
         "Take a contract back before it is concluded", schema="contracts.Withdrawal"),
    post("signatures", "contracts.sign", "Sign contracts", schema="contracts.Signatures",
         once=True, fresh=True, signs=True),
    post("countersignatures", "contracts.countersign", "Countersign contracts",
         schema="contracts.Signatures", once=True, fresh=True, signs=True),
    get("agreements", "contracts.list_agreements", "Agreements of levels 1 to 3",
        filters=("profile", *PAGE)),
    post("agreements", "contracts.add_agreement", "Add an agreement",
         schema="contracts.AgreementAdded", status=201),
)  # fmt: skip
