#!/bin/bash
# Cold starts as a host may ship its program: compiled as it runs, ready to run, the same with .NET in it (composite), native. bash tests/Better.Calendar.ColdStart/run.sh
set -eu
cd "$(dirname "$0")"
OUT=$(mktemp -d); trap 'rm -rf "$OUT"' EXIT
dotnet publish -c Release -o "$OUT/jit" >"$OUT/log" || { tail "$OUT/log"; exit 1; }
for kind in ready-to-run composite native; do
  dotnet publish -c Release -r linux-x64 -p:ColdStart=$kind -o "$OUT/$kind" >"$OUT/log" || { tail "$OUT/log"; exit 1; }
done
for kind in jit ready-to-run composite native; do echo "$kind:"; "$OUT/$kind/Better.Calendar.ColdStart"; done
