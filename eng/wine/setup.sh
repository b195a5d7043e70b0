#!/usr/bin/env bash
# Makes Windows' build of the pinned PowerShell run here, with Debian's Wine, Windows' .NET from NuGet, and a Wine prefix. Ends with 0 if that PowerShell has
# run a command. Otherwise, it says why not and ends with 1. This is for Linux on x64.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
prefix=$(bash eng/wine/prefix.sh)
mkdir -p "$prefix" out/wine

give_up() {
    printf 'NOT RUN: Windows'"'"' PowerShell under Wine (%s)\n' "$*"
    exit 1
}

# boot COMMAND...: runs one of Wine's own programs, without Mono and the HTML engine. Wine would ask to download these.
boot() {
    WINEPREFIX=$prefix WINEDEBUG=-all DISPLAY='' WINEDLLOVERRIDES=mscoree,mshtml= timeout 300 "$@" >/dev/null 2>&1
}

[ "$(uname -sm)" = 'Linux x86_64' ] || give_up 'this is not Linux on x64'
command -v script >/dev/null || give_up 'no command script; Debian has it in bsdutils'
if ! command -v wine >/dev/null || ! command -v wineserver >/dev/null; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || give_up 'no Wine, and only root can install it; Debian: wine wine64'
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wine wine64 >/dev/null || give_up 'Wine cannot be installed'
fi

dotnet tool restore --verbosity quiet >/dev/null || give_up 'PowerShell cannot be restored'
dotnet msbuild eng/wine/Frameworks.csproj -nologo -verbosity:quiet -restore -target:StageFrameworks || give_up 'Windows'"'"' .NET cannot be restored'

if [ ! -f "$prefix/ready" ]; then
    boot wineboot --init || give_up 'Wine cannot make a prefix'
    # Otherwise, a prefix of Debian's Wine claims to be Windows 7, which .NET does not accept.
    boot wine winecfg -v win10 || give_up 'Wine cannot be told to be Windows 10'
    touch "$prefix/ready"
fi

# A first start can be slow. A second one shows whether that was the reason.
answer=$root/out/wine/answer.txt
for try in 1 2; do
    rm -f "$answer"
    timeout 300 bash eng/wine/pwsh.sh -NoLogo -NoProfile -NonInteractive -Command "[IO.File]::WriteAllText('Z:${answer//\//\\}', \"\$(\$PSVersionTable.PSVersion) \$IsWindows\")" >/dev/null 2>&1 || true
    if [ -s "$answer" ]; then
        printf 'Windows'"'"' PowerShell under Wine: %s\n' "$(cat "$answer")"
        exit 0
    fi
done
give_up 'Wine is here, but that PowerShell does not run'
