#!/usr/bin/env bash
# Set up standoff in .venv beside this script, from the lock files, and then
#
#     ./setup.sh          read the example and print what is contested in it, and who met whom
#     ./setup.sh check    run all checks: style, types, tests, docs, accuracy
#
# Needs Python 3.11 or later; PYTHON names another one. On Debian, as root, what is missing is
# installed with apt-get.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fail() {
  echo "setup.sh: $*" >&2
  exit 1
}

usable() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  for candidate in ${PYTHON:-python3 python3.11 python3.12 python3.13}; do
    if command -v "$candidate" >/dev/null && usable "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

install_python() {
  local packages="python3 python3-venv"
  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    fail "no Python 3.11 or later with venv; install it (Debian: apt-get install $packages)" \
      "or name one: PYTHON=/path/to/python ./setup.sh"
  fi
  echo "installing $packages" >&2
  # shellcheck disable=SC2086
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends $packages; } >&2 </dev/null
}

# install LOCK: fill .venv from requirements/LOCK.txt, unless it was filled from the same files.
install() {
  local locks="requirements/$1.txt requirements/build.txt" stamp
  # shellcheck disable=SC2086
  stamp=$(cat $locks pyproject.toml | sha256sum)
  if [ "$(cat .venv/"$1".stamp 2>/dev/null)" = "$stamp" ]; then
    return
  fi
  if ! usable .venv/bin/python; then
    local python
    python=$(find_python) || { install_python && python=$(find_python); } ||
      fail "no Python 3.11 or later with venv was found"
    "$python" -m venv --clear .venv
  fi
  echo "installing what requirements/$1.txt pins" >&2
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes \
    --only-binary :all: -r requirements/"$1".txt -r requirements/build.txt
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps \
    --no-build-isolation --editable .
  echo "$stamp" >.venv/"$1".stamp
}

show_example() {
  local ledger=ukraine-2022.db
  .venv/bin/standoff read examples/ukraine-2022 --ledger "$ledger"
  printf '\nContested or denied\n\n'
  .venv/bin/standoff contested --ledger "$ledger"
  printf '\nWho met or called whom\n\n'
  .venv/bin/standoff contacts --ledger "$ledger"
  printf '\nAsk on: .venv/bin/standoff events --ledger %s --actor RUS\n' "$ledger"
}

case "${1:-example}" in
  example)
    install run
    show_example
    ;;
  check)
    install dev
    PATH="$PWD/.venv/bin:$PATH" tools/check.sh
    ;;
  *) fail "no such word: $1; it is ./setup.sh or ./setup.sh check" ;;
esac
