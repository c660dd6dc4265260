#!/bin/bash
# Cold starts of a program in four forms: JIT-compiled, ready to run, ready to run together with .NET (composite), native. Usage: bash tests/Better.Calendar.ColdStart/run.sh
set -eu
cd "$(dirname "$0")"
OUT=$(mktemp -d); trap 'rm -rf "$OUT"' EXIT
dotnet publish -c Release -o "$OUT/jit" >"$OUT/log" || { tail "$OUT/log"; exit 1; }
for kind in ready-to-run composite native; do
  dotnet publish -c Release -r linux-x64 -p:ColdStart=$kind -o "$OUT/$kind" >"$OUT/log" || { tail "$OUT/log"; exit 1; }
done
for kind in jit ready-to-run composite native; do echo "$kind:"; "$OUT/$kind/Better.Calendar.ColdStart"; done
