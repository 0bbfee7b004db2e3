#!/bin/sh
# Installs what daolan needs from Debian's packages (and, for the browser tests, from npm).
#   sh setup.sh           what building tours needs, then `make`
#   sh setup.sh --tests   what the tests need as well
set -eu
cd "$(dirname "$0")"

build_packages='gcc make pkg-config libc6-dev espeak-ng-data libespeak-ng-dev libsndfile1-dev libopus-dev libogg-dev
    libopusfile-dev libsoxr-dev libebur128-dev libmd4c-dev libmd4c-html0-dev libinih-dev libcjson-dev nettle-dev libzip-dev libexpat1-dev
    libavformat-dev libavcodec-dev libavutil-dev libcurl4-openssl-dev libqrencode-dev libmicrohttpd-dev zlib1g-dev'
test_packages='clang libclang-rt-14-dev libcmocka-dev espeak-ng opus-tools ffmpeg mediainfo praat sox chromium firefox-esr nodejs npm
    python3 python3-jsonschema jq shellcheck tidy time git ca-certificates util-linux procps file
    cuetools python3-feedparser epubcheck libxml2-utils zbar-tools poppler-utils librsvg2-bin nginx-light curl openssl parallel slurm-wlm munge python3-yaml'

packages=$build_packages
tests=no
case ${1:-} in
'') ;;
--tests)
    tests=yes
    packages="$build_packages $test_packages"
    ;;
*)
    echo "usage: sh setup.sh [--tests]" >&2
    exit 2
    ;;
esac

is_there() {
    # Node.js may come from elsewhere than Debian; what counts is that it runs.
    case $1 in nodejs) command -v node >/dev/null 2>&1 && return ;; npm) command -v npm >/dev/null 2>&1 && return ;; esac
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
for package in $packages; do
    is_there "$package" || missing="$missing $package"
done

if [ -n "$missing" ]; then
    echo "setup: installing from Debian:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || { echo "setup: needs root (or sudo) to install packages" >&2; exit 1; }
        as_root=sudo
    fi
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "setup: every Debian package is there"
fi

if [ "$tests" = yes ] && [ -f tests/browser/package-lock.json ]; then
    installed=tests/browser/node_modules/.package-lock.json # npm's own record, written last
    if [ ! -f "$installed" ] || [ -n "$(find tests/browser/package-lock.json -newer "$installed")" ]; then
        echo "setup: installing from npm: tests/browser/package.json"
        (cd tests/browser && npm ci --silent --no-audit --no-fund)
    else
        echo "setup: every npm package is there"
    fi
fi
