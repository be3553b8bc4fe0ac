#!/usr/bin/env bash
# Makes a real Kubernetes API server for tests: kube-apiserver and kube-controller-manager from Debian's source package of
# Kubernetes 1.20.2, and etcd from Debian's etcd-server. The last line printed is the folder that has them.
#
#   export KUBEBUILDER_ASSETS=$(eng/build-kubernetes.sh)
#
# They are made once, some minutes on two cores, into a cache folder outside the checkout; from then on a call is instant. Where
# KUBEBUILDER_ASSETS names a folder with kube-apiserver and etcd already, that one is taken and nothing is made.
# Everything but the answer goes to standard error. Exit codes: 0 there they are; 1 the build failed; 3 this machine cannot build
# them (not Debian 12, or a tool is missing and there are no rights to install it).
set -euo pipefail

version=1.20.2
recipe=2 # counts what is done to the source, so that binaries made otherwise are not taken for these
cores=2
cannot=3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/rex
target=$cache/kubernetes-$version-$recipe

say() { printf '%s\n' "$*" >&2; }

has_binaries() { [ -x "$1/kube-apiserver" ] && [ -x "$1/etcd" ]; }

found() {
  say "$1"
  printf '%s\n' "$2"
  exit 0
}

if [ -n "${KUBEBUILDER_ASSETS:-}" ] && has_binaries "$KUBEBUILDER_ASSETS"; then
  found "KUBEBUILDER_ASSETS is set and has kube-apiserver and etcd: nothing to do." "$KUBEBUILDER_ASSETS"
fi
has_binaries "$target" && found "Built before." "$target"

refuse() {
  say "Cannot build Kubernetes $version here: $*"
  say "Point KUBEBUILDER_ASSETS at a folder with kube-apiserver, etcd and, optionally, kube-controller-manager instead."
  exit $cannot
}

[ "$(uname -s)" = Linux ] && [ -r /etc/os-release ] || refuse "this is not Debian."
codename=$(. /etc/os-release && [ "${ID:-}" = debian ] && printf '%s' "${VERSION_CODENAME:-}") || refuse "this is not Debian."
command -v apt-get >/dev/null || refuse "there is no apt-get."

# What the build itself runs. Installed only where missing, which is all that needs root.
missing=()
for tool in go:golang-go rsync:rsync jq:jq make:make gcc:gcc dpkg-source:dpkg-dev flock:util-linux; do
  command -v "${tool%%:*}" >/dev/null || missing+=("${tool#*:}")
done
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" -ne 0 ]; then
  refuse "${missing[*]} would have to be installed, which needs root."
fi

mkdir -p "$cache"
exec 9>"$cache/kubernetes.lock"
if command -v flock >/dev/null; then
  flock 9
  has_binaries "$target" && found "Built by somebody else just now." "$target"
fi
# Nobody else builds while the lock is held: what lies there is of a build that was killed.
rm -rf "$cache"/kubernetes-building.*
work=$(mktemp -d "$cache/kubernetes-building.XXXXXX")
# Go's module cache is read-only; there should be none, but a clean-up that fails would hide why the build did.
trap 'chmod -R u+w "$work" 2>/dev/null || true; rm -rf "$work"' EXIT
making=
stop() {
  [ -z "$making" ] || { kill "$making" && wait "$making"; } 2>/dev/null || true
  exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM HUP

# The machine's own package sources stay as they are: apt gets a copy of the distribution's entries, switched on for source packages, and lists of its own.
mkdir -p "$work/apt/sources.list.d" "$work/apt/lists/partial" "$work/apt/archives/partial"
own_sources="$work/apt/sources.list.d/own"
shopt -s nullglob
for file in /etc/apt/sources.list.d/*.sources; do
  awk -v codename="$codename" '
    BEGIN { RS = ""; ORS = "\n\n"; own = "^(" codename "|" codename "-updates|" codename "-security)$" }
    {
      binary = 0; ours = 0; main = 0; enabled = 1; text = ""
      count = split($0, lines, "\n")
      for (i = 1; i <= count; i++) {
        line = lines[i]
        if (line ~ /^#/) continue
        words = split(line, word, /[ \t]+/)
        field = tolower(word[1])
        for (w = 2; w <= words; w++) {
          if (field == "types:" && word[w] == "deb") binary = 1
          if (field == "suites:" && word[w] ~ own) ours = 1
          if (field == "components:" && word[w] == "main") main = 1
          if (field == "enabled:" && tolower(word[w]) == "no") enabled = 0
        }
        text = text (text == "" ? "" : "\n") (field == "types:" ? "Types: deb deb-src" : line)
      }
      if (binary && ours && main && enabled) print text
    }' "$file" >>"$own_sources.sources"
done
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [ -r "$file" ] || continue
  awk -v codename="$codename" '
    $1 == "deb" {
      bare = $0
      sub(/\[[^]]*\]/, "", bare)
      words = split(bare, word, /[ \t]+/)
      ours = word[3] ~ ("^(" codename "|" codename "-updates|" codename "-security)$")
      main = 0
      for (w = 4; w <= words; w++) if (word[w] == "main") main = 1
      if (ours && main) { print; sub(/deb/, "deb-src"); print }
    }' "$file" >>"$own_sources.list"
done

apt=(-o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work/apt/sources.list.d" -o "Dir::State::lists=$work/apt/lists"
  -o "Dir::Cache::archives=$work/apt/archives" -o "Dir::Cache::pkgcache=" -o "Dir::Cache::srcpkgcache=" -o "APT::Sandbox::User=root")
export DEBIAN_FRONTEND=noninteractive

{
  say "Reading the distribution's package lists …"
  apt-get "${apt[@]}" -qq update
  source_version=$(apt-cache "${apt[@]}" showsrc --only-source kubernetes 2>/dev/null | awk '$1 == "Version:" { print $2 }' | grep -F "$version" | head -n 1 || true)
  [ -n "$source_version" ] || refuse "$codename has no source package of Kubernetes $version."

  if [ ${#missing[@]} -gt 0 ]; then
    say "Installing ${missing[*]} …"
    apt-get "${apt[@]}" -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
  fi

  # Unpacked, not installed: the package of etcd would start a service, and of the other one only the source is wanted.
  say "Fetching etcd and the source of Kubernetes $source_version …"
  mkdir "$work/fetched" "$work/unpacked" "$work/made"
  cd "$work/fetched"
  apt-get "${apt[@]}" -qq download etcd-server golang-github-modern-go-reflect2-dev
  for package in *.deb; do dpkg-deb -x "$package" "$work/unpacked"; done
  apt-get "${apt[@]}" -qq source "kubernetes=$source_version" >/dev/null

  mkdir "$work/temp"
  export TMPDIR=$work/temp GOPATH=$work/go GOCACHE=$work/go-build GOFLAGS=-p=$cores GOMAXPROCS=$cores GO111MODULE=off GOTOOLCHAIN=local GOPROXY=off
  tree=$GOPATH/src/k8s.io/kubernetes
  mkdir -p "$GOPATH/src/k8s.io"
  mv kubernetes-*/ "$tree"
  # The vendored copy reads the insides of Go's maps as they were before Go 1.18, and crashes at the first custom resource.
  rm -rf "$tree/vendor/github.com/modern-go/reflect2"
  cp -r "$work/unpacked/usr/share/gocode/src/github.com/modern-go/reflect2" "$tree/vendor/github.com/modern-go/"

  # Under newer versions of Go this comparison is true for every empty text that was read from JSON: it is then refused as null.
  validator=$tree/vendor/k8s.io/kube-openapi/pkg/validation/validate/type.go
  broken='data == nil || reflect.DeepEqual(reflect.Zero(reflect.TypeOf(data)), reflect.ValueOf(data))'
  grep -qF "$broken" "$validator"
  sed -i "s/$broken/data == nil/" "$validator"
  grep -qF 'if data == nil {' "$validator"

  say "Building kube-apiserver and kube-controller-manager …"
  cd "$tree"
  # Waited for and not called: a shell hears no signal while it calls something.
  make -j$cores WHAT="cmd/kube-apiserver cmd/kube-controller-manager" &
  making=$!
  wait "$making"
  making=

  install -s -m 755 _output/bin/kube-apiserver _output/bin/kube-controller-manager "$work/made/"
  install -m 755 "$work/unpacked/usr/bin/etcd" "$work/made/"
  for binary in kube-apiserver kube-controller-manager etcd; do
    "$work/made/$binary" --version
  done
} >&2 9>&-

mv -T "$work/made" "$target"
found "Built in $((SECONDS / 60)) min $((SECONDS % 60)) s." "$target"
