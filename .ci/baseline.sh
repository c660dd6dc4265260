#!/bin/bash
# Compares the public API of the packages with that of the commit in .ci/baseline-commit.
# usage: baseline.sh compare [ARGUMENT...]   packs all packages with these arguments of 'dotnet pack', and fails at a breaking change
#        baseline.sh pack COMMIT FOLDER      packs the packages of a commit; if the folder has them already, nothing is done
#
# RIG_DIR   keeps the packages of the baseline in its folder 'baseline' (default: /var/tmp/better-calendar-rig)
# OUT       where to create the folder with the compared packages (default: /tmp)
set -eu
cd "$(dirname "$0")/.."

# The assemblies alone matter, so the packages have no documentation, symbols and bill of materials.
pack() {
  local commit feed project package
  if ! commit=$(git rev-parse --verify --quiet "$1^{commit}"); then
    # a clone of the last commits alone has nothing to compare with
    [ "$(git rev-parse --is-shallow-repository)" = false ] || { echo "skipped: this clone is shallow and has no commit $1"; exit 0; }
    echo "The commit $1 is not in this clone; fetch it."; exit 1
  fi
  feed=$2
  [ ! -f "$feed/$commit" ] || return 0
  mkdir -p "$feed"; feed=$(cd "$feed" && pwd); rm -f "$feed"/*
  # not local: the trap reads it when the script ends
  tree=$(mktemp -d "${TMPDIR:-/tmp}/better-calendar-baseline.XXXXXX"); trap 'rm -rf "$tree"' EXIT
  git clone --quiet --no-checkout "$PWD" "$tree/at"; git -C "$tree/at" checkout --quiet "$commit"
  echo '<Project />' > "$tree/at/src/Directory.Build.targets"
  for project in "$tree"/at/src/*/*.csproj; do
    dotnet pack "$project" --configuration Release --output "$feed" -p:RunAnalyzers=false -p:GenerateDocumentationFile=false \
      -p:IncludeSymbols=false -p:EnablePackageValidation=false -p:NuGetAudit=false
  done
  # without the version, so that a project finds its baseline by its name
  for package in "$feed"/*.nupkg; do mv "$package" "$(echo "$package" | sed 's/\.[0-9][^/]*$//').nupkg"; done
  touch "$feed/$commit"
}

compare() {
  local commit feed old name out
  commit=$(head -n 1 .ci/baseline-commit) feed=${RIG_DIR:-/var/tmp/better-calendar-rig}/baseline/$(head -n 1 .ci/baseline-commit)
  pack "$commit" "$feed"
  out=$(mktemp -d "${OUT:-${TMPDIR:-/tmp}}/better-calendar-compared.XXXXXX")
  for old in "$feed"/*.nupkg; do
    name=$(basename "$old" .nupkg)
    [ -f "src/$name/$name.csproj" ] || { echo "$name is no longer packed"; exit 1; }
    echo "$name compared with $commit"
    dotnet pack "src/$name" --configuration Release --output "$out" -p:BaselineFeed="$feed" "$@"
  done
  rm -rf "$out"
}

case ${1:-} in
  compare) shift; compare "$@" ;;
  pack) [ $# = 3 ] || { sed -n '2,8p' "$0"; exit 2; }; pack "$2" "$3" ;;
  *) sed -n '2,8p' "$0"; exit 2 ;;
esac
