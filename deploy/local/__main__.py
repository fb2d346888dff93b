"""Commands of the local system: ``python -m deploy.local up|down|demo|receiver PORT``.

``up`` takes replicas as ``orders=3 notify=2``. ``demo`` plays the main job on a system of
its own below a temporary folder and stops what it started. ``supervise`` is what ``up`` leaves
behind to start again what ends. ``receiver 8080`` lets a vendor's webhook be tried on this machine:
what is posted to ``https://receiver.vendor.example`` goes on to port 8080 without TLS.
"""

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from deploy.local import by_hand, receiver, supervisor
from deploy.local.bulk_journey import BulkJourney
from deploy.local.evidence_journey import EvidenceJourney
from deploy.local.journey import Journey, Place
from deploy.local.specs import RECEIVER
from deploy.local.supervisor import restarts
from deploy.local.system import System
from deploy.local.ticket_journey import TicketJourney
from deploy.local.vendor_journey import VendorJourney


def place_of(system: System) -> Place:
    """Address a running system."""
    return Place(system.gateway_url, system.mail_dir, system.vendor_uri())


def up(arguments: list[str]) -> int:
    """Start everything in the background."""
    scale = {name: int(number) for name, _, number in (a.partition("=") for a in arguments)}
    system = System()
    for name, times in restarts(system.folder).items():
        print(f"{name} had ended and was started again: {times} times; see logs/{name}.log")
    try:
        system.up(scale)
        system.supervise()
    except (ChildProcessError, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"ready: {system.gateway_url}   addresses: {system.folder / 'urls.env'}\n")
    print(by_hand.text(system.gateway_url, f"{system.idp_url}/mails"))
    return 0


def down() -> int:
    """Stop everything ``up`` started here."""
    System().down()
    return 0


def receiver_at(port: int) -> int:
    """Stand before what listens on a port, until interrupted."""
    system = System()
    print(f"https://{RECEIVER}/... goes on to http://127.0.0.1:{port}/...", flush=True)
    tls = receiver.tls_of(system.folder / "keys")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(receiver.serve(system.ports["receiver"], port, tls))
    return 0


def demo() -> int:
    """Play the main job twice, then prove its contract, and find out a copy that was changed."""
    folder = Path(tempfile.mkdtemp(prefix="digitalmarkt-"))
    system, started_at = System(folder), time.monotonic()
    try:
        system.up()
        _print("system is up", started_at)
        place = place_of(system)
        journey = Journey(place)
        connected = VendorJourney(system, journey)
        print("A vendor connects its programs:")
        _play_steps(connected.connecting())
        print("\nThe main job:")
        _play(journey)
        print("\nAnd what the vendor has received by each of the three ways:")
        _play(connected)
        connected.close()
        print("\nAnd a service the body uses already (short way, a joint administration):")
        jointly = Journey(place, body="091715101", usage="already_productive",
                          clerk="clerk-vg", signatory="signatory-vg",
                          title="Gemeinschaftsvorsitzender")  # fmt: skip
        _play(jointly)
        print("\nAnd many at once, for the joint administration and its members:")
        _play(BulkJourney(jointly))
        print("\nAnd the conversation about the first order:")
        _play(TicketJourney(journey, system.ports["smtp"]))
        print("\nAnd the evidence of the first contract, for an auditor:")
        _play(EvidenceJourney(journey, system.trusted()))
        print(f"\nall steps done in {time.monotonic() - started_at:.1f} s\n")
        here = System()
        mails = f"{here.idp_url}/mails"
        print(by_hand.text(here.gateway_url, mails, before="run `make up`, then "))
        return 0
    except Exception:
        traceback.print_exc()
        _show_errors(folder)
        return 1
    finally:
        system.down()
        system.clean()


def _play(journey: VendorJourney | Journey | BulkJourney | EvidenceJourney | TicketJourney) -> None:
    _play_steps(journey.steps())


def _play_steps(steps: Iterable[tuple[str, Callable[[], str]]]) -> None:
    for number, (title, act) in enumerate(steps, start=1):
        before = time.monotonic()
        said = act()
        _print(f"{number:2}. {title}", before, said)


def _print(title: str, since: float, said: str = "") -> None:
    print(f"{time.monotonic() - since:7.2f} s  {title}" + (f"\n           {said}" if said else ""))
    sys.stdout.flush()


def _show_errors(folder: Path) -> None:
    for log in sorted((folder / "logs").glob("*.log")):
        bad = [line for line in log.read_text(errors="replace").splitlines()
               if '"level": "error"' in line or "Traceback" in line]  # fmt: skip
        for line in bad[-5:]:
            print(f"{log.name}: {line[:1500]}", file=sys.stderr)


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="deploy.local", description=__doc__)
    parser.add_argument("command", choices=["up", "down", "demo", "receiver", "supervise"])
    parser.add_argument("scale", nargs="*")
    chosen = parser.parse_args()
    if chosen.command == "supervise":
        return supervisor.run(Path(chosen.scale[0]))
    if chosen.command == "receiver":
        return receiver_at(int(chosen.scale[0]))
    if chosen.command == "up":
        return up(chosen.scale)
    return down() if chosen.command == "down" else demo()


if __name__ == "__main__":
    sys.exit(main())
