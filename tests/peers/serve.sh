#!/bin/bash
# Starts and stops the servers for the tests. The ports are fixed: only one run of each is possible at a time on a machine.
#   serve.sh start mail DIR     Dovecot (IMAP 10143, LMTP 10024) and Postfix (submission 10587), mail and logs in DIR
#   serve.sh start cyrus DIR    Cyrus (CalDAV 18008, LMTP 11024), set up; an SMTP server (10026) stores the mails it sends in DIR/sent
#   serve.sh start queue DIR    RabbitMQ (AMQP 10672) and PostgreSQL (15432, user postgres, no password)
#   serve.sh again rabbit DIR   kills RabbitMQ and starts it again with its data; "again postgres DIR" does the same with PostgreSQL
#   serve.sh stop DIR           stops the servers that were started in DIR; the files stay
# The users postfix, vmail and cyrus must be able to enter DIR. "start" first stops what an interrupted run has left running in DIR, and empties DIR.
# All servers write their output to files in DIR and keep none of the caller's pipes open.
set -u
H=$(cd "$(dirname "$0")"; pwd)

runs() { { tr "\0" " " < "/proc/$1/cmdline" | grep -qF "$D"; } 2>/dev/null; } # alive, not a zombie, and started here: its command line names DIR

end() { # ends the process of a pid file
  local pid; pid=$(tr -dc 0-9 < "$1")
  [ -n "$pid" ] && runs "$pid" || return 0
  kill "$pid" 2>/dev/null
  for _ in $(seq 1200); do runs "$pid" || return 0; sleep .05; done
  kill -9 "$pid" 2>/dev/null
}

end_queue() { # the same for RabbitMQ, whose command line does not name DIR
  local pid; pid=$(tr -dc 0-9 < "$1")
  { tr "\0" " " < "/proc/$pid/cmdline" | grep -qE 'beam|epmd|rabbitmq'; } 2>/dev/null || return 0
  kill -9 "$pid" 2>/dev/null
  for _ in $(seq 600); do kill -0 "$pid" 2>/dev/null || return 0; sleep .05; done
}

stop() {
  [ -f "$D/postfix/etc/main.cf" ] && postfix -c "$D/postfix/etc" stop >/dev/null 2>&1
  [ -d "$D/postgres/data" ] && "$H/queue/pg.sh" stop "$D/postgres" 2>/dev/null
  for f in rabbit/pid rabbit/epmd.pid; do [ -s "$D/$f" ] && end_queue "$D/$f"; done
  for f in dovecot/run/master.pid cyrus/run/master.pid smtpd.pid devlog.pid; do [ -f "$D/$f" ] && end "$D/$f"; done
  return 0
}

start_mail() {
  "$H/dovecot/start.sh" "$D/dovecot" && "$H/postfix/start.sh" "$D/postfix" "$D/dovecot"
}

start_cyrus() {
  # Cyrus reports errors only to syslog
  [ -S /dev/log ] || { setsid python3 "$H/caldav/devlog.py" "$D/syslog" & echo $! > "$D/devlog.pid"; }
  setsid node "$H/smtp/smtpd.js" --port 10026 --dir "$D/sent" & echo $! > "$D/smtpd.pid"
  "$H/caldav/cyrus.sh" "$D/cyrus" && python3 "$H/caldav/cyrus_imip.py" setup \
    && for _ in $(seq 600); do (exec 3<>/dev/tcp/127.0.0.1/10026) 2>/dev/null && return 0; sleep .1; done
  tail -n 20 "$D/syslog" 2>/dev/null; return 1
}

start_queue() {
  "$H/queue/rabbit.sh" "$D/rabbit" && "$H/queue/pg.sh" "$D/postgres"
}

again_rabbit() {
  end_queue "$D/rabbit/pid"; "$H/queue/rabbit.sh" "$D/rabbit"
}

again_postgres() {
  "$H/queue/pg.sh" kill "$D/postgres"; "$H/queue/pg.sh" "$D/postgres"
}

case "${1:-} ${2:-}" in
  'again rabbit'|'again postgres')
    D=$(realpath -m "${3:?folder}"); "again_$2" >"$D/again.log" 2>&1 </dev/null || { cat "$D/again.log"; exit 1; } ;;
  'start mail'|'start cyrus'|'start queue')
    D=$(realpath -m "${3:?folder}"); stop; rm -rf "$D"; mkdir -p "$D"; chmod 755 "$D"
    "start_$2" >"$D/start.log" 2>&1 </dev/null || { cat "$D/start.log"; stop; exit 1; } ;;
  stop*) D=$(realpath -m "${2:?folder}"); stop ;;
  *) sed -n '2,7p' "$0"; exit 2 ;;
esac
