#!/usr/bin/env bash
# Everything that must hold before a change is kept, with the tools of the current environment.
# `make check`, `./setup.sh check` and CI all run this file. The first failure ends it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() {
  printf '\n== %s\n' "$*"
  "$@"
}

step ruff check .
step ruff format --check .
step mypy
step python tools/api_reference.py --check
step python tools/refresh_docs.py --check
step python -m pytest
step python benchmarks/gate.py
printf '\nall checks passed\n'
