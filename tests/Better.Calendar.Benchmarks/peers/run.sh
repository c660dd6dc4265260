#!/bin/bash
# Builds the peers and prints the table of letters and feeds: bash tests/Better.Calendar.Benchmarks/peers/run.sh [DIR]
# Each peer shows its first letter for the word show, in the folder of the work: letters show.
# Needs Debian 12, root (apt) and Node; DIR (default $RIG_DIR, else a folder of its own in /var/tmp) takes what is installed.
set -eu
H=$(cd "$(dirname "$0")"; pwd); ROOT=$(cd "$H/../../.."; pwd)
D=${1:-${RIG_DIR:-/var/tmp/better-calendar-rig}}; WORK=$D/benchmarks
bash "$ROOT/tests/peers/install.sh" "$D" parsers >&2
mkdir -p "$WORK"
if ! cmp -s "$H/package.json" "$WORK/package.json"; then
  cp "$H/package.json" "$WORK/"
  (cd "$WORK" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts --no-progress >&2)
fi
gcc -O2 -w "$H/letters.c" -o "$WORK/letters" -lical
printf '%s\t%s\n' \
  'C: libical, MIME by hand' "$WORK/letters" \
  'Node: ical-generator, nodemailer' "env PEERS_MODULES=$WORK node $H/letters.mjs ical-generator" \
  'Node: ics, nodemailer' "env PEERS_MODULES=$WORK node $H/letters.mjs ics" \
  'Python: icalendar, email' "/usr/bin/python3 $H/letters.py" >"$WORK/peers.txt"
exec dotnet run -c Release --project "$H/.." -- peers "$WORK"
