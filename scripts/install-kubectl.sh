#!/usr/bin/env bash
# Brings a real kubectl to .tools/bin (or the folder given), for the tests that play every transcript over
# HTTP. It is taken from the package of Debian's newest suite, through the mirror that this machine is already
# set up with, and unpacked beside the system: nothing is installed.
set -euo pipefail

target=${1:-$(dirname "$0")/../.tools/bin}
mkdir -p "$target"
[ -x "$target/kubectl" ] && exit 0

mirror=$(
  cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +([a-z+]+:[^ ]+).*/\3/p' | grep -v security | head -n 1
) || true
if [ -z "$mirror" ]; then
  echo "install-kubectl: this machine has no Debian mirror" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keyring] $mirror sid main" >"$work/sources.list"
# Lists and packages of its own, so that the system's stay as they are.
apt() {
  apt-get -qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o "Dir::State::Lists=$work/lists" -o Dir::State::Status=/dev/null \
    -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root "$@" >&2
}
apt update
(cd "$work" && apt download kubectl)
dpkg-deb --extract "$work"/kubectl_*.deb "$work/unpacked"
install -m 755 "$work/unpacked/usr/bin/kubectl" "$target/kubectl"
"$target/kubectl" version --client >&2
