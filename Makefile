# Every developer command. On a fresh machine: Python 3.11, 3.12 or 3.13 (with venv) and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# Without compiling: Python compiles the modules that are used when it first imports them.
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --no-compile
# A process per core. A file's tests share its fixtures, so they stay together.
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
# Tests start hundreds of Python processes: none of them should compile what another one has.
export PYTHONDONTWRITEBYTECODE :=
SECONDS := 600
CASES := 20000

RUNTIME := .venv-3.13
AZ := .venv-az
CLIENTS := .venv-clients

.PHONY: start test see test-oidc-provider test-runtime test-az test-clients test-dev-container test-packages test-versions audit lint format bench package docs lock pictures soak fuzz clean

start: $(VENV)/app  ## serve the app on http://localhost:7071; ARGS=--reload, ARGS=--verbose
	@$(RUN) -m devserver $(ARGS)

test: $(VENV)/installed  ## run the tests: all, or some with ROOM=charts/native K=pie M='not slow'
	$(RUN) -m pytest $(if $(K),,$(PARALLEL)) $(if $(K),-k "$(K)") $(if $(M),-m "$(M)") $(ARGS) $(if $(ROOM),tests/$(ROOM))

see: $(VENV)/installed  ## draw the examples of one kind on a sheet: KIND=bar
	@$(RUN) -m tests.sheet $(KIND)

test-oidc-provider: $(VENV)/installed  ## run the browser flow against npm's oidc-provider; needs Node.js
	OIDC_PROVIDER_REQUIRED=yes $(RUN) -m pytest -v tests/auth/test_auth_oidc_provider.py $(ARGS)

test-runtime: $(RUNTIME)/installed  ## run the app on Microsoft's own runtime, on Python 3.13
	$(RUNTIME)/bin/python -m pytest -p tests.runtime.served

test-az: $(AZ)/installed  ## parse the az commands of the documents with the newest Azure CLI
	$(AZ)/bin/python tests/infra/az_commands.py

test-dev-container:  ## rehearse the commands of the dev container in a bare Debian; as root
	$(PYTHON) -m tests.infra.dev_container

test-clients: $(VENV)/installed $(CLIENTS)/installed  ## try the app with generated clients and the official MCP client
	CLIENTS_REQUIRED=yes $(RUN) -m pytest tests/clients

test-versions: $(VENV)/uv  ## run every test with the lowest and the newest packages on each Python
	.ci/versions

audit: $(VENV)/uv  ## look up known vulnerabilities of the pinned packages
	$(VENV)/bin/uv tool run pip-audit --strict --disable-pip -r requirements.txt -r requirements-dev.txt

lint: $(VENV)/installed  ## style and types
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

format: $(VENV)/installed  ## put the code into its style
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

bench: $(VENV)/installed  ## measure everything; the figures of docs are from such a run
	$(RUN) -m bench

package: $(VENV)/installed  ## write what is deployed into dist/
	$(RUN) -m build_package

test-packages:  ## serve the package on each Python, where nothing may be written and HOME is missing
	.ci/packages

pictures: $(VENV)/installed  ## draw tests/images again; look at what changed
	$(RUN) -m tests.pictures

docs: $(VENV)/installed  ## write the tables of docs/ from the code
	$(RUN) -m tests.documents

soak: $(VENV)/installed  ## load the app for SECONDS and watch what holds
	$(RUN) -m soak --seconds $(SECONDS)

fuzz: $(VENV)/fuzz  ## fuzz each parser with CASES inputs, guided by coverage
	$(RUN) -m fuzz --cases $(CASES)

$(VENV)/fuzz: requirements-fuzz.txt $(VENV)/installed
	$(INSTALL) -r requirements-fuzz.txt
	@touch $@

lock: $(VENV)/uv  ## pin the newest allowed versions of the dependencies
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements.txt requirements.in
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements-dev.txt requirements-dev.in
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.13 \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements-runtime.txt requirements-runtime.in
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements-fuzz.txt requirements-fuzz.in
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements-clients.txt requirements-clients.in

# The packages that are deployed: all that serving the app needs.
$(VENV)/app: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "Python 3.11, 3.12 or 3.13 is required, not %s: make PYTHON=python3.13 ..." % sys.version.split()[0])'
	@echo "Creating $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@echo "Installing the app's packages (requirements.txt)"
	@$(INSTALL) -r requirements.txt
	@touch $@

# These, and those of every other command.
$(VENV)/installed: $(VENV)/app requirements-dev.txt
	@echo "Installing the packages for tests and checks (requirements-dev.txt)"
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $@

$(VENV)/uv: $(VENV)/installed
	@$(INSTALL) uv
	@touch $@

$(AZ)/installed:
	$(PYTHON) -m venv $(AZ)
	$(AZ)/bin/python -m pip install --quiet --disable-pip-version-check azure-cli
	@touch $@

$(CLIENTS)/installed: requirements-clients.txt tests/clients/node/package-lock.json
	$(PYTHON) -m venv $(CLIENTS)
	$(CLIENTS)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-clients.txt
	! command -v npm >/dev/null || { mkdir -p $(CLIENTS)/node && cp tests/clients/node/package*.json $(CLIENTS)/node \
	  && npm ci --silent --no-audit --no-fund --prefix $(CLIENTS)/node; }
	@touch $@

$(RUNTIME)/installed: requirements.txt requirements-dev.txt requirements-runtime.txt
	@.ci/find-python 3.13 >/dev/null || { echo "Python 3.13 is needed: on PATH as python3.13, or one of pyenv's versions"; exit 1; }
	"$$(.ci/find-python 3.13)" -m venv $(RUNTIME)
	$(RUNTIME)/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
	  -r requirements.txt -r requirements-dev.txt -r requirements-runtime.txt
	@touch $@

clean:  ## remove what the commands above made
	rm -rf $(VENV) $(RUNTIME) $(AZ) $(CLIENTS) .venv-versions .oidc-provider .see dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz .soak tests/images/failed
