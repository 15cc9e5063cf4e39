# Everything is set up by the targets themselves, in a virtual environment of this folder.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check
STAMP  := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help site serve test check lint bench screenshots screenshots-accept lighthouse manual clean

help: ## Say what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed (found: $$($(PYTHON) --version)). Set PYTHON=python3.12, say."; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip
	$(PIP) --editable '.[zensical]'
	@touch $@

# What only the checks and tests need, on top of it.
$(DEV): $(STAMP)
	$(PIP) --editable '.[zensical,faces,heic]' --group dev
	@touch $@

site: $(STAMP) ## Build the site into site/
	$(BIN)/referable build

serve: $(STAMP) ## Show the site on this computer and follow every change
	$(BIN)/referable serve

check: $(STAMP) ## Look for problems in pages, facts and studies
	$(BIN)/referable check

lint: $(DEV)
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests
	$(BIN)/mypy

test: $(DEV) lint ## Run every check and test, in a real browser too
	$(BIN)/python tests/browser/install_chromium.py
	$(BIN)/python -m pytest -n 2

bench: $(DEV) ## Measure speed and memory against the bare engine
	$(BIN)/python tests/bench/run.py

screenshots: $(DEV) ## Picture every page type, on phone, laptop and paper
	$(BIN)/python tests/browser/install_chromium.py
	$(BIN)/python tests/browser/gallery.py

screenshots-accept: $(DEV) ## Make how the pages look now what the tests compare with
	$(BIN)/python tests/browser/install_chromium.py
	$(BIN)/python tests/browser/pictures.py

lighthouse: $(DEV) ## Measure speed, accessibility and search readiness (needs Node.js)
	$(BIN)/python tests/browser/lighthouse.py

manual: $(STAMP) ## Build the manual into .referable/manual/
	$(BIN)/mkdocs build --strict --quiet -f scripts/manual/mkdocs.yml

clean: ## Remove what was built and installed
	rm -rf $(VENV) site .referable .cache
