#!/usr/bin/env bash
# Changes Rex.Core in some two thousand places, one at a time, and looks whether its tests notice; docs/quality.md says how and why.
# Ends with the score, and a non-zero exit code where it is below 90 %. Arguments go to Stryker: --mutate '**/Running/*.cs', --since:main, …
set -euo pipefail
cd "$(dirname "$0")/../tests/Rex.Core.Tests"

dotnet stryker --config-file Mutation/stryker-config.json --output ../../artifacts/mutation --skip-version-check "$@"
