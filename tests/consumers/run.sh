#!/bin/bash
# The packages as their users get them: from a feed, outside the repository, with a package folder of their own. Each program is built
# and run, and the parsers (tests/peers/parsers) and our own validator check what it writes.
# usage: run.sh FEED DIR [NAME...]     without names: all; "run.sh names" prints the names
#   FEED  the folder of 'dotnet pack'; DIR is new, or was used by an earlier run with other names
# Needs the .NET SDK and RIG_DIR (tests/peers/install.sh parsers); native and nativeweb: clang and zlib1g-dev; framework: mono-devel.
set -eu
NAMES='console net8 web worker trimmed native fsharp framework delivery site nativeweb tool templates'
[ "${1:-}" != names ] || { echo "$NAMES"; exit 0; }
HERE=$(cd "$(dirname "$0")"; pwd); ROOT=$(cd "$HERE/../.."; pwd)
[ $# -ge 2 ] || { sed -n '4,6p' "$0"; exit 2; }
FEED=$(realpath "$1"); mkdir -p "$2"; DIR=$(realpath "$2"); shift 2
[ $# -gt 0 ] || set -- $NAMES
shopt -s nullglob
packages=("$FEED"/Better.Calendar.[0-9]*.nupkg)
[ ${#packages[@]} = 1 ] || { echo "$FEED must contain exactly one Better.Calendar package; it contains: ${packages[*]:-none}"; exit 1; }
VERSION=$(basename "${packages[0]}" .nupkg); VERSION=${VERSION#Better.Calendar.}
export BetterCalendarVersion=$VERSION NUGET_PACKAGES=$DIR/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
case $DIR/ in "$ROOT"/*) echo "$DIR is inside the repository, whose settings would reach the programs. Name a folder outside of it."; exit 2 ;; esac

VALIDATOR=$ROOT/samples/InviteConsole/bin/Release/net10.0/InviteConsole.dll
[ -f "$VALIDATOR" ] || (unset BetterCalendarVersion NUGET_PACKAGES; dotnet build --configuration Release "$ROOT/samples/InviteConsole")

cp -r "$HERE"/{Directory.Build.props,series.json} "$DIR"
cat >"$DIR/nuget.config" <<END
<configuration>
  <packageSources><add key="packed-here" value="$FEED" /></packageSources>
</configuration>
END

# check EMAILS: exactly so many emails, and one or more calendars, all without a violation
check() {
  local emails=(*.eml) calendars=(*.ics)
  [ ${#emails[@]} = "$1" ] && [ ${#calendars[@]} -ge 1 ] || { echo "wrote ${#emails[@]} emails instead of $1, and ${#calendars[@]} calendars instead of 1 or more"; return 1; }
  python3 "$ROOT/tests/peers/parsers/check.py" "${calendars[@]}" && dotnet "$VALIDATOR" check "${calendars[@]}" "${emails[@]}"
}

console() {
  cp "$ROOT/samples/QuickStart/Program.cs" . && dotnet build --output out && dotnet out/Consumer.dll && check 1 || return 1
  # the same bytes where the machine has no ICU, as in small containers
  mkdir without-icu && cd without-icu && DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet ../out/Consumer.dll && cmp kadri-1.eml ../kadri-1.eml
}

# a program for an older .NET uses the netstandard2.0 build; the installed runtime runs it
net8() {
  sed 's|<PropertyGroup>|&<TargetFramework>net8.0</TargetFramework><RollForward>Major</RollForward>|' "$HERE/console/Consumer.csproj" >Consumer.csproj &&
    cp "$ROOT/samples/QuickStart/Program.cs" . && dotnet build --output out && dotnet out/Consumer.dll && check 1
}

web() {
  dotnet build --output out || return 1
  local server address n code=1
  ASPNETCORE_URLS=http://127.0.0.1:0 dotnet out/Web.dll >server.log 2>&1 & server=$!
  for n in $(seq 100); do
    address=$(sed -n 's/.*Now listening on: //p' server.log); [ -z "$address" ] || break; sleep 0.1
  done
  if curl -fsS -o workshops.ics "$address/workshops.ics" && curl -fsS -o kadri-1.eml "$address/emails/1/kadri" && curl -fsS -o marta-2.eml "$address/emails/2/marta"; then
    check 2 && code=0
  fi
  [ "$(curl -s -o refused -w '%{http_code}' "$address/emails/2/kadri")" = 404 ] || code=1
  curl -fsS -o stream "$address/stream.ics" && cmp stream workshops.ics || code=1
  curl -fsS -o series.out "$address/series.json" && [ "$(curl -fsS --data-binary @series.out "$address/series.json")" = 'the same' ] || code=1
  [ "$(printf 'name,email\nUrve,urve@tartu.example\n' | curl -fsS --data-binary @- "$address/participants.csv")" = 1 ] || code=1
  [ "$(curl -fsS --data-binary @kadri-1.eml "$address/reply.eml")" = AutoReply ] || code=1
  kill $server; wait $server || true
  cat server.log
  return $code
}

worker() { dotnet build --output out && dotnet out/Worker.dll && check 3; }

# publish PROPERTY: no warning is allowed but those about Ical.Net, which is not annotated for trimming
publish() {
  dotnet publish --use-current-runtime --configuration Release -p:"$1"=true --output out 2>&1 | tee publish.log
  [ "${PIPESTATUS[0]}" = 0 ] && ! grep -E 'warning|error' publish.log | grep -v -E "IL(2104|3053): Assembly 'Ical.Net'"
}
trimmed() { cp -r "$HERE"/native/. . && publish PublishTrimmed && du -sh out && out/Native && check 1; }

# As native code, the first email takes at most FIRST_EMAIL_RATIO times as long as in the straightforward program, which does not use our
# package: both are run in turns, ten times each, and their shortest times are compared. No absolute time decides.
FIRST_EMAIL_RATIO=3
native() {
  publish PublishAot && ls -l out/Native && out/Native && check 1 || return 1
  version() { sed -n "s/.*Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$ROOT/Directory.Packages.props"; }
  cp -r "$HERE/native-straightforward" "$DIR"; cd "$DIR/native-straightforward" || return 1
  IcalNetVersion=$(version Ical.Net) MimeKitVersion=$(version MimeKit) NodaTimeVersion=$(version NodaTime) publish PublishAot || return 1
  first_email() { "$1" | sed -n 's/^first email: \(.*\) ms$/\1/p' >>"$2"; }
  local run
  for run in $(seq 10); do
    first_email ../native/out/Native ours; first_email out/NativeStraightforward straightforward
  done
  local ours straightforward; ours=$(sort -n ours | head -n 1) straightforward=$(sort -n straightforward | head -n 1)
  awk -v ours="$ours" -v other="$straightforward" -v most=$FIRST_EMAIL_RATIO 'BEGIN {
    printf "first email, best of ten: %s ms, and %s ms from the straightforward program: %.2f times as long (at most %s)\n", ours, other, ours / other, most
    exit !(ours > 0 && other > 0 && ours <= most * other)
  }'
}

fsharp() { sed -i "s|FEED|$FEED|; s|VERSION|$VERSION|" emails.fsx && dotnet fsi --quiet emails.fsx && check 1; }

# Mono instead of .NET Framework, which does not run on Linux
framework() { dotnet build --output out && mono out/Framework.exe && check 3; }

# restores the driver of its own store and no other: neither Npgsql nor RabbitMQ.Client
delivery() {
  dotnet build --output out || return 1
  ! grep -o -i -E '"(Npgsql|RabbitMQ\.Client|Better\.Calendar\.Delivery\.(PostgreSql|RabbitMq))/[^"]*"' obj/project.assets.json || return 1
  dotnet out/Delivery.dll && check 3
}

# visit PROGRAM: runs the small host (samples/MinimalHost) and is a participant: reads the email, responds on its page, subscribes. If
# there is a function 'ask', it asks for more, from $address.
visit() {
  local server address n link page code=1
  [ -f series.json ] || sed "s/2027-/$(($(date +%Y) + 1))-/" "$HERE/series.json" >series.json
  ASPNETCORE_URLS=http://127.0.0.1:0 BetterCalendar__PublicUrl=http://site.example/ "$@" >server.log 2>&1 & server=$!
  for n in $(seq 300); do
    address=$(sed -n 's/.*Now listening on: //p' server.log); emails=(out/mail/new/*)
    [ -z "$address" ] || [ ${#emails[@]} -lt 3 ] || break; sleep 0.1
  done
  if [ ${#emails[@]} = 3 ] && link=$(python3 "$HERE/rsvp_link.py" "${emails[0]}"); then
    page=$address/${link#http://site.example/}
    curl -fsS -o before.html "$page" && grep -q 'aria-pressed="false"' before.html && ! grep -q 'aria-pressed="true"' before.html &&
      [ "$(curl -sS -o response -w '%{http_code}' -H 'Origin: http://elsewhere.example' -d response=accepted -d sequence=0 "$page")" = 403 ] &&
      [ "$(curl -sS -o response -w '%{http_code}' -H 'Origin: http://site.example' -d response=accepted -d sequence=0 "$page")" = 303 ] &&
      curl -fsS -o after.html "$page" && grep -q 'value="accepted" aria-pressed="true"' after.html &&
      curl -fsS -o workshops.ics -D headers "$address/calendar/en.ics" && grep -qi '^etag: "' headers &&
      curl -fsS -o schedule.json "$address/schedule/hu.json" && python3 -m json.tool schedule.json >/dev/null &&
      [ "$(curl -fsS "$address/health")" = Healthy ] && { ! declare -F ask >/dev/null || ask; } && code=0
  fi
  kill $server; wait $server || true
  cat server.log
  ! grep -oE '/rsvp/[a-z2-7]+' server.log || { echo 'the log contains the address of an RSVP page'; code=1; }
  return $code
}

# The sample must stay small; lines of #region do not count.
site() {
  cp "$ROOT/samples/MinimalHost/Program.cs" . && [ "$(grep -cv '^#' Program.cs)" -le 25 ] && dotnet build --output built && visit dotnet built/Site.dll
}

# The small host as native code, with endpoints that read and write a series as JSON; our own errors are a validation problem (RFC 9457).
nativeweb() {
  sed 's/^app.MapBetterCalendar();/&\napp.MapSeries();/' "$ROOT/samples/MinimalHost/Program.cs" >Program.cs && grep -q MapSeries Program.cs || return 1
  publish PublishAot && ls -l out/NativeWeb || return 1
  ask() {
    curl -fsS -o series.out "$address/series" && python3 -m json.tool series.out >/dev/null && ! grep -q '"state"' series.out &&
      [ "$(curl -fsS -o again -w '%{http_code}' -H 'Content-Type: application/json' --data-binary @series.out "$address/series")" = 200 ] &&
      cmp series.out again &&
      sed 's/"PT1H30M"/"an hour"/g; s/@tartu.example/ at tartu/' series.out >wrong &&
      [ "$(curl -sS -o errors -w '%{http_code} %{content_type}' -H 'Content-Type: application/json' --data-binary @wrong "$address/series")" = '400 application/problem+json' ] &&
      python3 -c 'import json; errors = json.load(open("errors"))["errors"]; print(sorted(errors)); assert len(errors) == 3, errors'
  }
  visit out/NativeWeb && rename_emails && check 3
}

# the emails of a Maildir, by the names that 'check' expects
rename_emails() {
  local file n=0
  for file in out/mail/new/*; do n=$((n + 1)); cp "$file" "$n.eml"; done
}

# The console as a .NET tool, from the feed alone: it restores no other package. Then as in somebody's CI: the exit code decides.
tool() {
  printf '<configuration><packageSources><clear /><add key="packed-here" value="%s" /></packageSources></configuration>\n' "$FEED" >only.config
  dotnet tool install better-calendar --version "$VERSION" --tool-path installed --configfile only.config || return 1
  mkdir empty && cd empty || return 1
  # the program that starts a tool looks for .NET only where installers put it, and where this variable says
  DOTNET_ROOT=$(dotnet --list-runtimes | sed -n 's|^Microsoft.NETCore.App .*\[\(.*\)/shared/.*|\1|p' | tail -n 1); export DOTNET_ROOT
  calendar() { ../installed/better-calendar "$@"; }
  calendar --help | grep -q check && calendar init && [ -s series.json ] && calendar write --series series.json --store stored.json &&
    [ -s out/preview.html ] && calendar check out && calendar check out --json | python3 -m json.tool >/dev/null || return 1
  local code=0 email; email=$(echo out/emails/01-*.eml)
  sed 's/^DTSTART.*/DTSTART:yesterday/' out/*.ics >wrong.ics
  calendar check wrong.ics --sarif >wrong.sarif || code=$?
  [ $code = 1 ] && python3 -c 'import json; assert any(one["level"] == "error" for one in json.load(open("wrong.sarif"))["runs"][0]["results"])' || return 1
  code=0; calendar check no-such-file.ics || code=$?
  [ $code = 2 ] && cp out/*.ics "$email" .. && cd .. && check 1
}

# The templates, installed from the package: each is made, built with warnings as errors, and run.
templates() {
  new() { DOTNET_CLI_HOME=$PWD/home dotnet new "$@"; }
  new install "$FEED/Better.Calendar.Templates.$VERSION.nupkg" || return 1
  local name
  for name in console worker web; do
    new "bettercalendar-$name" --output "My.$name" && (cd "My.$name" && dotnet build -warnaserror --output built) || return 1
  done
  (cd My.console && dotnet built/My.console.dll && cp out/*.eml out/*.ics . && check 3 &&
    dotnet built/My.console.dll | grep '^0 emails') || return 1
  (cd My.worker && dotnet built/My.worker.dll --Delivery:Drain=true && cp ../My.console/out/series.ics . && rename_emails && check 3) || return 1
  (cd My.web && visit dotnet built/My.web.dll && rename_emails && check 3)
}

# The sample AspireHost, built where it lies, because it runs two other samples: the worker sends, the web host answers.
aspire() {
  local host=$ROOT/samples/AspireHost server n code=1
  unset BetterCalendarVersion NUGET_PACKAGES
  dotnet build --configuration Release "$host" && rm -rf "$host/out" || return 1
  setsid dotnet run --no-build --configuration Release --project "$host" >server.log 2>&1 & server=$!
  for n in $(seq 600); do
    emails=("$host"/out/mail/new/*)
    [ ${#emails[@]} -lt 2 ] || ! curl -fsS -o page.html http://localhost:5080/ 2>/dev/null || { code=0; break; }
    sleep 0.2
  done
  kill -- -$server; wait $server || true
  cat server.log; echo "${#emails[@]} emails"
  return $code
}

# Same input, same bytes, whatever runs the library. The others are compared with the first of these programs that was run.
compare() {
  local first=
  for one; do
    [ -f "$DIR/$one" ] || continue
    first=${first:-$one}
    cmp "$DIR/$first" "$DIR/$one" || return 1
  done
}

for name; do
  echo "== $name"
  mkdir "$DIR/$name"; [ ! -d "$HERE/$name" ] || cp -r "$HERE/$name/." "$DIR/$name"
  start=$SECONDS
  (cd "$DIR/$name" && $name) || { echo "$name: FAILED"; exit 1; }
  echo "$name: ok, $((SECONDS - start)) s"
done

cd "$DIR"
compare console/kadri-1.eml net8/kadri-1.eml trimmed/kadri-1.eml native/kadri-1.eml fsharp/kadri-1.eml
compare console/open-data.ics net8/open-data.ics trimmed/workshops.ics native/workshops.ics fsharp/workshops.ics
compare web/kadri-1.eml framework/kadri-1.eml
compare web/marta-2.eml framework/marta-2.eml
compare worker/workshops.ics framework/workshops.ics delivery/workshops.ics
echo 'all programs wrote the same bytes'
