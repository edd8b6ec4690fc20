# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8000

.PHONY: help run test check docs bench clean

help:
	@echo "make run    install, build the graph, serve it on http://127.0.0.1:$(PORT)"
	@echo "make test   install and run the tests (browser tests need Chromium)"
	@echo "make check  ruff, mypy --strict and the checks of the docs"
	@echo "make docs   write the generated pages of the docs anew"
	@echo "make bench  measure, and print the figures beside their peers"
	@echo "make clean  remove the environment and everything built"

run: $(VENV)/.run
	$(BIN)/her2kg build
	$(BIN)/her2kg serve --port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py
	HER2KG_WRITE_SCREENSHOTS=1 $(BIN)/python -m pytest -q tests/explorer/test_pictures.py

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.explorer

clean:
	rm -rf $(VENV) build dist *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "her2kg needs Python 3.11 or newer; say which: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	@touch $@ $(VENV)/.run
