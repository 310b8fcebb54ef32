# Candour's commands. `make run` and `make test` do all their own set-up on a fresh Debian 12.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV ?= .venv
# Apart: mutmut brings setproctitle, and with it servers and workers would be called otherwise than they are in use.
MUTANTS ?= .venv-mutants
PYTHON := $(VENV)/bin/python
PYTEST := $(PYTHON) -m pytest
JOBS ?= 2
ARGS ?=
export CANDOUR_VENV := $(VENV)

SERVICE_DATABASE ?= postgres://postgres@127.0.0.1:5432/test
SERVICE_BROKER ?= redis://127.0.0.1:6379/15
# With its extras in the name: pip looks for a newer release of "coverage[toml]" where the lock has "coverage" alone.
COMPILE := uv pip compile --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help run test test-services test-browser check mutants pictures lock clean

help: ## say what can be typed
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: ## serve Candour on http://127.0.0.1:$PORT (8000), with its state in $CANDOUR_DATA (data/)
	@scripts/setup run
	@exec $(PYTHON) manage.py serve

test: ## the tests, on SQLite and the embedded broker
	@scripts/setup dev
	@env -u DATABASE_URL -u BROKER_URL $(PYTEST) -n $(JOBS) --dist loadgroup $(ARGS)

test-services: ## what uses database or broker, on PostgreSQL and Redis (DATABASE_URL, BROKER_URL)
	@scripts/setup dev
	@ONLY_WHAT_USES=services DATABASE_URL="$${DATABASE_URL:-$(SERVICE_DATABASE)}" BROKER_URL="$${BROKER_URL:-$(SERVICE_BROKER)}" $(PYTEST) -n $(JOBS) --dist loadgroup -m "not processes" $(ARGS)

test-browser: ## the pages, in a real browser
	@scripts/setup browser
	@env -u DATABASE_URL -u BROKER_URL $(PYTEST) -o addopts="--import-mode=importlib --strict-markers -ra -p no:cacheprovider" -n $(JOBS) --dist loadgroup tests/browser $(ARGS)

check: ## lint, types, layers, templates, security, migrations
	@scripts/setup dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports --no-cache
	$(PYTHON) -m djlint templates --lint --quiet
	$(PYTHON) -m bandit -q -c pyproject.toml -r checklists procurement
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py check

mutants: ## change the rules in small ways and see the tests object (long; ARGS='facts money.*' for some modules)
	@CANDOUR_VENV=$(MUTANTS) scripts/setup dev
	@$(MUTANTS)/bin/python -m pip install -qq --disable-pip-version-check mutmut==3.8.1
	@# mutmut makes all mutants and sees which test calls what, and tries those of one small module.
	FEW_EXAMPLES=yes $(MUTANTS)/bin/mutmut run --max-children 1 'checklists.rules.gist.*'
	cd mutants && FEW_EXAMPLES=yes $(abspath $(MUTANTS))/bin/python -m tests.mutants $(ARGS)
	$(MUTANTS)/bin/mutmut results

pictures: ## every page at both widths and every page of the dossiers, into pictures/
	@scripts/setup browser
	@$(PYTHON) -m tests.browser.pictures $(ARGS)

lock: ## compile the two lock files anew (needs uv)
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt

clean: ## remove what can be made again; your data stays
	rm -rf $(VENV) $(MUTANTS) staticfiles pictures mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* .import_linter_cache
	find . -name __pycache__ -type d -not -path './data/*' -prune -exec rm -rf {} +
