#!/usr/bin/env bash
# Shows that --cluster k3s handles containers well: with the stand-in of K3s where no other image is named. Needs a Docker Engine
# (eng/with-docker-engine.sh) and what is built already.
#
#   eng/with-docker-engine.sh eng/k3s-check.sh [IMAGE] [SCENARIO…]
#
# Exit codes: 0 all passed; 3 there is no engine or no image; anything else is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

REX_K3S_IMAGE=${1:-$(eng/k3s-stand-in.sh)}
export REX_K3S_IMAGE
scenarios=("${@:2}")
[ ${#scenarios[@]} -gt 0 ] || scenarios=(g2-while-tess-runs rapid-pushes stuck-finalizer)
dotnet run --no-build --project simulator/Rex.Simulator -- run "${scenarios[@]}" --cluster k3s --k3s-image "$REX_K3S_IMAGE"
dotnet test tests/Rex.Simulator.Tests --no-build --filter FullyQualifiedName~K3s
