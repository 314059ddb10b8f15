# `make serve` runs the archive, `make test` checks it, `make help` lists the rest.

PYTHON ?= python3
UV ?= uv
JOBS ?= auto
VENV := .venv
RUN := $(VENV)/bin/python
INSTALL = $(RUN) -m pip install --quiet --quiet --require-hashes --requirement
LOCK = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header

.DEFAULT_GOAL := help
.PHONY: help serve test test-postgres lint audit lock bench export-bench relevance load test-faults pictures translations clean

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

serve: $(VENV)/ready ## Run the archive at http://127.0.0.1:8000 (PORT changes the 8000)
	@exec $(RUN) manage.py serve

test: $(VENV)/ready-for-tests checkers ## Run all tests (ARGS="tests/search -x" goes to pytest; JOBS=1 runs them one by one)
	@$(RUN) -m pytest -rs --numprocesses $(JOBS) --maxprocesses 4 --dist loadscope $(ARGS)

test-postgres: $(VENV)/ready-for-tests ## Run all tests that use a database on a PostgreSQL of their own (ARGS and JOBS as above)
	@$(RUN) -m tests.postgres -- $(RUN) -m pytest -rs --numprocesses $(JOBS) --maxprocesses 4 --dist loadscope $(ARGS)

lint: $(VENV)/ready-for-tests ## Check style and types
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy

audit: $(VENV)/ready-for-tests ## Look for weaknesses: in the settings for the public, in the code, in the libraries
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		env ARCHIVE_DATA="$$folder" ARCHIVE_HTTPS=1 ARCHIVE_HOSTS=archive.example.org \
		ARCHIVE_URL=https://archive.example.org/ $(RUN) manage.py check --deploy --fail-level WARNING
	@$(RUN) -m tests.audit

lock: ## Pin all dependencies anew, within what pyproject.toml allows
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it with 'pipx install uv'." >&2; exit 1; }
	$(LOCK) --upgrade --output-file requirements.lock
	$(LOCK) --upgrade --output-file requirements-dev.lock --group dev --constraint requirements.lock
	$(LOCK) --upgrade --output-file requirements-bench.lock --group bench --constraint requirements.lock

bench: $(VENV)/ready-for-bench ## Measure the search beside others (SIZES="10000 100000", REPORT=file.md)
	@$(RUN) -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(REPORT),--report $(REPORT))

pages-bench: $(VENV)/ready ## Measure every kind of page at 10,000 articles (SIZE=1000, REPORT=file.md)
	@$(RUN) -m tests.bench $(if $(REPORT),--report $(REPORT)) pages $(SIZE)

export-bench: $(VENV)/ready ## Time an export of 100,000 articles beside sqlite3 -json (SIZE=1000)
	@$(RUN) -m tests.bench.export $(SIZE)

load: $(VENV)/ready-for-bench ## 8 editors and 50 readers at work for ten minutes (DURATION=60)
	@$(RUN) -m tests.load

relevance: $(VENV)/ready ## Score the answers to judged questions (JUDGED=folder)
	@$(RUN) -m tests.bench relevance $(JUDGED)

test-faults: $(VENV)/ready-for-tests ## Try to break it: kills, full disks, damage, jumps of the clock (ARGS="-k kill" goes to pytest)
	@FAULTS=full $(RUN) -m pytest -rs tests/faults $(ARGS)

pictures: $(VENV)/ready-for-tests ## Take the pictures in docs/pictures (needs Chromium)
	@$(RUN) -m tests.browser.pictures docs/pictures

translations: $(VENV)/ready ## Gather what is to be translated, and compile what is (needs gettext)
	@$(RUN) manage.py makemessages --locale zh_Hans --no-location --no-obsolete $(addprefix --ignore ,$(VENV) var tests fixtures)
	@$(RUN) manage.py compilemessages --locale zh_Hans --ignore $(VENV)

gallery: $(VENV)/ready-for-tests ## Take a picture of every kind of page, in three sizes, light and dark (FOLDER=folder)
	@$(RUN) -m tests.browser.gallery $(or $(FOLDER),var/gallery)

# The validator and axe come from npm, pinned with their hashes. Without npm their tests are skipped, and say so.
checkers: $(RUN)
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(VENV)/ready-checkers; \
		else echo "There is no npm here: the tests of markup and accessibility are skipped."; fi

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

$(VENV)/ready-checkers: tests/browser/checkers/package-lock.json | $(RUN)
	@echo "Fetching axe and the Nu validator into $(VENV) ..."
	@mkdir -p $(VENV)/checkers && cp tests/browser/checkers/package*.json $(VENV)/checkers
	@npm ci --prefix $(VENV)/checkers --ignore-scripts --no-audit --no-fund --silent
	@touch $@
