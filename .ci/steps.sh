# Sourced by .ci/run and .ci/build in the root of the repository: functions for steps, test projects and the last line.
# DEADLINE   seconds for all steps together; only a step that hangs reaches it
# KEEP       not empty if the logs are kept even after a success
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
# no compiler server or build node may keep running with our output open
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
ROOT=$PWD
STEP_LIMIT=${STEP_LIMIT:-1800} # seconds for one step besides the tests; the slowest takes some 200 on two quiet processors
passed=0 failed=0 skipped=0 went_well=' '

# make_output PREFIX: the folder with logs, test results and packages
make_output() {
  KEEP=${OUT:-}; mkdir -p "${OUT:=${TMPDIR:-/tmp}}"
  OUT=$(mktemp -d "$(cd "$OUT" && pwd)/$1.XXXXXX") || exit 1
  export OUT ROOT
}

# within SECONDS COMMAND...: without a limit where there is no 'timeout' (macOS)
within() {
  local limit=$1; shift
  if command -v timeout >/dev/null; then timeout --kill-after=20 "$limit" "$@"; else "$@"; fi
}

# step NAME NEEDED,... COMMAND...: runs a command and logs its output; shows the end of the log if it fails or takes too long
step() {
  local name=$1 needs=$2 log=$OUT/$1.log start=$SECONDS limit=${LIMIT:-$STEP_LIMIT} left=$((DEADLINE - SECONDS)) code n; shift 2
  echo "== $name"
  [ $left -gt 0 ] || { echo '   FAILED: no time left'; failed=$((failed + 1)); return 1; }
  [ $left -ge $limit ] || limit=$left
  for n in ${needs//,/ }; do
    [[ $went_well == *" $n "* ]] || { echo "   FAILED: not run, because '$n' failed"; failed=$((failed + 1)); return 1; }
  done
  within "$limit" "$@" >"$log" 2>&1 </dev/null; code=$?
  if [ $code = 0 ]; then
    went_well+="$name "; passed=$((passed + 1)); echo "   ok, $((SECONDS - start)) s"
  else
    case $code in 124 | 137) n='took too long' ;; *) n="ended with $code" ;; esac
    echo "   FAILED: $n, after $((SECONDS - start)) s; the end of $log:"
    tail -n 40 "$log" | sed 's/^/   | /'
    failed=$((failed + 1)); return $code
  fi
}

# test_project NAME NEEDED,... [ARGUMENT...]: runs the tests of a project by 'dotnet test' with these arguments. The counts come from the
# results file; a missing file is a failure. The only limit is the deadline: long tests have time budgets of their own.
test_project() {
  local project=$1 needs=$2 results=$OUT/$1.trx code p f s; shift 2
  LIMIT=$DEADLINE step "$project" "$needs" dotnet test "tests/$project" --logger "trx;LogFileName=$results" "$@"
  code=$?
  # the step itself is not counted, only its tests, unless it failed although all its tests passed
  if [ $code = 0 ]; then passed=$((passed - 1)); else failed=$((failed - 1)); fi
  p=$(outcomes "$results" Passed) s=$(outcomes "$results" NotExecuted) f=$(outcomes "$results" '[^"]*')
  f=$((f - p - s))
  if [ "$p" = 0 ]; then echo "   FAILED: no test passed in $results"; failed=$((failed + 1)); return 1; fi
  echo "   $p passed, $f failed, $s skipped"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  if [ $code != 0 ] && [ "$f" = 0 ]; then echo '   FAILED: no test failed, but the run did'; failed=$((failed + 1)); fi
  return $code
}

# outcomes TRX OUTCOME: the number of results with this outcome; each is on a line of its own
outcomes() { [ -f "$1" ] || { echo 0; return; }; grep -c "<UnitTestResult [^>]* outcome=\"$2\"" "$1" || true; }

# test_projects NEEDED,... [ARGUMENT...]: runs all test projects
test_projects() {
  local project projects=0
  for project in tests/*/*.Tests.csproj; do
    [ -f "$project" ] || continue
    projects=$((projects + 1)); test_project "$(basename "$project" .csproj)" "$@"
    # a killed test project could not stop the servers that it had started
    case $? in 124 | 137) stop_servers ;; esac
  done
  [ $projects -gt 0 ] || { echo 'FAILED: no test project'; failed=$((failed + 1)); }
}
stop_servers() { :; }

# pack_all ROOT FEED [ARGUMENT...]: packs every project in src, the tool and the templates
pack_all() {
  local root=$1 feed=$2 project; shift 2
  for project in "$root"/src/*/*.csproj "$root"/samples/{InviteConsole,Templates}/*.csproj; do
    dotnet pack "$project" --configuration Release --output "$feed" "$@" || return 1
  done
}
export -f pack_all

# prints the result as the last line; the exit status is 0 only if nothing failed
close() {
  echo "took $SECONDS s"
  if [ $failed = 0 ] && [ -z "$KEEP" ]; then rm -rf "$OUT"; else echo "logs and results: $OUT"; fi
  if [ $skipped = 0 ]; then echo "$passed passed, $failed failed"; else echo "$passed passed, $failed failed, $skipped skipped"; fi
  [ $failed = 0 ]
}
