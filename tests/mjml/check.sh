#!/bin/bash
# Compiles the blocks of the emails again and compares them with the committed ones: bash tests/mjml/check.sh
# Without npm it is skipped with the reason; in CI npm is required. Modules are kept in $RIG_DIR/mjml (default: a temporary folder).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v npm >/dev/null; then
  echo 'skipped: npm is not installed, so the MJML blocks are not compiled again'
  [ "${CI:-}" != true ] || exit 1
  exit 0
fi
rig=${RIG_DIR:-$(mktemp -d)}
mkdir -p "$rig/mjml"
if ! cmp -s "$here/package-lock.json" "$rig/mjml/package-lock.json" || [ ! -d "$rig/mjml/node_modules/mjml" ]; then
  cp "$here/package.json" "$rig/mjml/"
  rm -f "$rig/mjml/package-lock.json"; cp "$here/package-lock.json" "$rig/mjml/lock"
  (cd "$rig/mjml" && cp lock package-lock.json && npm ci --no-audit --no-fund --ignore-scripts)
fi
RIG_DIR=$rig node "$here/compile.mjs" --check
