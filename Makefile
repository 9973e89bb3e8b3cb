# Everything runs from .venv, made from requirements.txt; the stamp tells whether that is up to date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: rehearse test bench check clean
rehearse: $(STAMP) portaudio  ## make a practice call
	@$(BIN)/rehearse call $(ARGS)

test: $(STAMP)  ## run the tests
	@$(BIN)/python -m pytest -q $(ARGS)

bench: $(STAMP)  ## measure every figure beside its goal
	@$(BIN)/python -m tests.benchmarks $(ARGS)

check: $(STAMP)  ## lint and types
	@$(BIN)/ruff check simulator tests
	@$(BIN)/ruff format --check simulator tests
	@$(BIN)/mypy

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12"; exit 2; }
	@echo "Setting up $(VENV) (once; about 0.7 GB)..."
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing; type: sudo apt-get install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Live audio needs PortAudio; everything else works without, so a missing one is said and passed over.
.PHONY: portaudio
portaudio: $(STAMP)
	@$(BIN)/python -c 'import sounddevice' 2>/dev/null || .ci/portaudio

clean:  ## remove what was set up
	rm -rf $(VENV) build dist
