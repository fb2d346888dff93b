"""What contracts answers to whoever has a list of agreements to record."""

from collections import Counter
from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.common.storage.aggregates import to_plain
from services.contracts import schemas
from services.contracts.agreement_lists import AgreementLists
from services.contracts.domain.agreement_rows import AgreementRow, RowOutcome
from services.contracts.domain.proposals import Proposal
from services.contracts.entrypoints.agreements import proposal_of
from services.contracts.repositories.chains import agreement_of
from services.contracts.words.labels import ROW_OUTCOMES

Payload = dict[str, Any]
LARGEST_LIST_BYTES = 1_200_000


class AgreementListCalls:
    """Lists of agreements, tried first and then proposed."""

    agreement_lists = Part(AgreementLists.of)

    @rpc(
        needs="agreements:edit", largest=LARGEST_LIST_BYTES,
        payload=schemas.AgreementList, query=schemas.DryRun,
    )  # fmt: skip
    def import_agreements(self, payload: Payload, query: Payload) -> Payload:
        """Propose each new row for a second person to look at, or only say what comes of it."""
        rows = payload["rows"]
        keys = [AgreementRow(row["profile"], row["level"], row["number"]) for row in rows]
        outcomes = self.agreement_lists.look(keys)
        if not query["dry_run"]:
            self.agreement_lists.propose(_proposals(rows, outcomes, payload["note"]))
        items = [
            {**to_plain(key), "outcome": outcome.value, "label": ROW_OUTCOMES[outcome]}
            for key, outcome in zip(keys, outcomes, strict=True)
        ]
        counts = Counter(outcome.value for outcome in outcomes)
        return {"dry_run": query["dry_run"], "counts": counts, "items": items}


def _proposals(
    rows: list[Payload], outcomes: list[RowOutcome], note: str
) -> dict[str, list[Proposal]]:
    """Return a proposal for each new row, by service."""
    once = context.current().once or ""
    found: dict[str, list[Proposal]] = {}
    for number, (row, outcome) in enumerate(zip(rows, outcomes, strict=True), 1):
        if outcome is RowOutcome.NEW:
            profile, facts = row["profile"], {n: row[n] for n in row.keys() - {"profile"}}
            id = f"{profile}-l{row['level']}-{once[:12]}-{number}"
            kind = schemas.KIND_OF_LEVEL[row["level"]]
            new = agreement_of({**to_plain(facts), "id": id, "kind": kind})
            found.setdefault(profile, []).append(proposal_of(profile, new, None, note, number))
    return found
