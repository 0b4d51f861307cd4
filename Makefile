# `make run` and `make test` are all one needs; the README lists the rest.
#
# Packages come from the lock files only, each checked against its hash. Stamps in .venv say which lock was
# installed last, so that a second start installs nothing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
# Where it is set, each of some hundred processes compiles the same modules and rewrites the same tests anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes
MANAGE := $(BIN)/python manage.py
LOCKS := .venv/run.installed $(if $(READINGROOM_DATABASE_URL),.venv/postgresql.installed)

.PHONY: help setup run test coverage test-all stress rivals check fix lock pictures clean

help:
	@echo "make run      start the reading room"
	@echo "make test     everything CI runs: check, the tests, and those of all that has rows on PostgreSQL too"
	@echo "make coverage the tests once more, with what they leave unreached; fails below 95 %"
	@echo "make test-all what make test takes samples of, whole, after make test, make coverage and make stress"
	@echo "make stress   what make test tries in short: kill -9 at every write, two imports at once, a full disk"
	@echo "make rivals   install what search is measured against, for python -m tests.benchmarks.search"
	@echo "make check    format, lint, types, import contracts, templates, migrations, deployment"
	@echo "make fix      format the code and the templates"
	@echo "make setup    install what is needed to run into .venv"
	@echo "make pictures take the README's pictures from a room of its own"
	@echo "make lock     renew every lock file in requirements/"
	@echo "make clean    remove what the tools left behind; the data folder and .venv stay"

setup: $(LOCKS)

run: setup
	@$(MANAGE) prepare
	@exec $(MANAGE) serve

# On PostgreSQL `make test` runs what asks the database for rows in ways of its own, or tries its constraints, triggers,
# locks and transactions; `make test-all` runs all that has rows. Nothing there waits for a process, so there is no use
# in more workers than processors.
ON_POSTGRESQL := .ci/postgresql $(BIN)/python -m pytest --quiet --numprocesses=$$(nproc)
WITH_ROWS := $(patsubst %,tests/articles/test_%.py,at_once constraints exchange_library exchange_meanwhile importing \
	library queries questioning resemblances revising room stored uploads vocabulary) \
	$(patsubst %,tests/articles/curation/test_%.py,composing putting_away redacting rows sources wiping) \
	$(patsubst %,tests/pages/test_%.py,api counting freshness listing neighbours passages sitemaps statements) \
	$(patsubst %,tests/desk/test_%.py,admin comparing exchanging meanwhile overview sources unanswered weighing) \
	tests/search/keeping tests/search/test_models.py tests/search/test_vocabulary.py tests/test_journey.py

test: check
	@.ci/needs
	@$(ON_POSTGRESQL) -m "not slow and not stress and not full" $(WITH_ROWS)
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --durations=10

# Apart from the tests, which it makes half as long again.
coverage: .venv/dev.installed
	@.ci/needs
	@$(BIN)/python -m pytest --quiet --numprocesses=auto --dist=loadfile --no-loadscope-reorder --cov --cov-report=term

test-all: test coverage stress
	@$(BIN)/python -m pytest --quiet --numprocesses=auto --dist=loadfile --no-loadscope-reorder -m full
	@$(ON_POSTGRESQL) -m "not slow and not stress and not full" tests/articles tests/desk tests/pages

# Small disks are mounted, which only root may; so the tests are root in a name space of their own.
stress: .venv/dev.installed
	@.ci/needs
	@unshare --user --map-root-user --mount $(BIN)/python -m pytest --quiet --numprocesses=auto -m "" \
		--basetemp=build/stress tests/stress
	@.ci/postgresql $(BIN)/python -m pytest --quiet --numprocesses=auto -m "" \
		tests/stress/test_kills.py tests/stress/test_at_once.py

rivals: .venv/dev.installed .venv/benchmark.installed

check: .venv/dev.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	.ci/templates check
	.ci/django
	.ci/addresses

fix: .venv/dev.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	.ci/templates fix

pictures: .venv/dev.installed
	@.ci/needs
	@$(BIN)/python -m tests.browser.pictures docs

clean:
	rm -rf build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.*
	find . -path ./.venv -prune -o -name __pycache__ -prune -exec rm -rf {} +

# uv resolves for every platform at once, which pip cannot; it stays out of .venv.
UV := build/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
lock:
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/renew.lock
	echo uv | $(UV) - --output-file requirements/renew.lock
	$(UV) --group pyproject.toml:build --output-file requirements/build.lock
	$(UV) pyproject.toml --output-file requirements/run.lock
	$(UV) pyproject.toml --extra postgresql --constraint requirements/run.lock --output-file requirements/postgresql.lock
	$(UV) pyproject.toml --extra postgresql --group pyproject.toml:dev --constraint requirements/run.lock \
		--output-file requirements/dev.lock
	$(UV) --group pyproject.toml:benchmark --constraint requirements/dev.lock --output-file requirements/benchmark.lock
	rm -rf build/uv

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更新的版本，$(PYTHON) 不是。请安装后再试，或用 make PYTHON=… 指定。" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "缺少 venv。请执行：apt-get install python3-venv" >&2; exit 2; }
	@echo "正在准备运行环境，首次需要几分钟……"
	@$(PYTHON) -m venv .venv
	@touch $@

# jieba and Haystack are published as source only: what builds them is locked too and comes first.
.venv/build.installed: requirements/build.lock .venv/made
	@$(PIP) -r $<
	@touch $@

.venv/%.installed: requirements/%.lock .venv/build.installed
	@$(PIP) --no-build-isolation --use-pep517 -r $<
	@touch $@
