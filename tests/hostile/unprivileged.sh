#!/bin/sh
# Runs a command as a user that owns nothing but one folder: unprivileged.sh FOLDER COMMAND...
# Who is not root is such a user already. Root becomes one, in a mount namespace of its own, where root's home is
# hidden but for the Python that runs here, if that is where it lies. HOSTILE_USER names another user by its number.
set -eu
folder=$1
shift
if [ "$(id -u)" != 0 ]; then
  mkdir -p "$folder"
  exec "$@"
fi
user=${HOSTILE_USER:-61999}
mkdir -p "$folder"
chown "$user:$user" "$folder"
python=$(dirname "$(dirname "$(readlink -f "$1")")")
home=$(getent passwd root | cut -d: -f6)
export user home python
checkout=$(cd "$(dirname "$0")/../.." && pwd)
if ! setpriv --reuid "$user" --regid "$user" --clear-groups test -r "$checkout/pyproject.toml"; then
  # The checkout lies in a folder that is closed to others: this user may read all, and still write to its folder alone.
  exec setpriv --reuid "$user" --regid "$user" --clear-groups --bounding-set=-all,+dac_read_search \
    --inh-caps=-all,+dac_read_search --ambient-caps=+dac_read_search "$@"
fi
case $python in
"$home"/*)
  exec unshare -m sh -eu -c '
    place=$(mktemp -d)
    mount --bind "$python" "$place"
    mount -t tmpfs -o mode=755 tmpfs "$home"
    mkdir -p "$python"
    mount --bind "$place" "$python"
    umount "$place" && rmdir "$place"
    exec setpriv --reuid "$user" --regid "$user" --clear-groups --bounding-set=-all --inh-caps=-all "$@"' sh "$@"
  ;;
*) exec setpriv --reuid "$user" --regid "$user" --clear-groups --bounding-set=-all --inh-caps=-all "$@" ;;
esac
