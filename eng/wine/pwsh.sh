#!/usr/bin/env bash
# Runs Windows' build of the pinned PowerShell under Wine, with the given arguments. Their paths are Windows paths (Z:\ is this machine's root). setup.sh makes
# everything that it needs. PowerShell's output is a terminal's, and its exit code means nothing. So let it write what you want to know to a file.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -nE '/"powershell"/,/}/s/.*"version": *"([^"]+)".*/\1/p' "$root/.config/dotnet-tools.json")
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}

WINEPREFIX=$(bash "$root/eng/wine/prefix.sh")
export WINEPREFIX WINEDEBUG=-all DISPLAY='' NO_COLOR=1
export DOTNET_ROOT="Z:${root//\//\\}\\out\\wine\\dotnet"
unset DOTNET_ROOT_X64
# .NET maps memory twice to keep code from being writable. Wine does not support this, and .NET fails with "Internal CLR error (0x80131506)".
export DOTNET_EnableWriteXorExecute=0

# Without a terminal, Windows' PowerShell ends at once under Wine, with exit code 0. It has then run nothing.
printf -v command '%q ' wine "$packages/powershell/$version/tools/net10.0/any/win/pwsh.exe" "$@"
SHELL=/bin/bash exec script --quiet --return --command "$command" /dev/null </dev/null
