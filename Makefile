# The commands of this project; `make` alone lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.complete
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test lint bench bench-quality chromium

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: $(STAMP) ## make .venv with the mosaic command and the tools for development

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --constraint constraints.txt torch==2.13.0
	$(PIP) install --constraint constraints.txt --editable . --group dev
	touch $@

demo: setup ## load the demonstration and show it
	$(BIN)/mosaic demo

serve: setup ## show the dashboard on this machine
	$(BIN)/mosaic serve

lint: setup ## check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint chromium ## check everything: lint, then every test
	$(BIN)/python -m pytest

bench: setup ## measure quality and speed of the matching
	$(BIN)/python tests/bench/measure.py

bench-quality: setup ## compare the matching with seven peers, in build/bench-quality
	$(PIP) install --constraint constraints.txt --group bench
	$(BIN)/python tests/bench/quality $(OPTIONS)

chromium: # the browser that the page tests drive, where it can be installed
	@command -v chromium >/dev/null \
	|| { test "$$(id -u)" = 0 && apt-get update --quiet && apt-get install --yes --quiet chromium; } \
	|| echo 'Chromium is missing and could not be installed: the browser tests will fail.'
