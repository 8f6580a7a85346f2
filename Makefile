# What can be made; `make` alone lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python
DEBUG := .build/debug
RELEASE := .build/static/release

help: ## List the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

setup: ## Install the libraries that are missing (Debian and Ubuntu)
	@Scripts/setup build

build: setup ## Build for debugging
	@swift build --explicit-target-dependency-import-check error

run: release ## Build and start avow on the built-in dataset
	@$(RELEASE)/avow

release: setup ## Build the static program into .build/static/release/avow
	@Scripts/build-release

test: ## Set up, build and run all tests
	@Scripts/setup test
	@$(MAKE) lint
	@swift build --build-tests --explicit-target-dependency-import-check error
	@$(MAKE) test-data test-terminal test-sqlite
	@swift test --skip-build --disable-xctest

test-data: venv ## Check the datasets with Frictionless, the standard's own schema and Avow
	@for package in Datasets/*/datapackage.json; do .venv/bin/frictionless validate "$$package"; done
	@$(PYTHON) Scripts/check-profile.py Datasets/*/datapackage.json Tests/Corpus/packages/register/datapackage.json
	@for package in Datasets/*/datapackage.json; do $(DEBUG)/avow check --strict "$$package"; done

test-terminal: venv ## Run the tests on a pseudo-terminal; needs make build
	@for script in Tests/Terminal/test_*.py; do $(PYTHON) "$$script"; done

test-sqlite: ## Hold random queries against SQLite; needs make build
	@python3 Tests/Differential/test_sqlite.py --rounds 20

test-release: release build ## Hold the static program against the corpus and the debug program
	@python3 Tests/Release/test_release.py $(RELEASE)/avow $(DEBUG)/avow

fuzz: build ## Try random queries for ten minutes: SECONDS_EACH=300, AVOW_SEED, AVOW_ROUNDS
	@Scripts/fuzz

venv: .venv/installed

.venv/installed: Tests/requirements.txt Tests/profile-requirements.txt Tests/Terminal/requirements.txt
	@Scripts/setup test
	@python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@# Of this package only a data file is used, whatever Python it asks for.
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python \
	  -r Tests/profile-requirements.txt
	@touch $@

snapshot: build ## Write the snapshot of the built-in dataset anew
	@$(DEBUG)/avow build Datasets/ukraine-guarantees -o Sources/CBuiltInDataset/ukraine-guarantees.avowdb

# Leaks are not looked for: the run-time keeps its globals. The large results take minutes so built.
sanitize: setup ## Run the tests with the address sanitizer; takes minutes
	@ASAN_OPTIONS=detect_leaks=0 swift test --disable-xctest --sanitize address \
		--scratch-path .build/address --skip 'hundred thousand|enormous'

lint: ## Check the layout of the code
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests

format: ## Lay the code out
	@swift format --in-place --parallel --recursive Package.swift Sources Tests

bench-start: release ## Compare the time of a whole run with that of sqlite3
	@python3 Scripts/bench-start.py $(RELEASE)/avow

clean: ## Remove what was built
	@rm -rf .build .venv

.PHONY: fuzz test-sqlite snapshot help setup build run release test test-data test-terminal venv lint format sanitize bench-start clean
