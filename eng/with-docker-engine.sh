#!/usr/bin/env bash
# Runs a command with a Docker Engine: the one that answers (DOCKER_HOST, or the machine's own), or one that is started for it, in a
# folder of its own, and ended afterwards. On Debian, as root, Debian's engine is installed where there is none.
#
#   eng/with-docker-engine.sh eng/k3s-stand-in.sh
#
# Exit codes: the command's; 3 if there is no engine and none can be had.
set -euo pipefail

cannot=3

say() { printf '%s\n' "$*" >&2; }

refuse() {
  say "There is no Docker Engine, and none can be had here: $*"
  exit $cannot
}

if command -v docker >/dev/null && docker version >/dev/null 2>&1; then
  exec "$@"
fi

missing=()
command -v dockerd >/dev/null || missing+=(docker.io iptables)
command -v busybox >/dev/null || missing+=(busybox-static)
[ "$(id -u)" -eq 0 ] || refuse "to start one needs root."
if [ ${#missing[@]} -gt 0 ]; then
  [ -r /etc/os-release ] && (. /etc/os-release && [ "${ID:-}" = debian ]) || refuse "${missing[*]} is missing, and this is not Debian."
  say "Installing ${missing[*]} …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -qq update && apt-get -qq install -y --no-install-recommends "${missing[@]}"; } >&2 || refuse "${missing[*]} could not be installed."
fi

folder=$(mktemp -d)
dockerd --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" -H "unix://$folder/docker.sock" >"$folder/log" 2>&1 &
engine=$!
stop() {
  kill "$engine" 2>/dev/null || true
  wait "$engine" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
export DOCKER_HOST=unix://$folder/docker.sock
for _ in $(seq 120); do
  docker version >/dev/null 2>&1 && break
  kill -0 "$engine" 2>/dev/null || refuse "it ended at its start: $(tail -n 3 "$folder/log")"
  sleep 0.5
done
docker version >/dev/null 2>&1 || refuse "it was not ready after a minute: $(tail -n 3 "$folder/log")"
"$@"
