"""Start the edge: ``python -m deploy.edge`` becomes nginx with the settings filled in.

The same here, in the image and in Kubernetes: the settings come from the environment.
"""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from services.common.config import SettingsMissing, read

HERE = Path(__file__).resolve().parent
PLACE = re.compile(r"\$\{([A-Z_]+)\}")
NOBODY = "255.255.255.255"
SAFE = re.compile(r"[\w ./:+,-]+")
"""No setting can say more to nginx than its own value."""
FOLDERS = ("bodies", "answers", "unused")
ELSEWHERE = "/usr/sbin:/usr/local/sbin:/usr/bin"


@dataclass(frozen=True)
class EdgeSettings:
    """One field per environment variable of the same name in capitals.

    ``edge_listen`` and ``edge_inner`` are an address or a port each, the inner one for probes;
    ``edge_gateway`` is where the gateway listens, ``edge_folder`` where bodies are kept while they
    arrive. ``trusted_proxies`` is the network of the proxies whose X-Forwarded-For is believed.
    ``edge_patience_s`` is how long a client has for the whole header, and between two pieces of
    what it sends or takes after that.
    """

    edge_listen: str
    edge_inner: str
    edge_gateway: str
    edge_folder: str
    trusted_proxies: str = NOBODY
    connections_per_address: int = 200
    requests_per_second: int = 200
    edge_patience_s: int = 10
    edge_workers: int = 1


def configuration(settings: EdgeSettings) -> str:
    """Return the text of nginx.conf with the settings in their places."""
    given = {spec.name.removeprefix("edge_").upper(): spec.name for spec in fields(settings)}
    values = {name: str(getattr(settings, own)) for name, own in given.items()}
    return _filled((HERE / "nginx.conf").read_text("utf-8"), {**values, "HERE": str(HERE)})


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        if not SAFE.fullmatch(value):
            raise SettingsMissing(f"{name} of the edge has a character nginx would take as its own")
    return PLACE.sub(lambda place: values[place.group(1)], text)


def command(settings: EdgeSettings) -> list[str]:
    """Write the configuration; give the command that serves by it."""
    folder = Path(settings.edge_folder).resolve()
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    written = folder / "nginx.conf"
    written.write_text(configuration(settings), "utf-8")
    # As root nginx would give its workers to another user, who may not enter our folders.
    user = ["user root;"] if os.getuid() == 0 else []
    first = " ".join(["daemon off;", *user])
    return [_nginx(), "-c", str(written), "-p", str(folder), "-e", "stderr", "-g", first]


def _nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{ELSEWHERE}")
    if found is None:
        raise SettingsMissing("nginx is missing; deploy/local/setup.sh installs it")
    return found


def main() -> None:
    """Become nginx, so that signals reach it."""
    arguments = command(read(EdgeSettings))
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
