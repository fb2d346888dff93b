"""What images are built and started with: docker, podman or buildah, the first that answers."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.images.archive import Archive

ROOT = Path(__file__).resolve().parents[2]
USER = 10001
PULLED_WITHIN_S = 600
SECRETS = {
    "certificates": "SSL_CERT_FILE",
    "pip": "PIP_CONFIG_FILE",
    "npm": "NPM_CONFIG_USERCONFIG",
}
"""What builds are told of registries, by the variable of ours that names the file."""
IN_CHROOT = """
set -e; root=$1; shift
mount --bind "$root" "$root" && mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/tmp"
mount --rbind /proc "$root/proc" && mount --rbind /dev "$root/dev"
chown {user} /proc/self/fd/1 /proc/self/fd/2
exec /usr/sbin/chroot --userspec={user}:{user} "$root" /bin/sh -c 'cd /app && exec "$@"' sh "$@"
"""


class NoEngine(Exception):
    """None of the three answers on this machine."""


@dataclass(frozen=True)
class Engine:
    """Docker or podman: both take the same words."""

    program: str

    def build(self, name: str, file: str, arguments: Mapping[str, str], log: Path) -> None:
        """Build an image from the repository's root; what is said goes to ``log``."""
        command = [self.program, "build", *self._how(), *_secrets(), "-f", file, "-t", name]
        for key, value in arguments.items():
            command += ["--build-arg", f"{key}={value}"]
        with log.open("wb") as output:
            subprocess.run(
                [*command, "."], cwd=ROOT, check=True, stdout=output, stderr=output,
                env={**os.environ, "DOCKER_BUILDKIT": "1"},
            )  # fmt: skip

    def has(self, name: str) -> bool:
        """Tell whether an image is on this machine."""
        words = (self.program, "inspect", *self._kind(), name)
        return subprocess.run(words, capture_output=True, check=False).returncode == 0

    def reaches(self, name: str) -> bool:
        """Tell whether an image is on this machine, or can be had from its registry now."""
        pull = (self.program, "pull", "--quiet", name)
        return self.has(name) or _ends_well(pull, PULLED_WITHIN_S)

    def take_in(self, name: str, archive: Path) -> None:
        """Make an image of one layer from the archive of a file system."""
        self._do("import", str(archive), name)

    def save(self, name: str, path: Path) -> Archive:
        """Write an image to an archive and return it."""
        path.unlink(missing_ok=True)
        self._do("save", *self._format(), "-o", str(path), name)
        return Archive(path)

    def command(
        self, name: str, archive: Archive, run: Sequence[str], settings: Mapping[str, str]
    ) -> tuple[list[str], dict[str, str]]:
        """Return how a process of an image is started, with its surroundings.

        Its root is read-only, its user has no name and no rights, its network is the machine's.
        Values go by the environment: none stands in the list of processes.
        """
        given = [word for key in settings for word in ("--env", key)]
        limits = ("--read-only", "--tmpfs", "/tmp:mode=1777", "--cap-drop", "ALL")
        apart = ("--security-opt", "no-new-privileges", "--network", "host")
        return [self.program, "run", "--rm", *limits, *apart, *given, name, *run], dict(settings)

    def forget(self, name: str) -> None:
        """Put away what `command` needed beside the image."""

    def _kind(self) -> Sequence[str]:
        return ("--type", "image")

    def _how(self) -> Sequence[str]:
        return ("--network", "host") if Path(self.program).name == "podman" else ()

    def _format(self) -> Sequence[str]:
        return ("--format", "docker-archive") if Path(self.program).name == "podman" else ()

    def _do(self, *words: str) -> str:
        done = subprocess.run((self.program, *words), check=True, capture_output=True, text=True)
        return done.stdout.strip()


class Buildah(Engine):
    """Buildah as root, without any daemon: started is by chroot in a mount namespace of its own."""

    def take_in(self, name: str, archive: Path) -> None:
        container = self._do("from", "scratch")
        self._do("add", container, str(archive), "/")
        self._do("commit", "--rm", container, name)

    def save(self, name: str, path: Path) -> Archive:
        path.unlink(missing_ok=True)
        self._do("push", name, f"docker-archive:{path}:{name}")
        return Archive(path)

    def command(
        self, name: str, archive: Archive, run: Sequence[str], settings: Mapping[str, str]
    ) -> tuple[list[str], dict[str, str]]:
        self.forget(name)
        self._do("from", "--pull-never", "--name", _container(name), name)
        root = self._do("mount", _container(name))
        start = ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", IN_CHROOT.format(user=USER), "sh"]
        return [*start, root, *(run or archive.command)], {**archive.environment, **settings}

    def forget(self, name: str) -> None:
        subprocess.run((self.program, "rm", _container(name)), capture_output=True, check=False)

    def _how(self) -> Sequence[str]:
        return ("--layers", "--isolation", "chroot", "--network", "host")


def engine() -> Engine:
    """Return the first of docker, podman and buildah that answers; raise NoEngine."""
    for name in ("docker", "podman", "buildah"):
        program = shutil.which(name)
        if program and _answers(program):
            return Buildah(program) if name == "buildah" else Engine(program)
    raise NoEngine("docker, podman or (as root) buildah is needed, and none answers here")


def _answers(program: str) -> bool:
    if Path(program).name == "buildah" and os.geteuid() != 0:
        return False
    return subprocess.run((program, "info"), capture_output=True, check=False).returncode == 0


def _ends_well(command: Sequence[str], within_s: float) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=within_s)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _container(name: str) -> str:
    return f"smoke-{name.replace('/', '-').replace(':', '-')}"


def _secrets() -> list[str]:
    found = {id: os.environ.get(name, "") for id, name in SECRETS.items()}
    told = [f"id={id},src={path}" for id, path in found.items() if path and Path(path).is_file()]
    return [word for each in told for word in ("--secret", each)]
