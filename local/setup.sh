#!/bin/sh
# Makes the virtual environments: `sh local/setup.sh` .venv, with `sam` .venv-sam (the SAM command), with
# `checks` .venv-checks (what `make audit` runs), `clients` .venv-clients (what `make clients` runs), `node` .venv-node.
# Does nothing, at once, when they are up to date. Needs Python 3.11, 3.12 or 3.13; the newest that works is taken.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
  sam) folder=.venv-sam lock=requirements-sam.txt what="the SAM command" ;;
  clients) folder=.venv-clients lock=requirements-clients.txt what="what makes the clients" ;;
  node) folder=.venv-node lock=requirements-node.txt what="Node.js" ;;
  checks) folder=.venv-checks lock=requirements-checks.txt what="the security checks" ;;
  *) folder=.venv lock=requirements-dev.txt what="Groundswell's packages" ;;
esac
stamp="$folder/.installed"

if [ -f "$stamp" ] && [ "$stamp" -nt "$lock" ] && "$folder/bin/python" -c "" 2>/dev/null; then
  exit 0
fi
if [ -f "$stamp" ] && cmp -s "$lock" "$stamp" && "$folder/bin/python" -c "" 2>/dev/null; then
  touch "$stamp"
  exit 0
fi

# A pyenv shim may exist and not work, so each candidate is run. Its ensurepip is what venv needs.
works() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

find_python() {
  for version in 3.13 3.12 3.11; do
    for candidate in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python \
      /usr/local/bin/"python$version" /usr/bin/"python$version" /opt/homebrew/bin/"python$version"; do
      if works "$candidate"; then echo "$candidate"; return; fi
    done
  done
  for candidate in python3 python; do
    if works "$candidate"; then echo "$candidate"; return; fi
  done
}

if [ -x "$folder/bin/python" ] && works "$folder/bin/python"; then
  echo "Updating $what in $folder …"
else
  python="${PYTHON:-$(find_python)}"
  if [ -z "$python" ] || ! works "$python"; then
    echo "Groundswell needs Python 3.11, 3.12 or 3.13 with its venv module, and none was found that works." >&2
    echo "Debian and Ubuntu: apt-get install python3-venv. Others: https://www.python.org/downloads/" >&2
    exit 1
  fi
  echo "Making $folder with $("$python" --version) and installing $what (a minute or two, once) …"
  rm -rf "$folder"
  "$python" -m venv "$folder"
fi

# The lock files hold every package, so nobody need look for dependencies. uv is several times quicker than pip, but knows
# nothing of pip's settings: where it finds no packages, pip does it.
locked="--quiet --no-deps --require-hashes"
by_pip() { "$folder/bin/python" -m pip install --disable-pip-version-check $locked --requirement "$1"; }
by_uv() { .venv/bin/uv pip install $locked --python "$folder/bin/python" --requirement "$lock"; }
if [ "$folder" = .venv ]; then by_pip requirements-uv.txt >/dev/null 2>&1 || true; fi
if ! { by_uv || by_pip "$lock"; } 2>"$folder/install.log"; then
  tail -n 5 "$folder/install.log" >&2
  echo "The packages could not be installed. The whole story: $folder/install.log" >&2
  echo "Without access to PyPI, tell pip about a mirror (pip config set global.index-url …), then try again." >&2
  exit 1
fi
cp "$lock" "$stamp"
echo "Done."
