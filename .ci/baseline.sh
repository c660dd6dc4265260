#!/bin/bash
# Packs the packages of an earlier commit, to compare later packages with.
# usage: baseline.sh COMMIT FEED     FEED: a folder; if this commit is packed there already, nothing is done
set -eu
cd "$(dirname "$0")/.."
[ $# = 2 ] || { sed -n '2,3p' "$0"; exit 2; }
commit=$(git rev-parse --verify "$1^{commit}") feed=$2
[ ! -f "$feed/$commit" ] || exit 0
mkdir -p "$feed"; feed=$(cd "$feed" && pwd)
tree=$(mktemp -d "${TMPDIR:-/tmp}/better-calendar-baseline.XXXXXX"); trap 'rm -rf "$tree"' EXIT
git clone --quiet --no-checkout "$PWD" "$tree/at"; git -C "$tree/at" checkout --quiet "$commit"
rm -f "$feed"/*
for project in "$tree"/at/src/*/*.csproj; do dotnet pack "$project" --configuration Release --output "$feed" -p:RunAnalyzers=false; done
touch "$feed/$commit"
