#!/usr/bin/env bash
# How long `rex lint` takes for a thousand documents on one core, start-up included, beside kubectl on the same files.
# kubectl asks an API server which kinds there are, even with --dry-run=client: it is measured only where KUBECONFIG names one that has Argo's kinds.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build src/Rex.Host -c Release -nologo -v quiet >&2

documents=0
round=0
while [ "$documents" -lt 1000 ]; do
  for file in tests/Rex.Host.Tests/Linting/Corpus/*/*.yaml; do
    [ "$documents" -lt 1000 ] || break
    cp "$file" "$folder/$round-$(basename "$(dirname "$file")")-$(basename "$file")"
    documents=$((documents + 1 + $(grep -c '^---' "$file" || true)))
  done
  round=$((round + 1))
done
echo "$documents documents in $(ls "$folder" | wc -l) files, $(cat "$folder"/* | wc -c) bytes"

# measure NAME COMMAND…: the quickest of five runs on one core, in seconds on the clock and of the processor.
measure() {
  local name=$1
  shift
  for _ in 1 2 3 4 5; do
    { TIMEFORMAT='%R %U %S'; time taskset -c 0 "$@" >/dev/null 2>&1 || true; } 2>&1
  done | sort -n | head -n 1 | awk -v name="$name" '{ printf "%-40s %6.2f s, %6.2f s of the processor\n", name, $1, $2 + $3 }'
}

measure "rex lint" src/Rex.Host/bin/Release/net10.0/rex lint "$folder"
if [ -n "${KUBECONFIG:-}" ] && command -v kubectl >/dev/null; then
  measure "kubectl create --dry-run=client" kubectl create --dry-run=client -f "$folder"
  measure "the same with --validate=false" kubectl create --dry-run=client --validate=false -f "$folder"
else
  echo "kubectl: not measured, KUBECONFIG names no API server"
fi
