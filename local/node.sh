#!/bin/sh
# Runs a command that comes with Node.js (npm, npx, node), where it is called: with the machine's Node.js if Vite takes it
# (20.19, 22.12 or newer), else with one from PyPI in .venv-node.
set -eu
home="$(cd "$(dirname "$0")/.." && pwd)"
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null || ! command -v npm >/dev/null; then
  sh "$home/local/setup.sh" node >&2
  PATH="$home/.venv-node/bin:$PATH"
fi
npm_config_update_notifier=false exec "$@"
