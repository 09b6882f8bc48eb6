#!/usr/bin/env bash
# Runs the published program as the container does: as a user without rights, on a file system that is read-only but for the data folder
# and /tmp. What it cannot show is the image itself. Needs Linux, root (for the mounts) and the .NET SDK:
#   sudo tools/check-published.sh [FOLDER]    FOLDER is a finished publish; without it, one is made
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly nobody=65534

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# The second half runs as nobody inside of the read-only world that the first half makes.
if [[ "${1:-}" == --inside ]]; then
  program=$2 data=$3
  portal=(dotnet "$program/InfoEntraide.Web.dll")
  cd /
  [[ "$(id -u)" == "$nobody" ]] || fail "runs as $(id -u)"
  for place in "$program" / /var/tmp; do
    if (: >"$place/probe") 2>/dev/null; then fail "$place is writable"; fi
  done
  echo "ok: an unprivileged user, and nothing but the data and /tmp is writable"

  "${portal[@]}" migrate --dry-run
  "${portal[@]}" migrate
  "${portal[@]}" seed reference | tail -n 3
  if "${portal[@]}" healthcheck; then fail "healthcheck found a portal that does not run"; fi
  echo "ok: healthcheck says no while nothing runs"

  "${portal[@]}" >"$data/log" &
  pid=$!
  trap 'kill "$pid" 2>/dev/null || true' EXIT
  for ((i = 0; i < 60; i++)); do
    kill -0 "$pid" 2>/dev/null || { cat "$data/log"; fail "the portal ended"; }
    if "${portal[@]}" healthcheck; then break; fi
    sleep 1
  done
  "${portal[@]}" healthcheck
  echo "ok: healthcheck says yes"

  # Bash speaks HTTP well enough; the image has no curl either.
  for path in /fr '/de/gruppen?q=Depression&place=8001' /it/gruppi /en/groups '/api/v1/groups?q=deuil'; do
    exec 3<>"/dev/tcp/127.0.0.1/$PORTAL_PORT"
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3
    read -r _ status _ <&3
    exec 3>&-
    [[ "$status" == 200 ]] || fail "$path answers $status"
    echo "ok: $path"
  done

  kill -TERM "$pid"
  wait "$pid" || fail "the portal did not stop in order"
  trap - EXIT
  if grep -E '"Level":"(Error|Fatal)"' "$data/log"; then fail "errors in the log"; fi
  echo "ok: stops in order, no error in the log"
  exit 0
fi

((EUID == 0)) || fail "needs root to mount read-only"
work="$(mktemp -d -p /var/tmp)"
trap 'rm -rf "$work"' EXIT
if [[ -n "${1:-}" ]]; then
  cp -r "$1" "$work/program"
else
  dotnet publish src/InfoEntraide.Web -c Release -r linux-x64 --no-self-contained -o "$work/program" --nologo -v q
fi
cp tools/check-published.sh "$work/check.sh"
chmod -R a+rX "$work"
install -d -o "$nobody" -g "$nobody" "$work/data"

# A mount namespace of its own, gone with the process: all file systems read-only, a fresh /tmp, and the data folder on top.
unshare --mount --propagation private bash -euo pipefail -c '
  work=$1 nobody=$2 port=$3
  mount -t tmpfs -o mode=1777 tmpfs /tmp
  mount --bind "$work/data" "$work/data"
  while read -r _ _ _ _ point _; do
    case $point in
      /proc* | /dev* | /sys* | /tmp | "$work/data") ;;
      *) mount -o remount,bind,ro "$point" ;;
    esac
  done </proc/self/mountinfo
  if (: >"$work/program/probe") 2>/dev/null || (: >/probe) 2>/dev/null; then echo "not read-only" >&2; exit 1; fi
  exec env -i PATH="$PATH" HOME=/nonexistent DOTNET_EnableDiagnostics=0 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_URLS="http://+:$port" PORTAL_PORT="$port" Storage__Path="$work/data" \
    setpriv --reuid="$nobody" --regid="$nobody" --clear-groups --no-new-privs --bounding-set=-all bash "$work/check.sh" --inside "$work/program" "$work/data"
' -- "$work" "$nobody" "${PORTAL_PORT:-5089}"
echo "The published program runs as an unprivileged user on a read-only file system."
