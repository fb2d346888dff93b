"""The disaster drill: ``make drill``. Backup, destroy, restore, compare, go on.

On a system of its own it plays orders, takes a sealed backup, lets more happen, destroys the
database, restores into an empty one, compares, and brings what had begun to its end. Each step is
printed with its time; ends with 1 where anything differs. What happened after the backup is lost,
and must be lost without a trace: nobody is told twice, and nothing new is taken for it.
"""

import base64
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from deploy.local import mails
from deploy.local.__main__ import place_of
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.specs import ROOT, SERVICES
from deploy.local.system import System
from deploy.local.vendors import taken_from

SERVERS = ("broker", "database")
RELAY, HEARER = "sink", "notify"
PATIENCE_S = 60.0
MESSAGE = "Wann dürfen wir mit der Einrichtung rechnen?"


class Differs(AssertionError):
    """Something is not as it was, or was told twice."""


class Drill:
    """The steps, on one system; what is compared is noted on the way."""

    def __init__(self, folder: Path) -> None:
        self.system = System(folder)
        self.backup = folder / "backup"
        self.key = base64.b64encode(secrets.token_bytes(32)).decode()
        self.noted: dict[str, Any] = {}
        self.head = ""
        self.held = 0

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the steps in order, each with what it says when done."""
        return [
            ("a whole system starts", self.starts),
            ("an order comes as far as its setup, another as far as its offer", self.begins),
            (
                "mail relay and notify go away; mails wait, and news nobody has heard",
                self.relay_goes,
            ),
            ("all databases are backed up, sealed, beside the running services", self.backs_up),
            ("relay back, mails go out; what follows now will be lost", self.more_happens),
            ("everything stops and the database is destroyed", self.destroys),
            ("the backup is verified and restored into an empty database", self.restores),
            ("what waits on the broker is dropped, the services start", self.starts_again),
            ("copies are filled, what was on its way is told again", self.tells_again),
            ("the audit trail is whole and holds the head of before", self.trail_is_whole),
            ("orders, contracts and documents are as they were", self.is_the_same),
            ("nobody got a mail twice; what is uncertain waits for a person", self.mails_once),
            ("the offered contract is signed and countersigned anew", self.contract_goes_on),
            ("the order in setup goes on to its end", self.order_goes_on),
            ("vendor and people were told everything once", self.told_once),
        ]

    def starts(self) -> str:
        """Start everything."""
        self.system.up()
        place = place_of(self.system)
        self.order = Journey(place, patience_s=PATIENCE_S)
        self.offer = Journey(
            place, body="091715101", usage="already_productive", clerk="clerk-vg",
            signatory="signatory-vg", title="Gemeinschaftsvorsitzender", patience_s=PATIENCE_S,
        )  # fmt: skip
        self.newcomer = Journey(place, body="09162000", clerk="clerk-muenchen")
        return self.system.gateway_url

    def begins(self) -> str:
        """Play both as far as that."""
        for journey in (self.order, self.offer):
            for act in (
                journey.clerk_signs_in, journey.clerk_registers, journey.clerk_is_approved,
                journey.signatory_comes, journey.clerk_orders, journey.reviewer_releases,
                journey.contract_is_offered,
            ):  # fmt: skip
                act()
        self.order.signatory_signs()
        self.order.operator_countersigns()
        self.order.wait_for_state("setup_requested")
        wait_until(lambda: bool(self.order.contract()["sealed_at"]), PATIENCE_S, "no seal")
        self._wait_for_mails()
        return f"{self.order.order['number']}, {self.offer.order['number']}"

    def relay_goes(self) -> str:
        """Let a message make mails that cannot go out, and a newcomer news that nobody hears."""
        self.system.processes.stop(RELAY)
        clerk, id = self.order.person(self.order.clerk), self.order.order["id"]
        clerk.post(f"orders/{id}/comments", {"text": MESSAGE})
        wait_until(lambda: self._queued() > 0, PATIENCE_S, "no mail waits")
        self.system.processes.stop(HEARER)
        newcomer = self.newcomer.applies(self.newcomer.clerk)
        return f"{self._queued()} mails wait; {newcomer['email']} is to be mailed a link"

    def backs_up(self) -> str:
        """Note what is compared, then dump."""
        self.noted = self._seen()
        self.head = self._run("services.identity.audit", "verify", of="identity").split()[-1]
        said = self._backup("dump", self.backup)
        return said.splitlines()[-1]

    def more_happens(self) -> str:
        """Let mails go out, the vendor act and the contract be signed: none of it is kept."""
        self.system.start(RELAY)
        self.system.start(HEARER)
        self.newcomer.mail(f"{self.newcomer.clerk}@{self.newcomer.body}.example", "token=")
        self._wait_for_mails()
        vendor, id = self.order.person("vendor-fachverfahren"), self.order.order["id"]
        contact_on = datetime.now(UTC).date() + timedelta(days=7)
        vendor.post(f"orders/{id}/acknowledge", {"contact_on": str(contact_on)})
        self.offer.signatory_signs()
        self.offer.operator_countersigns()
        self.offer.wait_for_state("awaiting_link")
        self._wait_for_mails()
        return f"{len(mails.mails_in(self.system.mail_dir))} mails so far"

    def destroys(self) -> str:
        """Kill the database first, so that nothing ends in good order; broker and mails stay."""
        self.system.processes.kill("database")
        for name in self.system.processes.known():
            if name not in SERVERS:
                self.system.processes.kill(name)
        shutil.rmtree(self.system.folder / "database" / "data")
        self.system.start_servers()
        names = self._client().list_database_names()
        return f"databases of the new server: {', '.join(sorted(names))}"

    def restores(self) -> str:
        """Verify and restore; it compares count and hash of every collection itself."""
        self._backup("verify", self.backup)
        said = self._backup("restore", self.backup).splitlines()
        same = [line for line in said if line.endswith("same")]
        self.held = int(next(line for line in said if "mails may" in line).split()[0])
        return f"{len(same)} collections with the same count and hash; {said[-1]}"

    def starts_again(self) -> str:
        """Follow what the command says is next."""
        broker = {"AMQP_ADMIN_URI": self.system.broker.amqp_uri}
        dropped = self._run("services.common.topology", "purge", settings=broker)
        stores = {
            "MONGO_URI": self.system.mongo_uri,
            "MONGO_PREFIX": self.system.database_prefix,
        }
        self._run("services.common.schema", "check", settings=stores)
        self.system.up()
        for journey in (self.order, self.offer):
            journey.people.clear()
        return dropped.strip()

    def tells_again(self) -> str:
        """Fill every copy, and tell again what every journal holds."""
        told = []
        for service in SERVICES:
            self._run("services.common.resync", service, of=service)
            told.append(self._run("services.common.retell", service, "all", of=service))
        for service in SERVICES:
            self._run("services.common.resync", "check", service, of=service)
        counts = [line.split()[0] for line in told]
        return ", ".join(f"{name} {n}" for name, n in zip(SERVICES, counts, strict=True))

    def trail_is_whole(self) -> str:
        """Check every line, and the head that was noted outside."""
        checked = ("services.identity.audit", "verify", "--head", self.head)
        return self._run(*checked, of="identity").splitlines()[-1]

    def is_the_same(self) -> str:
        """Compare what people see with what they saw."""
        now = self._seen()
        differing = [name for name, seen in self.noted.items() if now[name] != seen]
        if differing:
            raise Differs(f"not as before: {', '.join(differing)}")
        return f"{len(now)} facts of two orders, their contracts and documents"

    def mails_once(self) -> str:
        """No Message-ID came twice, though everything was told again."""
        waiting = self.order.person("support").get("mails", state="failed")["items"]
        uncertain = [mail for mail in waiting if mail["reason_code"] == "restored"]
        if not self.held or len(uncertain) <= self.held:
            raise Differs(f"{self.held} waited and one was on its way, {len(uncertain)} are held")
        return f"{self._each_once()} mails, each once; {len(uncertain)} wait for a person"

    def contract_goes_on(self) -> str:
        """Sign again what was signed after the backup."""
        self.offer.signatory_signs()
        self.offer.operator_countersigns()
        return str(self.offer.wait_for_state("awaiting_link")["state"])

    def order_goes_on(self) -> str:
        """Let the vendor set up, the body tell its link, the service be live."""
        self.order.vendor_sets_up()
        self.order.wait_for_state("awaiting_link")
        self.order.body_tells_link()
        return self.order.service_is_live()

    def told_once(self) -> str:
        """Look at all the vendor's queue holds, and at all mails."""
        self._wait_for_mails()
        place = self.order.place
        events = taken_from(place.vendor_uri, f"vendor.{self.order.vendor}")
        ids = Counter(event["id"] for event in events if not event.get("redelivered"))
        doubled = [id for id, times in ids.items() if times > 1]
        if doubled or not ids:
            raise Differs(f"the vendor was told twice: {doubled}")
        return f"{len(ids)} events, {self._each_once()} mails"

    def _seen(self) -> dict[str, Any]:
        """Return what people see of orders, contracts and documents; versions begin anew."""
        seen: dict[str, Any] = {}
        for name, journey in (("order", self.order), ("offer", self.offer)):
            clerk = journey.person(journey.clerk)
            order = clerk.get(f"orders/{journey.order['id']}")
            contract = journey.contract()
            document = clerk.read(f"contracts/{contract['id']}/document")
            for noun, thing in (("order", order), ("contract", contract)):
                seen |= {f"{name}: {noun}.{fact}": thing[fact] for fact in thing}
                seen.pop(f"{name}: {noun}.version", None)
            seen[f"{name}: document"] = hashlib.sha256(document).hexdigest()
        return seen

    def _queued(self) -> int:
        stored = self._client()[f"{self.system.database_prefix}notify"]["mails"]
        return stored.count_documents({"state": "queued"})

    def _wait_for_mails(self) -> None:
        wait_until(lambda: self._queued() == 0, PATIENCE_S, "mails are waiting")

    def _each_once(self) -> int:
        """Count the mails; Differs where one came twice."""
        came = Counter(str(mail["Message-ID"]) for mail in mails.mails_in(self.system.mail_dir))
        doubled = [id for id, times in came.items() if times > 1]
        if doubled:
            raise Differs(f"mails came twice: {doubled}")
        return len(came)

    def _client(self) -> MongoClient[dict[str, Any]]:
        return MongoClient(self.system.mongo_uri, tz_aware=True)

    def _backup(self, action: str, folder: Path) -> str:
        stores = {"MONGO_URI": self.system.mongo_uri, "MONGO_PREFIX": self.system.database_prefix}
        return self._run(
            "deploy.backup", action, str(folder), settings={**stores, "BACKUP_KEY": self.key}
        )

    def _run(
        self, module: str, *arguments: str, of: str = "", settings: dict[str, str] | None = None
    ) -> str:
        """Run a command with the settings of a process; return what it says."""
        given = self.system.processes.known()[of][0].settings if of else settings or {}
        ended = subprocess.run(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env={**os.environ, **given},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ended.returncode:
            raise Differs(f"{module} {' '.join(arguments)}: {ended.stdout}{ended.stderr}")
        return ended.stdout


def main() -> int:
    """Run the drill; 1 where a step fails."""
    folder, began = Path(tempfile.mkdtemp(prefix="digitalmarkt-drill-")), time.monotonic()
    drill = Drill(folder)
    try:
        for number, (title, act) in enumerate(drill.steps(), start=1):
            before = time.monotonic()
            said = act()
            print(f"{time.monotonic() - before:7.2f} s  {number:2}. {title}\n{'':11}{said}")
            sys.stdout.flush()
        print(f"\nnothing differs, {time.monotonic() - began:.1f} s")
        return 0
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        drill.system.down()
        drill.system.clean()


if __name__ == "__main__":
    sys.exit(main())
