# DigitalMarkt: every command a reader may rely on. `make help` lists them.
SHELL := /bin/bash
PY := .venv/bin/python
export PYTHONWARNINGS := ignore::DeprecationWarning

# Tests run in lanes side by side, file by file; each lane has a broker, a database and a system
# of its own. They wait more than they work, so two fill two cores.
LANES ?= 2
SIDE_BY_SIDE := -n $(LANES) --dist loadfile --no-loadscope-reorder

.PHONY: help setup setup-tests demo test up down logs trace lint lock types walls unit integration test-browser faults drill matrix coverage bench lighthouse k8s-check k8s-secrets compose-secrets images clean

help: ## List all commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## Install what is needed: packages, virtual environment
	@deploy/local/setup.sh

setup-tests: ## And what only the tests need: LibreOffice, dictionaries, Chromium, axe
	@deploy/local/setup.sh tests

demo: setup ## Play the main job on real parts, each step with its time
	@$(PY) -m deploy.local demo

test: setup-tests ## Everything CI runs: lint, types, walls, and all tests on real parts
	@$(MAKE) --no-print-directory -j2 --output-sync lint types walls
	@PICTURES=no $(PY) -m pytest tests $(SIDE_BY_SIDE)

up: setup ## Start the whole system in the background (SCALE="orders=3 notify=2" for replicas)
	@$(PY) -m deploy.local up $(SCALE)

down: ## Stop what `make up` started
	@test ! -x $(PY) || $(PY) -m deploy.local down

logs: ## Follow the logs of all processes
	@tail -n 50 -F .local/logs/*.log

trace: setup ## The story of one id over all parts (ID=an X-Request-ID, object or order number; LOGS=folder)
	@$(PY) -m deploy.local.trace "$(ID)" $(LOGS)

lint: ## Style; lock files, licences and known holes of what we take from others
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .
	@$(PY) -m deploy.dependencies

lock: setup-tests ## Make the lock files anew after a change of a requirements.txt
	@$(PY) -m deploy.dependencies lock

types: ## Types
	@$(PY) -m mypy

walls: ## Who may import whom
	@.venv/bin/lint-imports

unit: setup ## Tests without a socket
	@$(PY) -m pytest tests/unit tests/wire tests/shape $(SIDE_BY_SIDE)

integration: setup-tests ## Tests of the parts on a real broker and database
	@$(PY) -m pytest tests/integration $(SIDE_BY_SIDE)

test-browser: setup-tests ## The pages in Chromium, on a desk and on a phone; pictures go to .local/screenshots
	@$(PY) -m pytest tests/browser $(SIDE_BY_SIDE)

faults: setup ## The fault suite: services killed, stopped and slowed, a million documents copied, all of the API asked by schemathesis
	@SNAPSHOT_DOCUMENTS=1000000 BULK_BODIES=2056 BULK_SERVICES=10 DRAFTED_CONTRACTS=500 WORKER_KILLS=20 KILLS=all \
		WEBHOOK_DELIVERIES=100000 WEBHOOK_KILLS=20 ACCOUNT_APPLICANTS=5050 MATRIX=whole \
		ROLLED="identity catalog orders contracts contracts-worker notify gateway" \
		API_EXAMPLES=5 CLIENT_OPERATIONS=all FUZZED=400 SLOW_CLIENTS_S=600 \
		$(PY) -m pytest tests/faults tests/faults/two_releases.py
	@$(PY) -m deploy.drill

drill: setup ## The disaster drill: back up, destroy, restore, compare, go on, each step with its time
	@$(PY) -m deploy.drill

matrix: setup ## Who may ask which route of the API, about whose things, in which states (PART="orders/")
	@$(PY) -m tests.matrix "$(PART)"

# The tests of the bench measure time, which counting branches changes.
coverage: setup-tests ## Branches of services and gateway that the tests in one process reach
	@mkdir -p .local/coverage && $(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest tests/unit tests/wire tests/shape tests/integration \
		--ignore tests/unit/bench $(SIDE_BY_SIDE)
	@$(PY) -m coverage combine -q && $(PY) -m coverage report

bench: setup ## Load figures beside references of the same run (ONLY=profile_read,search_p95 for some; ONLY=back_pages_ms fills first)
	@$(PY) -m deploy.bench $(ONLY)

lighthouse: setup-tests ## Lighthouse on pages of what `make up` started, as a phone (PAGES="/ /hilfe" PERSON=clerk-gemeinde)
	@$(PY) -m tests.browser.lighthouse $(if $(PERSON),--as $(PERSON)) $(PAGES)

# The tests keep the rules of `python -m deploy.k8s_check` and show that each can fail.
k8s-check: setup ## Render every overlay and component and validate it without a cluster
	@$(PY) -m pytest tests/k8s && $(PY) -m deploy.k8s_checkov

k8s-secrets: setup ## Make every Secret and ConfigMap an overlay needs (ENV=dev OUT=folder outside of the project)
	@$(PY) -m deploy.k8s_secrets $(ENV) $(OUT)

compose-secrets: setup ## Make the env files compose.yaml names, in .local/compose
	@$(MAKE) --no-print-directory k8s-secrets ENV=dev OUT=.local/compose/manifests
	@$(PY) -m deploy.compose secrets .local/compose/manifests .local/compose

images: ## Build every image with docker, podman or buildah, look into it, start it once (ONLY="orders edge" for some)
	@deploy/local/setup.sh images && $(PY) -m deploy.images $(ONLY)

clean: down ## Stop everything and delete local data and the virtual environment
	@rm -rf .local .venv
