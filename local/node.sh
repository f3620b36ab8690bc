#!/bin/sh
# Runs a command that comes with Node.js (npm, npx, node), where it is called: with the machine's Node.js if that is 20 or
# newer, else with one from PyPI in .venv-node.
set -eu
home="$(cd "$(dirname "$0")/.." && pwd)"
if ! node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null || ! command -v npm >/dev/null; then
  sh "$home/local/setup.sh" node >&2
  PATH="$home/.venv-node/bin:$PATH"
fi
npm_config_update_notifier=false exec "$@"
