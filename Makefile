# The executable documentation: each target installs what it needs into .venv, locked by hash.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check
HASHED := install --quiet --require-hashes
ARGS ?=

.PHONY: run test check docs coverage audit mutants bench soak eval lock clean

run: $(VENV)/.run  ## read the wires: make run, or make run ARGS=--once
	@$(BIN)/wirewatch run $(ARGS)

# Bytecode is kept, or each process compiles every module anew; four wait side by side on two cores.
test: $(VENV)/.dev  ## the whole test suite: make test, or make test ARGS="--database postgresql"
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 4 --dist worksteal $(ARGS)

check: $(VENV)/.dev  ## style, types, layers, documentation, packaging
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot.commands.reference --check
	$(BIN)/python -m config.settings.reference --check
	$(BIN)/python -m scripts.architecture --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	sh .ci/packaging.sh

docs: $(VENV)/.dev  ## the documentation as a site, at http://127.0.0.1:8000 until Ctrl-C: make docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --strict $(ARGS)

# A line that a failing test did not reach is told all the same: make coverage ARGS="--cov-append --last-failed" adds it.
coverage: $(VENV)/.dev  ## the suite once more, counting the lines that it runs: 92% of the rooms, 98% of the pure modules
	@status=0; \
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 4 --dist worksteal --timeout 900 --cov --cov-report= $(ARGS) || status=$$?; \
	$(BIN)/python -m scripts.covered || status=$$?; \
	exit $$status

audit: $(VENV)/.audit  ## known weaknesses of what is installed: asks an advisory service, so it needs the internet
	@$(BIN)/python -m scripts.audit $(ARGS)

# From the start each time: mutmut does not try again what another version of the tests has noticed.
mutants: $(VENV)/.mutants  ## are the tests able to fail: changes three modules in small ways and counts what they notice
	rm -rf mutants
	$(BIN)/mutmut run $(ARGS)
	@$(BIN)/python -m scripts.mutants

bench: $(VENV)/.bench  ## the figures, each beside its floor and its peers: make bench, or make bench ARGS=warm
	$(BIN)/python -m benchmarks $(ARGS)

soak: $(VENV)/.dev  ## the crash test, some 20 minutes: make soak, or make soak ARGS="--postgresql --kills 20 --stories 80"
	$(BIN)/python -m tests.soak $(ARGS)

eval: $(VENV)/.eval  ## how well texts are read: make eval, or make eval ARGS=summary
	$(BIN)/python -m evaluation $(ARGS)

lock: $(VENV)/.dev  ## resolve pyproject.toml anew into the lock files
	sh .ci/lock.sh

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage mutants dist site

# python3-venv may be missing: an environment without pip needs none, and pip installs into it from outside.
$(BIN)/python:
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv --without-pip $(VENV)

# breadability and docopt come as source only, so what builds them is locked and installed first.
$(VENV)/.run: $(BIN)/python requirements-build.lock requirements.lock pyproject.toml
	@echo "Installing what Wirewatch needs (about a minute the first time) …"
	@$(PIP) $(HASHED) -r requirements-build.lock
	@$(PIP) $(HASHED) --no-build-isolation -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installing the test tools …"
	@$(PIP) $(HASHED) --no-deps -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	@echo "Installing what the benchmarks compare with …"
	@$(PIP) $(HASHED) --no-deps -r requirements-bench.lock
	@touch $@

$(VENV)/.audit: $(VENV)/.dev requirements-audit.lock
	@echo "Installing what the audit asks with …"
	@$(PIP) $(HASHED) --no-deps -r requirements-audit.lock
	@touch $@

$(VENV)/.mutants: $(VENV)/.dev requirements-mutants.lock
	@echo "Installing what makes mutants …"
	@$(PIP) $(HASHED) --no-deps -r requirements-mutants.lock
	@touch $@

# rouge-score comes as source only
$(VENV)/.eval: $(VENV)/.dev requirements-eval.lock
	@echo "Installing what the evaluation scores with …"
	@$(PIP) $(HASHED) --no-deps --no-build-isolation -r requirements-eval.lock
	@touch $@
