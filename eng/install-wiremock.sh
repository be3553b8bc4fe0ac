#!/usr/bin/env bash
# Installs the standalone WireMock server for `rex-sim run --github wiremock`: the npm package wiremock, which carries its jar. The last
# line printed is the jar's path.
#
#   export REX_WIREMOCK_JAR=$(eng/install-wiremock.sh)
#
# It is installed once, into a cache folder outside the checkout; from then on a call is instant. Where REX_WIREMOCK_JAR names a file
# already, that one is taken and nothing is installed. Where Java or npm is missing, they are installed from the distribution's
# packages, which is all that needs root.
# Everything but the answer goes to standard error. Exit codes: 0 there it is; 1 the installation failed; 3 this machine cannot have it
# (Java or npm is missing, and it is not Debian or there are no rights to install them).
set -euo pipefail

version=3.13.2
cannot=3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/rex
target=$cache/wiremock-$version
jar=$target/node_modules/wiremock/build/wiremock-standalone-$version.jar

say() { printf '%s\n' "$*" >&2; }

found() {
  say "$1"
  printf '%s\n' "$2"
  exit 0
}

refuse() {
  say "Cannot have WireMock $version here: $*"
  say "Install Java 11 or later and point REX_WIREMOCK_JAR at the jar of a standalone WireMock server instead."
  exit $cannot
}

# What starts the jar, and what fetches it; the second only where it has not been fetched yet.
has_java() { command -v java >/dev/null || [ -x "${JAVA_HOME:-}/bin/java" ]; }
missing=()
has_java || missing+=(openjdk-17-jre-headless)
if [ -n "${REX_WIREMOCK_JAR:-}" ] && [ -f "$REX_WIREMOCK_JAR" ]; then
  has_java && found "REX_WIREMOCK_JAR is set and names a file: nothing to do." "$REX_WIREMOCK_JAR"
elif [ ! -f "$jar" ]; then
  command -v npm >/dev/null || missing+=(npm)
fi

if [ ${#missing[@]} -gt 0 ]; then
  [ -r /etc/os-release ] && (. /etc/os-release && [ "${ID:-}" = debian ]) || refuse "${missing[*]} is missing, and this is not Debian."
  command -v apt-get >/dev/null || refuse "${missing[*]} is missing, and there is no apt-get."
  [ "$(id -u)" -eq 0 ] || refuse "${missing[*]} would have to be installed, which needs root."
  say "Installing ${missing[*]} …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -qq update && apt-get -qq install -y --no-install-recommends "${missing[@]}"; } >&2 || {
    say "Installing ${missing[*]} failed."
    exit 1
  }
fi

if [ -n "${REX_WIREMOCK_JAR:-}" ] && [ -f "$REX_WIREMOCK_JAR" ]; then
  found "REX_WIREMOCK_JAR is set and names a file." "$REX_WIREMOCK_JAR"
fi
[ -f "$jar" ] && found "Installed before." "$jar"

mkdir -p "$cache"
exec 9>"$cache/wiremock.lock"
if command -v flock >/dev/null; then
  flock 9
  [ -f "$jar" ] && found "Installed by somebody else just now." "$jar"
fi
# Nobody else installs while the lock is held: what lies there is of an installation that was killed.
rm -rf "$cache"/wiremock-installing.* "$target"
work=$(mktemp -d "$cache/wiremock-installing.XXXXXX")
trap 'rm -rf "$work"' EXIT

say "Installing wiremock $version …"
# No script of a package is run: only the jar is wanted.
npm install --prefix "$work" --ignore-scripts --no-audit --no-fund --no-package-lock "wiremock@$version" >&2 9>&- || {
  say "Installing wiremock $version failed."
  exit 1
}
[ -f "$work/node_modules/wiremock/build/${jar##*/}" ] || {
  say "The package wiremock $version has no ${jar##*/}."
  exit 1
}
mv -T "$work" "$target"
found "Installed." "$jar"
