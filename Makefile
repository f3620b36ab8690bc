# `make help` says what there is. Everything else sets itself up first; nothing but Python 3.11-3.13 is needed.
.DEFAULT_GOAL := help
.PHONY: help setup console screens tour setup-browser setup-sam setup-clients clients fuzz setup-checks run test demo bench profile storm races lint lint-python lint-console audit fix deploy first-owner lock clean

PORT ?= 8787
STAGE ?= dev
PY := .venv/bin/python
SAM := .venv-sam/bin/sam
# What failed is run once more by itself, without others on the cores; twice is a failure. pytest says which they were.
AGAIN := $(PY) -m pytest --last-failed --last-failed-no-failures none
export PORT
export SAM_CLI_TELEMETRY := 0

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  PORT=8888 make run      answers on another port (default 8787)"

console: setup ## build the console (needs Node.js 20 or newer; without one, PyPI's is taken)
	@$(PY) -m local.console

run: setup ## start Groundswell on this machine, play the demo campaign, stay up until Ctrl-C
	@$(PY) -m local.console || echo "The console could not be built; the API works without it."
	@$(PY) -m local.run

clients: setup setup-clients ## clients for Python and TypeScript, made from the OpenAPI document, in .local/clients
	@$(PY) -m local.clients

fuzz: setup ## many odd requests to every operation of the admin API (FUZZ_EXAMPLES=100 of either kind)
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-100} $(PY) -m pytest -q -n 2 tests/functions/admin/test_fuzz.py

test: setup ## everything that is checked: linters and all tests
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=line setup-sam setup-clients setup-browser console lint
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser" || $(AGAIN) -m "not browser"
	@$(PY) -m pytest -n 2 --dist worksteal -m browser tests/console || $(AGAIN) -m browser tests/console

screens: setup setup-browser console ## draw every screen of the console, light and dark, into docs/screens
	@mkdir -p docs/screens
	@GROUNDSWELL_SCREENS=docs/screens $(PY) -m pytest -n 2 -m browser tests/console/test_screens.py

tour: setup setup-sam setup-browser console ## walk the road of docs/tour.md in a browser and draw its pictures
	@GROUNDSWELL_SCREENS=docs/screens $(PY) -m pytest tests/end_to_end/test_first_campaign.py

demo: setup ## a fresh stack plays the demo campaign, writes .local/demo.json and checks the promises
	@$(PY) -m local.run_demo

bench: setup ## measure what one text costs, writes .local/bench.json
	@$(PY) -m local.bench

profile: setup ## where the CPU of a text goes, by library and by function
	@$(PY) -m local.bench.profile

storm: setup ## make storm N=100000: so many texts through faults of every kind, then the books are compared
	@$(PY) -m local.storm --texts $(N)
storm: N ?= 100000

races: setup ## make races N=10000: so many opt-outs, each forced against the claim of the same recipient
	@PYTHONPATH=.:layers/common $(PY) -m local.races --races $(N)
races: N ?= 10000

lint: lint-python lint-console ## ruff (rules and format), mypy, the import rules, the template, the console's types and style

lint-python: setup
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/mypy --no-error-summary
	@PYTHONPATH=layers/common:. .venv/bin/lint-imports --no-cache >.cache/imports.log 2>&1 || (cat .cache/imports.log; exit 1)
	@.venv/bin/cfn-lint template.yaml

lint-console: console
	@$(PY) -m local.console check

audit: setup-checks ## known holes in packages, secrets in files, the template's security
	@.venv-checks/bin/python local/audit.py

fix: setup ## let ruff mend and format what it can
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet .

train-opt-out: setup ## learn again, from the corpus, how opt-outs are worded (some minutes)
	@PYTHONPATH=layers/common $(PY) -m local.opt_out_training

deploy: setup setup-sam console ## build and deploy to AWS: make deploy STAGE=prod
	@PYTHON="$(CURDIR)/$(PY)" $(SAM) build --config-env $(STAGE)
	@$(SAM) deploy --config-env $(STAGE)

first-owner: setup ## the first person of an AWS stage: make first-owner STAGE=prod EMAIL=… ORGANIZATION=…
	@$(PY) -m local.first_owner --stack groundswell-$(STAGE) --email "$(EMAIL)" --organization "$(ORGANIZATION)"

setup: ## make .venv with the locked packages
	@sh local/setup.sh
	@mkdir -p .cache .local

setup-sam: setup
	@sh local/setup.sh sam

setup-clients: setup
	@sh local/setup.sh clients

setup-browser:
	@sh local/browser.sh

setup-checks: setup
	@sh local/setup.sh checks

lock: setup ## newest versions into the lock files
	.venv/bin/uv pip compile $(LOCK) requirements-uv.in -o requirements-uv.txt
	.venv/bin/uv pip compile $(LOCK) requirements-dev.in -o requirements-dev.txt
	.venv/bin/uv pip compile $(LOCK) layers/common/requirements.in -c requirements-dev.txt -o layers/common/requirements.txt
	.venv/bin/uv pip compile $(LOCK) requirements-sam.in -o requirements-sam.txt
	.venv/bin/uv pip compile $(LOCK) requirements-clients.in -o requirements-clients.txt
	.venv/bin/uv pip compile $(LOCK) requirements-node.in -o requirements-node.txt
	cd clients && npm update --save --package-lock-only --omit-lockfile-registry-resolved
	.venv/bin/uv pip compile $(LOCK) requirements-checks.in -o requirements-checks.txt
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade --quiet

clean: ## forget the local stack's state and what was built
	@if [ -f .local/stack/stack.pid ] && kill -0 "$$(cat .local/stack/stack.pid)" 2>/dev/null; then \
		echo "The local stack is still running (process $$(cat .local/stack/stack.pid)). Stop it first, with Ctrl-C."; exit 1; fi
	@rm -rf .local .aws-sam .cache
	@echo "Forgotten: .local, .aws-sam and .cache."
