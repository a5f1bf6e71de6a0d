# Installs what is missing: Debian packages and the npm packages pinned by package-lock.json.

need_tools() {
    have dotnet || die "the .NET 10 SDK is missing; see https://dotnet.microsoft.com/download"
    dotnet --version >/dev/null 2>&1 || die "$(cd "$ROOT" && dotnet --version 2>&1 | head -n 3)"
    have node && have npm || die "node and npm are missing; install Node.js 20 or later"
}

# Prints the Debian packages among those asked for that this machine still lacks.
missing_packages() {
    local package
    for package; do
        case $package in
            docker.io) engine_answers || have dockerd ;;
            docker-registry) have docker-registry ;;
            postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
            busybox-static) have busybox || [ -x /bin/busybox ] ;;
        esac || printf '%s\n' "$package"
    done
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" != 0 ] || ! have apt-get; then
        die "missing: ${missing[*]}. As root on Debian: apt-get install --no-install-recommends ${missing[*]}"
    fi
    quietly "Installing ${missing[*]}" apt apt_install "${missing[@]}"
}

# Services must not start by themselves: `iexec up` starts its own and stops them again.
apt_install() (
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
        chmod 755 /usr/sbin/policy-rc.d
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    fi
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a
    # An unreachable third-party source is no reason to stop: the installation says what is really missing.
    apt-get -o DPkg::Lock::Timeout=300 update || true
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
)

install_npm() {
    local stamp=$ROOT/node_modules/.stamp sum
    sum=$(cksum <"$ROOT/package-lock.json") || die "package-lock.json is missing"
    [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return
    quietly "Installing npm packages" npm \
        npm --prefix "$ROOT" ci --ignore-scripts --no-audit --no-fund --no-progress
    printf '%s\n' "$sum" >"$stamp"
}
