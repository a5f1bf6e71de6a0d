# Runs the tests and adds up what they say.

PASSED=0 FAILED=0 SKIPPED=0

# count NAME PASSED FAILED SKIPPED LOG: one line for each suite, and the log of one that failed.
count() {
    [ "$3" -eq 0 ] || cat "$5"
    say "$1: $2 passed, $3 failed, $4 skipped"
    PASSED=$((PASSED + $2)) FAILED=$((FAILED + $3)) SKIPPED=$((SKIPPED + $4))
}

csharp_tests() {
    local project
    rm -rf "$STATE/results"
    for project in "$ROOT"/tests/*.Tests; do
        csharp_suite "$(basename "$project")" "$1" "$2"
    done
}

# Reads the counters of the results file. A run that broke off counts as a failure whatever it counted.
csharp_suite() {
    local name=$1 log=$STATE/logs/$1.log results=$STATE/results/$1.trx filter='' status=0
    local counters total executed passed failed
    [ -z "$2" ] || filter='Category!=Integration'
    [ -z "$3" ] || filter="${filter:+$filter&}FullyQualifiedName~$3"
    dotnet test "$ROOT/tests/$name/bin/Release/net10.0/$name.dll" ${filter:+--filter "$filter"} \
        --logger "trx;LogFileName=$name.trx" --logger 'console;verbosity=minimal' --results-directory "$STATE/results" \
        --blame-hang-timeout 10m --blame-hang-dump-type none >"$log" 2>&1 </dev/null || status=$?
    counters=$(grep -o '<Counters [^>]*' "$results" 2>/dev/null || true)
    total=$(counter total) executed=$(counter executed) passed=$(counter passed)
    failed=$((executed - passed))
    [ $status -eq 0 ] || [ $failed -gt 0 ] || failed=1
    count "$name" "$passed" "$failed" $((total - executed)) "$log"
}

counter() {
    local value=${counters##* "$1"=\"}
    [ "$value" = "$counters" ] && value=0
    printf '%s' "${value%%\"*}"
}

solidity_tests() {
    local log=$STATE/logs/forge.log status=0 passed failed skipped
    if [ -z "$2" ]; then
        script_test 'contracts/build --check'
        script_test 'bench/run gas --check'
        [ -n "$1" ] || script_test contracts/coverage
        interface_test
    fi
    (cd "$ROOT/contracts" && forge_test ${2:+--match-contract "$2"}) >"$log" 2>&1 </dev/null || status=$?
    passed=$(forge_sum passed) failed=$(forge_sum failed) skipped=$(forge_sum skipped)
    [ $status -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    count contracts "$passed" "$failed" "$skipped" "$log"
}

# One test that is a script: the artifacts that the C# is built from are what the sources compile to, no call has become
# dearer, nearly all of the contracts is tested.
script_test() {
    local name=${1%% *}
    local log=$STATE/logs/${name//\//-}.log
    if "$ROOT"/$1 >"$log" 2>&1 </dev/null; then
        count "$1" 1 0 0 "$log"
    else
        count "$1" 0 1 0 "$log"
    fi
}

forge_test() { "$ROOT/node_modules/.bin/forge" test --color never "$@"; }

# From forge's last line: "Ran 9 test suites in 1s (2s CPU time): 101 tests passed, 0 failed, 0 skipped (101 total tests)".
forge_sum() {
    local sum
    sum=$(grep -E '^Ran [0-9]+ test suites? in' "$log" | tail -n 1 | grep -oE "[0-9]+ (tests )?$1" || true)
    printf '%s' "${sum%% *}" | grep . || printf 0
}

# Every function, event and error of the published interface is answered; skipped where its description is absent.
interface_test() {
    local log=$STATE/logs/interface.log status=0 passed failed skipped
    (cd "$ROOT/contracts" && node --test --test-reporter=tap test/) >"$log" 2>&1 </dev/null || status=$?
    passed=$(tap_sum pass) failed=$(tap_sum fail) skipped=$(tap_sum skipped)
    [ $status -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    count 'published interface' "$passed" "$failed" "$skipped" "$log"
}

tap_sum() {
    local line
    line=$(grep -E "^# $1 [0-9]+$" "$log" | tail -n 1 || true)
    printf '%s' "${line##* }" | grep . || printf 0
}
