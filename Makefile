# DigitalMarkt: every command a reader may rely on. `make help` lists them.
SHELL := /bin/bash
PY := .venv/bin/python
export PYTHONWARNINGS := ignore::DeprecationWarning

.PHONY: help setup setup-tests demo test up down logs check lint types walls unit integration system faults bench k8s-check images docs clean

help: ## List all commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## Install what is needed: packages, virtual environment
	@deploy/local/setup.sh

setup-tests: ## And what only the tests need: LibreOffice
	@deploy/local/setup.sh tests

demo: setup ## Play the main job on real parts, each step with its time
	@$(PY) -m deploy.local demo

test: setup-tests ## Everything CI runs: lint, types, walls, and all tests on real parts
	@$(MAKE) --no-print-directory lint types walls
	@$(PY) -m pytest tests

up: setup ## Start the whole system in the background (SCALE="orders=3 notify=2" for replicas)
	@$(PY) -m deploy.local up $(SCALE)

down: ## Stop what `make up` started
	@test ! -x $(PY) || $(PY) -m deploy.local down

logs: ## Follow the logs of all processes
	@tail -n 50 -F .local/logs/*.log

lint: ## Style
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: ## Types
	@$(PY) -m mypy

walls: ## Who may import whom
	@.venv/bin/lint-imports

unit: setup ## Tests without a socket
	@$(PY) -m pytest tests/unit tests/wire tests/shape

integration: setup-tests ## Tests of the parts on a real broker and database
	@$(PY) -m pytest tests/integration

faults: setup ## The fault suite: services killed, stopped and slowed, a million documents copied
	@SNAPSHOT_DOCUMENTS=1000000 $(PY) -m pytest tests/faults

bench: setup ## Load figures beside references of the same run (ONLY=profile_read,search_p95 for some)
	@$(PY) -m deploy.bench $(ONLY)

k8s-check: setup ## Render every overlay and component and validate it without a cluster
	@$(PY) -m deploy.k8s_check

images: ## Build every image with docker, podman or buildah
	@deploy/images.sh

clean: down ## Stop everything and delete local data and the virtual environment
	@rm -rf .local .venv
