# `make run` and `make test` need Python 3.11 or newer and nothing else; .ci/install does the work.
# make PYTHON=python3.12 picks a Python, make run PORT=8000 another port.
VENV := .venv
BIN := $(if $(filter Windows_NT,$(OS)),$(VENV)/Scripts,$(VENV)/bin)
PORT ?=
export PYTHON
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help run test check integration gate bench clean

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

# A stamp is newer than pyproject.toml when what it lists is installed, so the second run starts at once.
$(VENV)/.run: pyproject.toml .ci/install
	@echo "Installing into $(VENV): about 2 GB, two to five minutes, once …"
	@.ci/install
	@touch $@

$(VENV)/.dev: pyproject.toml .ci/install
	@echo "Installing into $(VENV), with the test tools: about 2 GB, two to five minutes, once …"
	@.ci/install dev
	@touch $@ $(VENV)/.run

$(VENV)/.bench: $(VENV)/.dev
	@echo "Installing into $(VENV), with the systems that the benchmarks compare …"
	@.ci/install dev,bench
	@touch $@

run: $(VENV)/.run ## Serve the desk on http://127.0.0.1:7860
	@$(if $(PORT),BRIEFING_PORT=$(PORT)) $(BIN)/python app.py

test: $(VENV)/.dev ## Run the whole test suite, the browser tests too
	@$(BIN)/python -m pytest

check: $(VENV)/.dev ## Check format, lint, types and imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

integration: $(VENV)/.dev ## Run only the tests with real models, processes, servers and the browser
	@$(BIN)/python -m pytest -m "integration or browser"

gate: $(VENV)/.dev ## Measure quality and fail below its floors
	@$(BIN)/python -m benchmarks --gate

bench: $(VENV)/.bench ## Measure quality and speed, beside other systems
	@$(BIN)/python -m benchmarks

clean: ## Remove the virtual environment and every cache; the library stays
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
