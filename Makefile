# Every developer command. On a fresh machine: Python 3.11 or newer (with venv) and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: start test lint format bench docs lock pictures clean

start: $(VENV)/installed  ## serve the app on http://localhost:7071
	$(RUN) -m devserver

test: $(VENV)/installed  ## run every test
	$(RUN) -m pytest

lint: $(VENV)/installed  ## style and types
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

format: $(VENV)/installed  ## put the code into its style
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

bench: $(VENV)/installed  ## measure everything; README's figures are from such a run
	$(RUN) -m bench

pictures: $(VENV)/installed  ## draw tests/images anew, after looking at what changed
	$(RUN) -m tests.pictures

docs: $(VENV)/installed  ## write the tables of docs/ from the code
	$(RUN) -m tests.documents

lock: $(VENV)/installed  ## pin the newest allowed versions of the dependencies
	$(RUN) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements.txt requirements.in
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --custom-compile-command "make lock" -o requirements-dev.txt requirements-dev.in

$(VENV)/installed: requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, not %s; say make PYTHON=..." % sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	$(RUN) -m compileall -q api auth bench charts devserver names web function_app.py
	@touch $@

clean:  ## remove what the commands above made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/images/failed
