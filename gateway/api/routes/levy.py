"""Routes about the levy: its inputs, its runs, and what each payer owes."""

from gateway.api.route import Render
from gateway.api.routes.rows import PAGE, get, post

LEVY = (
    post("levy/populations", "contracts.import_population",
         "Import the population of a day, with its source", schema="contracts.PopulationImported",
         status=201, long_list=True),
    get("levy/populations", "contracts.list_populations", "Editions of the population figures",
        filters=PAGE),
    post("levy/runs", "contracts.begin_levy_run", "Compute the levy of a year as a draft",
         schema="contracts.LevyRunBegun", status=201, large=True,
         location="/api/v1/levy/runs/{id}"),
    get("levy/runs", "contracts.list_levy_runs", "Runs of the levy, the newest first",
        filters=PAGE),
    get("levy/runs/{run_id}", "contracts.get_levy_run", "A run of the levy with its services"),
    post("levy/runs/{run_id}/release", "contracts.release_levy_run",
         "Release what somebody else computed"),
    post("levy/runs/{run_id}/discard", "contracts.discard_levy_run", "Put a draft aside"),
    get("levy/runs/{run_id}/payers", "contracts.list_levy_payers",
        "What each payer of a run owes, also as a file", filters=PAGE,
        table="contracts.export_levy_payers"),
    get("levy/runs/{run_id}/payers/{key}", "contracts.get_levy_payer",
        "What a payer owes by a run, and how the sum comes about"),
    get("levy/runs/{run_id}/payers/{key}/document", "contracts.levy_document",
        "The same as a PDF of one page", render=Render.PDF),
    get("bodies/{key}/levy", "contracts.levy_of_body",
        "A body's own figure by the newest released run"),
)  # fmt: skip
