#!/usr/bin/env bash
# Builds every image with docker, podman or buildah, whichever is there.
# BASE, TAG and BUILD_OPTIONS may be set: BASE=localhost/base TAG=dev deploy/images.sh
set -euo pipefail
cd "$(dirname "$0")/.."

tag=${TAG:-dev}
base=${BASE:+--build-arg BASE=$BASE}
builder=$(command -v docker || command -v podman || command -v buildah) ||
  { echo "images: docker, podman or buildah is needed and none was found." >&2; exit 1; }
case $(basename "$builder") in
  buildah) build=(buildah build --isolation chroot --network host) ;;
  *) build=("$builder" build) ;;
esac

build() {  # NAME FILE [BUILD-ARG...]
  local name=$1 file=$2
  shift 2
  echo "== digitalmarkt/$name:$tag"
  # shellcheck disable=SC2086 - options are meant to be split
  "${build[@]}" ${BUILD_OPTIONS:-} $base "${@/#/--build-arg=}" -f "$file" -t "digitalmarkt/$name:$tag" .
}

for service in identity catalog orders contracts notify; do
  build "$service" services/Dockerfile "SERVICE=$service"
done
build contracts-worker services/Dockerfile SERVICE=contracts PROCESS=contracts.worker
build gateway gateway/Dockerfile
build edge deploy/edge/Dockerfile
