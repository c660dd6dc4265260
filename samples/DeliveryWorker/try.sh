#!/bin/bash
# Two delivery workers on RabbitMQ and PostgreSQL, started for this trial in a temporary folder (root; tests/peers/install.sh DIR queue installs both).
set -eu
cd "$(dirname "$0")/../.."
W=$(mktemp -d); chmod 755 "$W"
trap 'tests/peers/serve.sh stop "$W/servers"; rm -rf "$W/servers"' EXIT
tests/peers/serve.sh start queue "$W/servers"
dotnet build samples/DeliveryWorker --output "$W/bin" >"$W/build.log" || { tail "$W/build.log"; exit 1; }
worker() {
  dotnet "$W/bin/DeliveryWorker.dll" --Delivery:PostgreSql='Host=127.0.0.1;Port=15432;Username=postgres;Database=postgres' \
    --Delivery:RabbitMq=amqp://guest@127.0.0.1:10672 --Delivery:Maildir="$W/mail" --Delivery:Drain=true "$@"
}
worker --Delivery:SeriesFile="$PWD/samples/InviteConsole/Data/better-thematic-event-3.json" --Delivery:EnqueueAt=2020-05-20T08:00:00Z &
worker & wait
echo "$(ls "$W/mail/new" | wc -l) emails are in $W/mail"
