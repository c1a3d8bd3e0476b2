"""The demo's story, told with the built programs: every step is a command that a person could type."""

import concurrent.futures
import json
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.request

from programs import ProgramError
from relay import Relay

RECOMPUTE = pathlib.Path(__file__).resolve().parent.parent / "recompute.py"

# Two processors carry about this many node processes at once beside the hub.
WORKER_COUNT = 4
AFTER_SECONDS, WINDOW_SECONDS = 1, 2
# Windows are told in whole seconds; a session takes time, and two processors carry all processes.
EARLY_SECONDS, LATE_SECONDS = 1, 8
LISTEN_TIMEOUT_SECONDS = 30
DAEMON_TIMEOUT_SECONDS = 60
DAEMON_POLL_SECONDS = 0.3
PAGE_TIMEOUT_SECONDS = 10
HUB_UNREACHABLE = 7
# The order in which a partner's files are imported: what is named comes before what names it.
KINDS = ("Partner", "Site", "Meter", "Membership", "Target", "Measure", "Agreement", "MeasureProgress", "ActivityLine",
         "BestPractice")
# The network's totals of a year; what a partner's signed waiver is about.
TOTALS = ("emissions.s1", "emissions.s2lb", "energy", "path.actual")


class Node:
    """One partner: its input folder, its store, its daemon while it runs."""

    def __init__(self, number, description, source, stores):
        self.number, self.name, self.key = number, description["name"], description["folder"]
        self.folder = source / "partners" / self.key
        self.store = stores / self.key
        self.daemon = None


class Demo:
    def __init__(self, programs, source, work, show):
        self.programs, self.show = programs, show
        self.source, self.work = pathlib.Path(source), pathlib.Path(work)
        self.description = json.loads((self.source / "demo.json").read_text("utf-8"))
        self.hub = self.work / "hub"
        (self.work / "nodes").mkdir(parents=True)
        (self.work / "logs").mkdir()
        self.nodes = [Node(number, partner, self.source, self.work / "nodes")
                      for number, partner in enumerate(self.description["partners"], start=1)]
        by_key = {node.key: node for node in self.nodes}
        roles = self.description["roles"]
        self.cut, self.restored = by_key[roles["cut"]], by_key[roles["restored"]]
        self.daemons = [by_key[key] for key in dict.fromkeys([*roles["daemons"], roles["cut"]])]
        self.decisions = json_lines(self.source / "network" / "decisions.jsonl")
        self.relay = None
        self.is_done = False
        self.checks = []

    def run(self):
        """The whole story; returns what is printed at its end."""
        self.open_hub()
        self.for_each("partners record offline", self.nodes, self.record)
        self.for_each("partners join by invitation", self.nodes, self.enrol)
        by_hand = [node for node in self.nodes if node not in self.daemons]
        first = self.for_each("first synchronisation", by_hand, self.synchronise)
        self.start_daemons()
        self.cut_off()
        self.decide()
        self.release()
        self.restore_from_backup()
        self.catch_up()
        self.decide()
        self.publish()
        self.for_each("everybody fetches what the city decided", self.nodes, self.fetch)
        self.look_at_network()
        self.check_schedule()
        idle = self.programs.json("pakt", "sync", store=self.restored.store)
        return self.collect(first, idle)

    # --- The hub ---------------------------------------------------------------------------------------------------

    def open_hub(self):
        self.show.step("the city opens its hub")
        self.hub_command("init", "--name", self.description["network"])
        service = self.programs.serve("pakt-hub", "serve", "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0",
                                      store=self.hub, log=self.work / "logs" / "hub.log")
        event = service.first("listening", LISTEN_TIMEOUT_SECONDS)
        if not event:
            raise ProgramError("pakt-hub serve did not say where it listens")
        host, port = event["sync"].rsplit(":", 1)
        self.web = event["web"]
        self.relay = Relay((host, int(port)))
        self.hub_command("schedule", "set", "--after", AFTER_SECONDS, "--window", WINDOW_SECONDS)
        for file in sorted((self.source / "network").glob("*.jsonl")):
            if file.stem != "decisions":
                self.hub_command("import", file, "--as", file.stem)

    def hub_command(self, *arguments, expect=(0,)):
        return self.programs.run("pakt-hub", *arguments, store=self.hub, expect=expect)

    # --- Every partner ---------------------------------------------------------------------------------------------

    def for_each(self, title, nodes, action):
        """The action for every node, a few at a time, with a line of progress; the first failure ends the demo."""
        results = []
        with concurrent.futures.ThreadPoolExecutor(WORKER_COUNT) as pool:
            futures = [pool.submit(action, node) for node in nodes]
            try:
                for future in concurrent.futures.as_completed(futures):
                    results.append(future.result())
                    self.show.progress(title, len(results), len(nodes))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return results

    def record(self, node):
        self.programs.run("pakt", "init", "--partner", node.name, store=node.store)
        self.import_folder(node, node.folder)

    def import_folder(self, node, folder):
        """All files of one folder but releases, then the inventories that follow from them."""
        for kind in KINDS:
            file = folder / f"{kind}.jsonl"
            if file.exists():
                file = self.with_annexes(node, file) if kind == "Agreement" else file
                self.programs.run("pakt", "import", file, "--as", kind, store=node.store)
        for file in sorted((folder / "profiles").glob("*.csv")):
            self.programs.run("pakt", "import", file, "--as", "MeterProfile", "--meter", file.stem, store=node.store)
        for year in reports(folder):
            inventory = self.programs.json("pakt", "inventory", year, store=node.store)["id"]
            self.programs.run("pakt", "submit", inventory, store=node.store)

    def with_annexes(self, node, file):
        """The agreements of a file with the ids of all targets and measures that the company has recorded."""
        annexes = {field: [record["id"] for record in self.programs.lines("pakt", "list", kind, store=node.store)]
                   for field, kind in (("targets", "Target"), ("measures", "Measure"))}
        copy = self.work / "logs" / f"{node.key}-agreements.jsonl"
        copy.write_text("".join(json.dumps(line | annexes) + "\n" for line in json_lines(file)), "utf-8")
        return copy

    def enrol(self, node):
        relayed = ("--address", self.relay.address) if node is self.cut else ()
        invitation = self.hub_command("invite", "--partner", node.name, "--approved", *relayed).strip()
        self.programs.run("pakt", "join", invitation, store=node.store)

    def synchronise(self, node):
        return self.programs.json("pakt", "sync", store=node.store)

    def fetch(self, node):
        """What is new at the hub: by hand, or by the daemon in its next window."""
        if not node.daemon:
            self.synchronise(node)
            return
        deadline = time.monotonic() + DAEMON_TIMEOUT_SECONDS
        while any(replica["behind"] for replica in self.replicas() if replica["partner"] == node.name):
            self.check_daemon(node, deadline)

    def replicas(self):
        return self.programs.json("pakt-admin", "replicas", store=self.hub)["replicas"]

    # --- Daemons on the hub's schedule -----------------------------------------------------------------------------

    def start_daemons(self):
        for node in self.daemons:
            node.daemon = self.programs.serve("pakt", "serve", store=node.store,
                                              log=self.work / "logs" / f"{node.key}.log")
        self.for_each("daemons synchronise on the hub's schedule", self.daemons, self.wait_until_received)

    def wait_until_received(self, node):
        """Until everything that this node wrote has the hub's receipt."""
        deadline = time.monotonic() + DAEMON_TIMEOUT_SECONDS
        while self.status(node)["unsent"] > 0:
            self.check_daemon(node, deadline)

    def check_daemon(self, node, deadline):
        """One pause of waiting for a daemon; fails when it has ended or the time is over."""
        if time.monotonic() > deadline:
            raise ProgramError(f"{node.name}: not synchronised within {DAEMON_TIMEOUT_SECONDS} s")
        if node.daemon.process.poll() is not None:
            raise ProgramError(f"{node.name}: pakt serve ended with {node.daemon.process.returncode}")
        time.sleep(DAEMON_POLL_SECONDS)

    def status(self, node):
        return self.programs.json("pakt", "status", store=node.store)

    def check_schedule(self):
        """Every daemon has come back at least once, and each time inside the window that the hub had told it."""
        count = 0
        for node in self.daemons:
            sessions = self.sessions(node)
            failures = [moment for moment, _ in node.daemon.events("sync_failed")]
            for (before, event), (moment, _) in zip(sessions, sessions[1:]):
                window, pause = event["result"]["next_sync"], moment - before
                earliest = window["not_before_seconds"] - EARLY_SECONDS
                latest = window["not_after_seconds"] + LATE_SECONDS
                # After a failed session a node tries again when it can.
                if not earliest <= pause <= latest and not any(before < failure < moment for failure in failures):
                    raise ProgramError(f"{node.name}: came back after {pause:.1f} s, but the window was {window}")
            count += len(sessions)
        self.checks.append(f"{len(self.daemons)} daemons on the hub's schedule: {count} sessions, each in its window")

    def sessions(self, node):
        """The daemon's sessions, at least two."""
        deadline = time.monotonic() + DAEMON_TIMEOUT_SECONDS
        while len(sessions := node.daemon.events("synced")) < 2:
            self.check_daemon(node, deadline)
        return sessions

    # --- What the city's office does -------------------------------------------------------------------------------

    def decide(self):
        """Confirms agreements, accepts inventories and republishes practices that have come and were decided on."""
        names = {node.name: node.key for node in self.nodes}
        waiting = {"confirm": [], "accept": [], "republish": []}
        for record in self.programs.lines("pakt-hub", "reviews", store=self.hub):
            fields, partner = record["fields"], names.get(record["partner"])
            decision = {"decision": "accept", "partner": partner, "year": fields["hubYear"]} \
                if record["kind"] == "Inventory" else \
                {"decision": "confirm", "partner": partner, "agreement": fields["number"]}
            if decision in self.decisions:
                waiting[decision["decision"]].append(record["id"])
        practices = self.programs.lines("pakt-admin", "dump", self.hub, "BestPractice")
        shown = {practice["fields"]["titleDe"] for practice in practices if practice["audience"] == "network"}
        for practice in practices:
            title = practice["fields"]["titleDe"]
            decision = {"decision": "republish", "partner": names.get(practice["partner"]), "title": title}
            if decision in self.decisions and title not in shown:
                waiting["republish"].append(practice["id"])
        for verb in ("confirm", "accept"):
            if waiting[verb]:
                self.hub_command(verb, *waiting[verb])
        for practice in waiting["republish"]:
            self.hub_command("republish", practice)
        self.show.step(f"the city confirms {len(waiting['confirm'])} agreements, accepts {len(waiting['accept'])} "
                       f"inventories, publishes {len(waiting['republish'])} practices")

    def release(self):
        """Those who dominate a total sign that it may be published all the same; before, it is withheld."""
        before = self.publishable()
        signers = [node for node in self.nodes if (node.folder / "Release.jsonl").exists()]
        for node in signers:
            self.programs.run("pakt", "import", node.folder / "Release.jsonl", "--as", "Release", store=node.store)
            if node.daemon:
                self.wait_until_received(node)
            else:
                self.synchronise(node)
        after = self.publishable()
        text = (f"yearly totals that may be published: {before} without, {after} with the waivers of "
                f"{len(signers)} partners")
        self.show.step(text)
        self.checks.append(text)

    def publishable(self):
        cells = self.programs.json("pakt-hub", "figures", store=self.hub)["cells"]
        return sum(cell["status"] == "published" for cell in cells if cell["figure"] in TOTALS)

    def publish(self):
        edition = self.programs.json("pakt-hub", "publish", store=self.hub)
        count = sum(cell["status"] == "published" for cell in edition["cells"])
        self.show.step(f"the city publishes its edition of {edition['edition']}: {count} figures")

    def look_at_network(self):
        """What a partner sees of the others: practices without their contact, the event, published figures."""
        lines = self.programs.lines("pakt", "network", store=self.restored.store)
        practices = [line for line in lines if line["kind"] == "BestPractice"]
        expected = sum(decision["decision"] == "republish" for decision in self.decisions)
        if len(practices) != expected or any("contact" in practice["fields"] for practice in practices):
            raise ProgramError(f"{self.restored.name}: {expected} practices were published, {len(practices)} came")
        others = {kind: sum(line["kind"] == kind for line in lines) for kind in ("Event", "PublishedCell")}
        self.checks.append(f"{self.restored.name} sees {len(practices)} practices, {others['Event']} event and "
                           f"{others['PublishedCell']} figures of the city's edition")

    # --- What may go wrong -----------------------------------------------------------------------------------------

    def cut_off(self):
        """One partner's connection is cut; it records without it beside its daemon, which waits."""
        node = self.cut
        self.show.step(f"{node.name}: the connection is cut")
        self.relay.cut()
        moment = time.monotonic()
        self.import_folder(node, node.folder / "later")
        self.programs.run("pakt", "sync", store=node.store, expect=(HUB_UNREACHABLE,))
        waiting = self.status(node)
        if waiting["state"] != "waiting" or waiting["unsent"] == 0:
            raise ProgramError(f"{node.name}: cut off, but {waiting['state']} with {waiting['unsent']} entries unsent")
        if not node.daemon.first("sync_failed", DAEMON_TIMEOUT_SECONDS, after=moment):
            raise ProgramError(f"{node.name}: the daemon did not notice the cut")
        self.offline_entries = waiting["unsent"]
        self.mended = time.monotonic()
        self.relay.mend()
        self.show.step(f"{node.name}: recorded offline, {self.offline_entries} entries wait; the connection is back")

    def catch_up(self):
        """The daemon of the partner that was cut off comes back by itself."""
        node = self.cut
        self.wait_until_received(node)
        # The receipt lies in the store a moment before the daemon says so.
        node.daemon.first("synced", DAEMON_TIMEOUT_SECONDS, after=self.mended)
        sent = sum(event["result"]["sent"]["entries"] for moment, event in node.daemon.events("synced")
                   if moment > self.mended)
        if sent != self.offline_entries:
            raise ProgramError(f"{node.name}: {self.offline_entries} entries waited, {sent} were sent")
        self.show.step(f"{node.name}: its daemon has caught up, {sent} entries sent")
        self.checks.append(f"{node.name}: cut off, recorded {sent} entries offline, its daemon caught up")

    def restore_from_backup(self):
        node = self.restored
        backup = self.work / f"{node.key}.backup"
        self.programs.run("pakt", "backup", backup, store=node.store)
        self.import_folder(node, node.folder / "later")
        self.programs.run("pakt", "sync", store=node.store)
        lost = self.work / f"{node.key}.lost"
        shutil.move(node.store, lost)
        self.show.step(f"{node.name}: the store is lost, the older backup is restored")
        self.programs.run("pakt", "restore", backup, store=node.store)
        self.programs.run("pakt", "sync", store=node.store)
        before, after = self.records(lost), self.records(node.store)
        if not before <= after:
            raise ProgramError(f"{node.name}: {len(before - after)} records lost by restoring")
        self.checks.append(f"{node.name}: restored from a backup, {len(after)} records, none lost")

    def records(self, store):
        lines = self.programs.lines("pakt-admin", "dump", store)
        return {json.dumps([r["kind"], r["id"], r["fields"]], sort_keys=True) for r in lines}

    # --- The end ---------------------------------------------------------------------------------------------------

    def collect(self, first, idle):
        """Everything that is printed, with the recomputation from the input files alone."""
        self.show.step("network figures, replicas, recomputation")
        cells = self.programs.json("pakt-hub", "figures", store=self.hub)["cells"]
        replicas = self.replicas()
        status = self.programs.json("pakt-hub", "status", store=self.hub)
        page = f"http://{self.web}/"
        with urllib.request.urlopen(page, timeout=PAGE_TIMEOUT_SECONDS) as answer:
            self.checks.append(f"public page: {len(answer.read())} B, HTTP {answer.status}")
        file = self.work / "cells.json"
        file.write_text(json.dumps({"cells": cells}), "utf-8")
        recomputed = subprocess.run([sys.executable, RECOMPUTE, self.source, "--cells", file], stdout=subprocess.PIPE,
                                    text=True, encoding="utf-8", check=False)
        for line in recomputed.stdout.splitlines()[:-1]:
            self.show.step(f"recomputed differently: {line}")
        result = {
            "schema": "pakt.demo", "version": 1, "partners": len(self.nodes), "nodes": len(replicas),
            "records": status["records"], "entries": status["entries"], "figures": cells,
            "recomputed_equal": recomputed.returncode == 0,
            "first_sync": {"entries": sum(session["sent"]["entries"] for session in first),
                           "up": sum(session["bytes"]["up"] for session in first),
                           "down": sum(session["bytes"]["down"] for session in first)},
            "idle_sync": {"round_trips": idle["round_trips"], "up": idle["bytes"]["up"], "down": idle["bytes"]["down"]},
            "page": page, "checks": self.checks}
        self.is_done = True
        return result, replicas

    def local_pages(self):
        """[(partner, address)] of the daemons; an address opens its page once, as it carries the session's secret."""
        pages = [(node.name, node.daemon.first("listening", LISTEN_TIMEOUT_SECONDS)) for node in self.daemons]
        return [(name, event["web"]) for name, event in pages if event]

    def close(self):
        if self.relay:
            self.relay.close()


def json_lines(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()] if file.exists() else []


def reports(folder):
    """The years of a partner's yearly reports."""
    return [line["year"] for line in json_lines(folder / "reports.jsonl")]
