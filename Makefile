# `make help` lists what there is. Everything is set up in .venv by the first target that needs it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
.DEFAULT_GOAL := help
.PHONY: help demo journey serve test check fix golden evaluate bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "PanelReady needs Python 3.11 or newer. Name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments. On Debian or Ubuntu run: sudo apt install python3-venv"; exit 1; }
	@echo "Setting up in $(VENV) (once; a few minutes) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY) ## watch the service answer the sample submissions
	@$(BIN)/panelready demo

journey: $(READY) ## send papers through real mail servers, from the first mail to ready (needs Dovecot)
	@$(BIN)/python -m tests.journey

serve: $(READY) ## run the service on your own folders: make serve DATA=~/panelready
	@test -n "$(DATA)" || { echo "Say where to keep everything: make serve DATA=~/panelready (with a panelready.yaml in it; the README shows one)"; exit 1; }
	@$(BIN)/panelready serve --data "$(DATA)"

test: $(READY) ## run every test
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

check: $(READY) ## lint, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/panelready policy check

fix: $(READY) ## mend what can be mended by a program
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

golden: $(READY) ## write the golden files anew, to be read before they are committed
	@PANELREADY_GOLDEN=1 $(BIN)/python -m pytest -q tests/generators

evaluate: $(READY) ## score recognition on papers written by others
	@$(BIN)/python -m tests.evaluation tuning

bench: $(READY) ## measure speed, as ratios taken in one run
	@$(BIN)/python -m bench

clean: ## forget the set-up
	@rm -rf $(VENV)
