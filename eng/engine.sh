# The Docker Engine: is there one, and one of our own for the tests where there is none.

engine_host() { printf '%s\n' "${DOCKER_HOST:-unix:///var/run/docker.sock}"; }

engine_answers() { node "$ROOT/eng/engine-answers.mjs" "${1:-$(engine_host)}" 2>/dev/null; }

# Fails early, with the way out, when no Engine answers and none can be started.
need_engine() {
    engine_answers && return
    [ -z "${DOCKER_HOST:-}" ] || die "DOCKER_HOST is $DOCKER_HOST, but no Docker Engine answers there. Start it, or unset DOCKER_HOST."
    [ "$(id -u)" = 0 ] || die "no Docker Engine answers at $(engine_host), and starting one needs root. Run as root, start one, or set DOCKER_HOST."
}

# Starts dockerd for the tests when no Engine answers. Its place depends only on the clone,
# so that an Engine left by a killed run is found, used and stopped by the next one.
start_engine() {
    engine_answers && return
    need_engine
    ENGINE_RUN=/run/iexec-test-$(printf '%s' "$ROOT" | cksum | cut -d' ' -f1)
    export DOCKER_HOST=unix://$ENGINE_RUN/docker.sock
    trap stop_engine EXIT
    engine_answers && return
    mkdir -p "$ENGINE_RUN"
    # A pid file that outlived its process may name a stranger, which dockerd would take for itself.
    rm -f "$ENGINE_RUN/docker.pid" "$ENGINE_RUN/exec/containerd/containerd.pid"
    say "Starting a Docker Engine for the tests"
    setsid dockerd --host "$DOCKER_HOST" --exec-root "$ENGINE_RUN/exec" --pidfile "$ENGINE_RUN/docker.pid" \
        --data-root "$STATE/engine" >"$STATE/logs/dockerd.log" 2>&1 </dev/null 9>&- &
    local dockerd=$! tries
    for tries in $(seq 150); do
        engine_answers && return
        kill -0 $dockerd 2>/dev/null || break
        sleep 0.2
    done
    tail -n 20 "$STATE/logs/dockerd.log" >&2
    die "dockerd did not start (the whole log: $STATE/logs/dockerd.log)"
}

stop_engine() {
    local pid tries
    pid=$(cat "$ENGINE_RUN/docker.pid" 2>/dev/null) || return 0
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ] || return 0
    kill "$pid"
    for tries in $(seq 150); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
    rm -rf "$ENGINE_RUN"
}
