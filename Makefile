# `make serve` runs the archive, `make test` checks it, `make help` lists the rest.

PYTHON ?= python3
UV ?= uv
VENV := .venv
RUN := $(VENV)/bin/python
INSTALL = $(RUN) -m pip install --quiet --quiet --require-hashes --requirement
LOCK = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header

.DEFAULT_GOAL := help
.PHONY: help serve test lint lock bench relevance faults pictures clean

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

serve: $(VENV)/ready ## Run the archive at http://127.0.0.1:8000 (PORT changes the 8000)
	@exec $(RUN) manage.py serve

test: $(VENV)/ready-for-tests ## Run all tests (ARGS="tests/search -x" goes to pytest)
	@$(RUN) -m pytest -rs $(ARGS)

lint: $(VENV)/ready-for-tests ## Check style and types
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy

lock: ## Pin all dependencies anew, within what pyproject.toml allows
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it with 'pipx install uv'." >&2; exit 1; }
	$(LOCK) --upgrade --output-file requirements.lock
	$(LOCK) --upgrade --output-file requirements-dev.lock --group dev --constraint requirements.lock
	$(LOCK) --upgrade --output-file requirements-bench.lock --group bench --constraint requirements.lock

bench: $(VENV)/ready-for-bench ## Measure the search beside others (SIZES="10000 100000", REPORT=file.md)
	@$(RUN) -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(REPORT),--report $(REPORT))

relevance: $(VENV)/ready ## Score the answers to judged questions (JUDGED=folder)
	@$(RUN) -m tests.bench relevance $(JUDGED)

faults: $(VENV)/ready-for-tests ## Try to break the search (ARGS="-k kill" goes to pytest)
	@FAULTS=full $(RUN) -m pytest -rs tests/faults $(ARGS)

pictures: $(VENV)/ready-for-tests ## Take the pictures in docs/pictures (needs Chromium)
	@$(RUN) -m tests.browser.pictures docs/pictures

clean: ## Remove what was installed and cached, never the data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# The first Python of at least 3.11 makes the virtual environment.
$(RUN):
	@for python in $(PYTHON) python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec $$python -m venv $(VENV); \
		fi; \
	done; \
	echo "The archive needs Python 3.11 or newer; $(PYTHON) is" \
		"$$($(PYTHON) --version 2>&1). Name another one: make PYTHON=/path/to/python3" >&2; \
	exit 1

$(VENV)/ready: requirements.lock | $(RUN)
	@echo "Installing what the archive needs into $(VENV) ..."
	@$(INSTALL) requirements.lock
	@touch $@

$(VENV)/ready-for-tests: requirements-dev.lock $(VENV)/ready
	@echo "Installing what the tests need into $(VENV) ..."
	@$(INSTALL) requirements-dev.lock
	@touch $@

$(VENV)/ready-for-bench: requirements-bench.lock $(VENV)/ready
	@echo "Installing what the benchmarks need into $(VENV) ..."
	@$(INSTALL) requirements-bench.lock
	@touch $@
