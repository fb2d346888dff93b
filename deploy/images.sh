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

for file in services/*/Dockerfile services/contracts/worker.Dockerfile gateway/Dockerfile deploy/edge/Dockerfile; do
  name=$(basename "$(dirname "$file")")
  [ "$(basename "$file")" = worker.Dockerfile ] && name=contracts-worker
  echo "== digitalmarkt/$name:$tag"
  # shellcheck disable=SC2086 - options are meant to be split
  "${build[@]}" ${BUILD_OPTIONS:-} $base -f "$file" -t "digitalmarkt/$name:$tag" .
done
