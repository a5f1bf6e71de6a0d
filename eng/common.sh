# Shared by ./demo and ./test: where things are, how to speak, one set-up at a time.
# Source it; it sets ROOT, STATE and PATH.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
STATE=$ROOT/.state
# dockerd and iptables live in sbin, which a plain `su` leaves out.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
mkdir -p "$STATE/logs"

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a step with its output in a log file, which is shown only when the step fails.
quietly() {
    local what=$1 log=$STATE/logs/$2.log
    shift 2
    say "$what"
    # A server that a step leaves behind must not inherit the lock.
    "$@" >"$log" 2>&1 </dev/null 9>&- && return
    tail -n 60 "$log" >&2
    die "failed: $what (the whole log: $log)"
}

# Two scripts started together install and build one after the other.
lock() { exec 9>"$STATE/setup.lock"; flock 9; }
unlock() { exec 9>&-; }
