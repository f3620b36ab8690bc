#!/bin/sh
# Finds Chromium for the console's tests; on Debian and Ubuntu root installs it where there is none.
set -eu
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the console's tests …"
  apt-get update -qq >/dev/null 2>&1 || true
  for name in chromium-headless-shell chromium; do
    if DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends -y "$name" >/dev/null 2>&1; then exit 0; fi
  done
fi
echo "The console's tests need Chromium; they are left out. On Debian and Ubuntu: sudo apt-get install chromium-headless-shell" >&2
