#!/usr/bin/env bash
# Says where this working copy's Wine prefix is: outside of it, since a prefix holds a link to the root of this machine, which whatever looks through all files here would follow.
root=$(cd "$(dirname "$0")/../.." && pwd)
printf '%s/psdpurge/wine-%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}" "$(printf %s "$root" | cksum | cut -d ' ' -f 1)"
