# Two commands matter: `make demo` and `make test`. Everything else is what they stand on.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
WORKERS ?= 2
POSTGRES_URL := $(or $(DATABASE_URL),postgres://postgres@127.0.0.1:5432/postgres)
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Compiled modules go to one place that `make clean` empties; without them every start would compile for seconds.
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/var/pycache

.PHONY: help setup demo test test-postgres check bench browser lock clean format

help:  ## what each command does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

setup: var/.ready  ## install what the lock files name, once

var/.ready: requirements.lock requirements-dev.lock package-lock.json pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Preceptor needs Python 3.11 or newer; this is %d.%d. Name another one: make demo PYTHON=python3.11" % v[:2])'
	@command -v npm >/dev/null || { echo "Preceptor needs Node 20 with npm for its front-end parts; install it and try again."; exit 1; }
	test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --disable-pip-version-check "uv>=0.9,<1"; }
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-dev.lock
	npm ci --no-audit --no-fund --silent
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/preceptor collect-vendor
	$(BIN)/preceptor collect-contexts
	$(BIN)/preceptor compile-messages
	$(BIN)/python -m compileall -q -x '/tests/' src/preceptor && $(BIN)/preceptor check  # compiled now, not at the first start
	@mkdir -p var && touch $@

demo: export PRECEPTOR_DEMO = 1
demo: export PRECEPTOR_DATA = $(CURDIR)/var/demo
demo: export PRECEPTOR_URL = http://127.0.0.1:$(PORT)
demo: setup  ## a believable district on http://127.0.0.1:8000 (PORT= chooses another)
	@$(BIN)/preceptor serve --demo --port $(PORT)

browser: setup
	@$(BIN)/python -m tests.browser.chromium

test: setup browser  ## the whole suite on SQLite, with a real browser
	DATABASE_URL= $(BIN)/pytest -n $(WORKERS) --dist loadgroup

test-postgres: setup browser  ## the same suite on PostgreSQL (DATABASE_URL, else the local server)
	@$(BIN)/python -c "import psycopg, sys; psycopg.connect('$(POSTGRES_URL)', connect_timeout=5).close()" 2>/dev/null || { echo "No PostgreSQL answers at $(POSTGRES_URL). Start one, or name yours: make test-postgres DATABASE_URL=postgres://user@host/name"; exit 1; }
	DATABASE_URL=$(POSTGRES_URL) $(BIN)/pytest -n $(WORKERS) --dist loadgroup

check: setup  ## format, lint, types, contracts, templates, migrations, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')
	$(BIN)/preceptor makemigrations --check --dry-run
	$(BIN)/codespell $$(git ls-files '*.py' '*.md' '*.html' '*.toml' '*.txt' '*.css' '*.js' | grep -v -e '\.es\.txt$$' -e '/es/')

format:  ## put code and templates into the house's form
	$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/djade --target-version 5.2 $$(git ls-files '*.html')

bench: setup  ## measure matching, allocation and pages; results as JSON in benchmarks/results
	$(BIN)/python benchmarks/matching.py
	$(BIN)/python benchmarks/allocation.py
	$(BIN)/python benchmarks/effects.py
	$(BIN)/python benchmarks/overlaps.py
	$(BIN)/python benchmarks/consolidation.py
	$(BIN)/python benchmarks/indicators.py
	$(BIN)/python benchmarks/obligations.py --years 10
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/certificates.py

lock:  ## resolve the lock files again from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements-dev.lock

clean:  ## remove everything that the commands above made
	rm -rf .venv node_modules var build src/preceptor/foundation/look/static/vendor
