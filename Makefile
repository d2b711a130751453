# make demo and make test are all that a fresh machine with Python 3.11 and git needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-llm lint eval bench wheel clean

demo: $(VENV)/.installed  ## read the bundled reports and print five answers
	$(BIN)/haluan demo

test: $(VENV)/.developer
	$(BIN)/python -m pytest $(ARGS)

test-llm: $(VENV)/.localmodel  ## the reader llm against a real model on this machine; installs 330 MB
	$(BIN)/python -m pytest -m localmodel tests/localmodel $(ARGS)

lint: $(VENV)/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

eval: $(VENV)/.installed  ## score the reader on the gold files beside the checkout; fails below eval/floors.toml
	$(BIN)/python scripts/eval.py $(ARGS)

bench: $(VENV)/.developer
	set -e; for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script; done

wheel: $(VENV)/.developer
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that another tool made may hold no pip, so ask for it before use.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.pip: | $(BIN)/python
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	touch $@

$(VENV)/.installed: pyproject.toml | $(VENV)/.pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# Dependency groups need pip 25.1; the product itself installs with any.
$(VENV)/.developer: pyproject.toml | $(VENV)/.pip
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[brief,parquet,notebook,mcp]" --group dev
	$(BIN)/python -m pip install --quiet --editable ".[ftm]" || echo "without ICU's headers: FollowTheMoney is not tested"
	touch $@ $(VENV)/.installed

$(VENV)/.localmodel: pyproject.toml | $(VENV)/.developer
	$(BIN)/python -m pip install --quiet --group localmodel
	touch $@
