# Two commands do everything: `make demo` and `make test`.  Both set up .venv first; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: help demo test patterns battery bench bench-small lint format all constraints clean
.DEFAULT_GOAL := help

help:
	@echo "make demo         set up, run the pilot comparison and say where the results lie"
	@echo "make test         set up and run the tests"
	@echo "make patterns     test all patterns with their ablations (about seven minutes)"
	@echo "make battery      put a thousand million draws of chance to the test (about five minutes)"
	@echo "make bench        measure speed and memory and write docs/benchmarks.md (about ten minutes)"
	@echo "make bench-small  print the ratios of the village core (half a minute)"
	@echo "make lint         ruff (rules and format) and mypy, both strict"
	@echo "make all          lint and test"
	@echo "make format       let ruff mend the format"
	@echo "make constraints  refresh constraints.txt"
	@echo "make clean        remove .venv, caches and build leftovers (results/ stays)"
	@echo "another Python:   make PYTHON=python3.12 demo"

demo: $(VENV)/.ok
	@$(BIN)/python -m xiangzhi demo

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto --dist worksteal

patterns: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto --dist worksteal -m statistical tests/statistical/test_patterns.py

battery: $(VENV)/.dev
	@$(BIN)/python tests/statistical/chance_battery.py

bench: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.bench

bench-small: $(VENV)/.dev
	@$(BIN)/python -m tests.benchmarks.bench --small

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

all: lint test

constraints: $(VENV)/.dev
	@$(PIP) uv
	@{ sed '/^[^#]/,$$d' constraints.txt; \
	   $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --upgrade \
	       --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml; } > constraints.new
	@mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis constraints.new
	find analysis experiments model scenarios tests xiangzhi -name __pycache__ -type d -prune -exec rm -rf {} +

# A set-up that fails leaves no half-made .venv behind; one that was there before is kept and completed next time.
define SETUP
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Xiangzhi needs Python 3.11 or newer, as '$(PYTHON)'." >&2; \
	  echo "Install it (Debian, Ubuntu: sudo apt-get install -y python3 python3-venv)" >&2; \
	  echo "or name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' has no venv module. Install it: sudo apt-get install -y python3-venv" >&2; \
	  echo "and then: make $(MAKECMDGOALS)" >&2; exit 1; }
	@fresh=; test -d $(VENV) || fresh=yes; \
	echo "setting up $(VENV) ($(1)); this takes a minute the first time"; \
	{ $(PYTHON) -m venv $(VENV) && $(PIP) -e '$(2)'; } || { \
	  test -z "$$fresh" || rm -rf $(VENV); \
	  echo "The set-up failed; the message above says why. Then: make $(MAKECMDGOALS)" >&2; exit 1; }
	@touch $@
endef

$(VENV)/.ok: pyproject.toml constraints.txt
	$(call SETUP,to run,.)

$(VENV)/.dev: pyproject.toml constraints.txt
	$(call SETUP,to run and to develop,.[dev])
	@touch $(VENV)/.ok
