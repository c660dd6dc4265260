#!/bin/bash
# Installs what the named peers need. It prints little, and can be run again (0.1 s if nothing is missing). Needs root (apt) on Debian 12.
# usage: install.sh [DIR] PART...      PART: parsers readers smtp mail cyrus evolution html runtimes queue clock
#   DIR  is the folder for the npm modules, the compiled libical checker and the unpacked imapd of Cyrus. Default: $RIG_DIR.
#   Afterwards: export RIG_DIR=DIR
set -eu
H=$(cd "$(dirname "$0")"; pwd)
PARTS=' parsers readers smtp mail cyrus evolution html runtimes queue clock '
case "$PARTS" in *" ${1:-} "*) D=${RIG_DIR:-} ;; *) D=${1:-}; shift || true ;; esac
if [ -z "$D" ] || [ $# = 0 ]; then sed -n '2,5p' "$0"; exit 2; fi
for p in "$@"; do case "$PARTS" in *" $p "*) ;; *) echo "There is no part $p. The parts are:$PARTS"; exit 2 ;; esac; done
mkdir -p "$D"; D=$(cd "$D"; pwd); LOG=$D/install.log; : > "$LOG"
export DEBIAN_FRONTEND=noninteractive
quiet() { "$@" >>"$LOG" 2>&1 </dev/null || { echo "failed: $*"; tail -n 25 "$LOG"; exit 1; }; }

want=; npm=; cyrus=
for p in "$@"; do case $p in
  parsers) want+=' gcc libc6-dev libical-dev python3-icalendar python3-dateutil'; npm+=' parsers' ;;
  readers) want+=' g++ libkf5calendarcore-dev ruby ruby-icalendar python3-vobject python3-tz'; npm+=' readers' ;;
  smtp)    npm+=' smtp' ;;
  mail)    want+=' postfix dovecot-imapd dovecot-lmtpd dovecot-sieve openssl' ;;
  cyrus)   want+=' postfix cyrus-common cyrus-caldav sasl2-bin'; npm+=' smtp'; cyrus=1 ;; # postfix, because cyrus-common would install another MTA
  evolution) want+=' gcc libc6-dev pkg-config dbus evolution-data-server libecal2.0-dev' ;;
  html)    want+=' chromium'; npm+=' html' ;;
  queue)   want+=' rabbitmq-server'; ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || want+=' postgresql' ;;
  clock)   want+=' faketime' ;; # a clock that jumps, for one program
  runtimes) want+=' clang zlib1g-dev mono-devel curl' ;; # what tests/consumers/run.sh needs besides the SDK
esac; done

miss=$(for p in $want; do [ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || echo "$p"; done | sort -u)
updated=
update() { [ -n "$updated" ] || quiet apt-get -qq -o DPkg::Lock::Timeout=600 update; updated=1; }
if [ -n "$miss" ]; then
  case " $miss " in *postfix*) echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections ;; esac
  update; quiet apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends $miss
fi

# The package cyrus-imapd conflicts with Dovecot's: it is unpacked, not installed.
if [ -n "$cyrus" ] && [ ! -x /usr/lib/cyrus/bin/imapd ] && [ ! -x "$D/cyr/usr/lib/cyrus/bin/imapd" ]; then
  t=$(mktemp -d); chmod 777 "$t"; v=$(dpkg-query -W -f '${Version}' cyrus-common)
  ( cd "$t"; apt-get download -qq "cyrus-imapd=$v" >>"$LOG" 2>&1 ) || { update; ( cd "$t"; quiet apt-get download -qq "cyrus-imapd=$v" ); }
  rm -rf "$D/cyr"; dpkg -x "$t"/cyrus-imapd_*.deb "$D/cyr"; rm -rf "$t"
fi

for p in $(printf '%s\n' $npm | sort -u); do
  [ -d "$D/$p/node_modules" ] && cmp -s "$H/$p/package.json" "$D/$p/.installed.json" && continue
  command -v npm >/dev/null || { echo 'npm is missing. Install Node 20.11 or newer first.'; exit 1; }
  mkdir -p "$D/$p"; cp "$H/$p/package.json" "$D/$p/"
  ( cd "$D/$p"; quiet npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts --no-progress )
  cp "$H/$p/package.json" "$D/$p/.installed.json"
done

# Compared by content: the files of a new clone are always newer.
case " $* " in *' parsers '*)
  if [ ! -x "$D/parsers/libical_check" ] || ! cmp -s "$H/parsers/libical_check.c" "$D/parsers/.installed.c"; then
    mkdir -p "$D/parsers"
    quiet gcc -O1 -w "$H/parsers/libical_check.c" -o "$D/parsers/libical_check" -lical
    cp "$H/parsers/libical_check.c" "$D/parsers/.installed.c"
  fi ;;
esac
case " $* " in *' evolution '*)
  if [ ! -x "$D/evolution/eds_calendar" ] || ! cmp -s "$H/evolution/eds_calendar.c" "$D/evolution/.installed.c"; then
    mkdir -p "$D/evolution"
    quiet gcc -O1 -w "$H/evolution/eds_calendar.c" -o "$D/evolution/eds_calendar" $(pkg-config --cflags --libs libecal-2.0)
    cp "$H/evolution/eds_calendar.c" "$D/evolution/.installed.c"
  fi ;;
esac
case " $* " in *' readers '*)
  if [ ! -x "$D/readers/kde_calendar" ] || ! cmp -s "$H/readers/kde_calendar.cpp" "$D/readers/.installed.cpp"; then
    qt=/usr/include/$(gcc -print-multiarch)/qt5
    quiet g++ -O1 -w -fPIC "$H/readers/kde_calendar.cpp" -o "$D/readers/kde_calendar" \
      -I/usr/include/KF5/KCalendarCore -I"$qt" -I"$qt/QtCore" -I"$qt/QtGui" -lKF5CalendarCore -lQt5Core
    cp "$H/readers/kde_calendar.cpp" "$D/readers/.installed.cpp"
  fi ;;
esac
echo "ready: $* (RIG_DIR=$D)"
