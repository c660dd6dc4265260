#!/bin/bash
# Runs eds_calendar in a D-Bus session of its own, with an empty calendar in a temporary home: eds.sh < COMMANDS
set -u
: "${RIG_DIR:?the folder given to install.sh}"
H=$(mktemp -d); trap 'rm -rf "$H"' EXIT
export HOME=$H XDG_DATA_HOME=$H/data XDG_CONFIG_HOME=$H/config XDG_CACHE_HOME=$H/cache XDG_RUNTIME_DIR=$H/run GSETTINGS_BACKEND=memory
mkdir -p -m 700 "$XDG_RUNTIME_DIR"
dbus-run-session -- "$RIG_DIR/evolution/eds_calendar" 2> "$H/errors" || { cat "$H/errors" >&2; exit 1; }
