#!/bin/bash
# Builds the peers and prints the table of emails and feeds: bash tests/Better.Calendar.Benchmarks/peers/run.sh [DIR]
# With the argument show, in the folder of the input files, a peer prints its first email: emails show.
# Needs Debian 12, root (apt) and Node; DIR is the folder for what is installed (default $RIG_DIR, otherwise a folder in /var/tmp).
set -eu
H=$(cd "$(dirname "$0")"; pwd); ROOT=$(cd "$H/../../.."; pwd)
D=${1:-${RIG_DIR:-/var/tmp/better-calendar-rig}}; WORK=$D/benchmarks
bash "$ROOT/tests/peers/install.sh" "$D" parsers >&2
mkdir -p "$WORK"
if ! cmp -s "$H/package.json" "$WORK/package.json"; then
  cp "$H/package.json" "$WORK/"
  (cd "$WORK" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts --no-progress >&2)
fi
gcc -O2 -w "$H/emails.c" -o "$WORK/emails" -lical
printf '%s\t%s\n' \
  'C: libical, MIME by hand' "$WORK/emails" \
  'Node: ical-generator, nodemailer' "env PEERS_MODULES=$WORK node $H/emails.mjs ical-generator" \
  'Node: ics, nodemailer' "env PEERS_MODULES=$WORK node $H/emails.mjs ics" \
  'Python: icalendar, email' "/usr/bin/python3 $H/emails.py" >"$WORK/peers.txt"
exec dotnet run -c Release --project "$H/.." -- peers "$WORK"
