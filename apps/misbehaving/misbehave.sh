#!/bin/sh
# An app that does what an app must not do; the first argument says what. Everything it needs is busybox.

finish() { printf '{"deterministic-output-path":"%s"}\n' "$1" >/iexec_out/computed.json; }

case $1 in
    well) shift; printf '%s\n' "$*" >/iexec_out/result.txt; finish /iexec_out/result.txt ;;
    environment) env | grep '^IEXEC_' | sort >/iexec_out/result.txt; finish /iexec_out/result.txt ;;
    exit) echo "failing on purpose" >&2; exit "${2:-1}" ;;
    never-ends) while :; do sleep 1; done ;;
    no-computed-json) echo lost >/iexec_out/result.txt ;;
    broken-computed-json) echo 'not json' >/iexec_out/computed.json ;;
    missing-result) finish /iexec_out/nowhere ;;
    outside-result) finish /etc/../bin/busybox ;;
    link-result) ln -s /etc/passwd /iexec_out/result.txt; finish /iexec_out/result.txt ;;
    every-replica-differs) head -c 32 /dev/urandom | sha256sum >/iexec_out/result.txt; finish /iexec_out/result.txt ;;
    big-output) head -c "$((${2:-2048} * 1024 * 1024))" /dev/zero >/iexec_out/result.bin; finish /iexec_out/result.bin ;;
    many-files) seq "${2:-1000000}" | while read -r i; do : >"/iexec_out/$i"; done; finish /iexec_out ;;
    noisy) yes "${2:-noise}" ;;
    memory) tail /dev/zero ;;
    forks) bomb() { bomb | bomb & }; bomb; while :; do sleep 1; done ;;
    write-root) echo intruder >/intruder ;;
    network) wget -q -T 5 -O /iexec_out/result.txt "$2"; finish /iexec_out/result.txt ;;
    *) echo "unknown behaviour: $1" >&2; exit 64 ;;
esac
