# Everything is set up by the targets themselves, in a virtual environment of this folder.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help site serve test check lint bench screenshots lighthouse clean

help: ## Say what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed (found: $$($(PYTHON) --version)). Set PYTHON=python3.12, say."; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[zensical]' --group dev
	@touch $@

site: $(STAMP) ## Build the site into site/
	$(BIN)/referable build

serve: $(STAMP) ## Show the site on this computer and follow every change
	$(BIN)/referable serve

check: $(STAMP) ## Look for problems in pages, facts and studies
	$(BIN)/referable check

lint: $(STAMP)
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests
	$(BIN)/mypy

test: $(STAMP) lint ## Run every check and test, in a real browser too
	$(BIN)/python tests/browser/install_chromium.py
	$(BIN)/python -m pytest -n 2

bench: $(STAMP) ## Measure speed and memory against the bare engine
	$(BIN)/python tests/bench/run.py

screenshots: $(STAMP) ## Picture every page type, on phone, laptop and paper
	$(BIN)/python tests/browser/install_chromium.py
	$(BIN)/python tests/browser/gallery.py

lighthouse: $(STAMP) ## Measure speed, accessibility and search readiness (needs Node.js)
	$(BIN)/python tests/browser/lighthouse.py

clean: ## Remove what was built and installed
	rm -rf $(VENV) site .referable .cache
