# The environment of ./setup.sh check where there is one, else the current one.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: check format docs lock build

check:  ## everything CI runs
	tools/check.sh

format:  ## lay out the code, mend what can be mended
	ruff format .
	ruff check --fix .

docs:  ## write anew what is generated in README.md and docs/
	python -m standoff.cli.reference > docs/reference/cli.md
	python tools/api_reference.py
	python tools/refresh_docs.py

lock:  ## pin the versions anew
	tools/lock.sh

build:  ## wheel and sdist, into dist/
	python -m hatchling build
