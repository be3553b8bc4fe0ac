#!/usr/bin/env bash
# Makes the packages under a version that nobody has seen before, and uses them as others would: a sample built on them alone, the tools installed.
set -euo pipefail
cd "$(dirname "$0")/.."

version=0.1.0-check.$(date +%s)
folder=$PWD/artifacts/packages
rm -rf "$folder"
dotnet pack Rex.sln -c Release -nologo -v quiet -warnaserror -p:Version="$version" -p:ContinuousIntegrationBuild=true -o "$folder"
REX_PACKAGES=$folder REX_PACKAGES_VERSION=$version dotnet test tests/Rex.Simulator.Tests --filter FullyQualifiedName~.Packaging.
