"""What contracts answers about the levy: population figures, runs, and what each payer owes."""

import json
from hashlib import sha256
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound
from services.common.paging import listing
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.common.words import in_language
from services.contracts import levy_schemas as schemas
from services.contracts.child_printing import delivered, printed
from services.contracts.domain.levy_runs import LevyRun, RunState
from services.contracts.levy import figures, printing, sheet
from services.contracts.levy.computing import LevyComputer
from services.contracts.repositories.copies import bodies_copy
from services.contracts.repositories.levy import LevyPayers, LevyRuns, Populations, cursor_of

Payload = dict[str, Any]
READS, EDITS = "levy:read", "levy:edit"
LARGEST_POPULATION = 4 * 1024 * 1024
LARGEST_RUN = 1024 * 1024
FILE_PAGE = 500
MOST_MEMBERS = 100
"""Of a joint administration; none has half as many."""


class LevyCalls:
    """The calls about the levy; what is not released yet only the operator sees."""

    levy_runs = Part(LevyRuns.of)
    levy_payers = Part(LevyPayers.of)
    populations = Part(Populations.of)
    levy_computer = Part(LevyComputer.of)
    payer_bodies = Part(bodies_copy)

    @rpc(needs=EDITS, payload=schemas.PopulationImported, largest=LARGEST_POPULATION)
    def import_population(self, payload: Payload) -> Payload:
        """Take the population of a day as a new edition; the same figures again change nothing."""
        told = {**payload, "as_of": payload["as_of"].isoformat()}
        by = context.principal().subject
        return self.populations.take(told, by=by, now=clock.now()).summary()

    @rpc(needs=EDITS, query=schemas.PopulationQuery)
    def list_populations(self, query: Payload) -> Payload:
        """Return the editions of the population figures, by day."""
        limit = query["limit"]
        editions = self.populations.listed(after=query["cursor"], limit=limit + 1)
        total = self.populations.collection.estimated_document_count()
        items = [edition.summary() for edition in editions]
        return listing(items, limit, lambda edition: edition["id"], total)

    @rpc(needs=EDITS, payload=schemas.LevyRunBegun, largest=LARGEST_RUN)
    def begin_levy_run(self, payload: Payload) -> Payload:
        """Compute the levy of a year as a draft."""
        once, by = context.current().once or "", context.principal().subject
        id = "u" + sha256(once.encode()).hexdigest()[:24]
        return _whole(self.levy_computer.begin(payload, id=id, by=by, now=clock.now()))

    @rpc(needs=READS, query=schemas.LevyRunQuery)
    def list_levy_runs(self, query: Payload) -> Payload:
        """Return the runs, the newest first; drafts to the operator only."""
        limit, drafts = query["limit"], _of_operator()
        runs, total = self.levy_runs.listed(drafts=drafts, cursor=query["cursor"], limit=limit + 1)
        page = listing(runs, limit, cursor_of, total)
        return {**page, "items": [run.summary() for run in page["items"]]}

    @rpc(needs=READS)
    def get_levy_run(self, run_id: str) -> Payload:
        """Return a run with its services."""
        return _whole(self._run(run_id))

    @rpc(needs=EDITS)
    def release_levy_run(self, run_id: str) -> Payload:
        """Release what somebody else computed; from then on bodies see their figures."""
        by, now = context.principal().subject, clock.now()
        return _whole(self.levy_runs.change(run_id, lambda run: run.release(by, now)))

    @rpc(needs=EDITS)
    def discard_levy_run(self, run_id: str) -> Payload:
        """Put a draft aside."""
        return _whole(self.levy_runs.change(run_id, LevyRun.discard))

    @rpc(needs=READS, query=schemas.LevyPayerQuery)
    def list_levy_payers(self, run_id: str, query: Payload) -> Payload:
        """Return what each payer of a run owes, by key, to the operator."""
        context.principal().require(READS, EVERYWHERE)
        run, limit = self._run(run_id), query["limit"]
        payers = self.levy_payers.page(run.id, after=query["cursor"], limit=limit + 1)
        items = [figures.listed(payer) for payer in payers]
        return listing(items, limit, lambda payer: payer["key"], run.payers)

    @rpc(needs=READS, query=schemas.LevyPayerQuery)
    def export_levy_payers(self, run_id: str, query: Payload, tables: bool = True) -> Payload:
        """Return the same as lines: rows of the sheet, or items of the list."""
        context.principal().require(READS, EVERYWHERE)
        run, language = self._run(run_id), context.current().language
        payers = self.levy_payers.page(run.id, after=query["cursor"], limit=FILE_PAGE + 1)
        page = [figures.listed(payer) for payer in payers[:FILE_PAGE]]
        shown = sheet.rows_of(page, language) if tables else in_language(page, language)
        lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in shown)
        following = page[-1]["key"] if len(payers) > FILE_PAGE else None
        whole = {"lines": lines, "next": following, "revision": run.id}
        return whole if query["cursor"] else {**whole, "layout": sheet.layout(language)}

    @rpc(needs=READS)
    def get_levy_payer(self, run_id: str, key: str) -> Payload:
        """Return what one payer owes by a run, and how the sum comes about."""
        context.principal().require(READS, key)
        run = self._run(run_id)
        return figures.explained(run, self._payer(run, key))

    @rpc(needs=READS)
    def levy_document(self, run_id: str, key: str) -> Payload:
        """Return the same as a PDF of one page (base64) with its SHA-256 in hex."""
        context.principal().require(READS, key)
        run = self._run(run_id)
        figure = figures.explained(run, self._payer(run, key))
        pdf = printed(printing.PROGRAM, printing.facts_of(run, figure))
        return delivered(pdf, f"Digitalumlage-{run.year}-{key}.pdf")

    @rpc(needs=READS)
    def levy_of_body(self, key: str) -> Payload:
        """Return a body's figure by the newest released run, of a joint administration none.

        Its members owe the levy: theirs are listed.
        """
        context.principal().require(READS, key)
        run = self.levy_runs.newest_released()
        if run is None:
            return {"body": key, "run": None, "figure": None, "members": []}
        body = self.payer_bodies.find(key) or {}
        members = self.levy_payers.find(run.id, body.get("members", [])[:MOST_MEMBERS])
        own = self.levy_payers.find(run.id, [key])
        return {
            "body": key,
            "run": run.summary(),
            "figure": figures.explained(run, own[0]) if own else None,
            "members": [figures.listed(member) for member in members],
        }

    def _run(self, id: str) -> LevyRun:
        """Return a run the caller may know of."""
        run: LevyRun = self.levy_runs.get(id)
        if run.state is not RunState.RELEASED and not _of_operator():
            raise NotFound("levy-run-not-found")
        return run

    def _payer(self, run: LevyRun, key: str) -> Payload:
        payers = self.levy_payers.find(run.id, [key])
        if not payers:
            raise NotFound("levy-payer-not-found")
        return payers[0]


def _of_operator() -> bool:
    return context.principal().may(READS, EVERYWHERE)


def _whole(run: LevyRun) -> Payload:
    caller = context.principal()
    edits = caller.may(EDITS, EVERYWHERE)
    actions = [action for action in run.actions(caller.subject) if edits]
    return {**run.summary(), "services": to_plain(run.services), "actions": actions}
