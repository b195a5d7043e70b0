#!/usr/bin/env bash
# Prints the path of this working copy's Wine prefix. It is outside of the working copy, because a prefix contains a link to the root of this machine. A program
# that looks through all files here would follow that link.
root=$(cd "$(dirname "$0")/../.." && pwd)
printf '%s/psdpurge/wine-%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}" "$(printf %s "$root" | cksum | cut -d ' ' -f 1)"
