# Builds the executable, and only when something it is made of has changed.

IEXEC=$ROOT/src/Iexec.Cli/bin/Release/net10.0/iexec.dll

# Path, size and time of every source file: cheap, and it changes when the build would.
sources_stamp() {
    { dotnet --version; find "$ROOT/src" "$ROOT/apps" "$ROOT/contracts" "$ROOT"/*.props "$ROOT/global.json" "$ROOT/.editorconfig" \
        \( -name bin -o -name obj -o -name node_modules -o -name out -o -name cache \) -prune -o \
        -type f -printf '%p %s %T@\n' | LC_ALL=C sort; } | cksum
}

# No build server may outlive the build.
build() {
    quietly "Building" "build-$(basename "$1")" \
        dotnet build "$1" --configuration Release --disable-build-servers --verbosity quiet
}

build_iexec() {
    local stamp
    stamp=$(sources_stamp)
    [ -f "$IEXEC" ] && [ "$(cat "$STATE/build.stamp" 2>/dev/null)" = "$stamp" ] && return
    rm -f "$STATE/build.stamp"
    build "$ROOT/src/Iexec.Cli/Iexec.Cli.csproj"
    printf '%s\n' "$stamp" >"$STATE/build.stamp"
}
