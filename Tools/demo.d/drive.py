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
SCHEDULE = ("--after", "1", "--window", "3")
LISTEN_TIMEOUT_SECONDS = 30
DAEMON_TIMEOUT_SECONDS = 60
DAEMON_POLL_SECONDS = 0.3
PAGE_TIMEOUT_SECONDS = 10
HUB_UNREACHABLE = 7
# The order in which a partner's files are imported: what is named comes before what names it.
KINDS = ("Partner", "Site", "Meter", "Membership", "Target", "Measure", "Agreement", "MeasureProgress", "ActivityLine",
         "Release", "BestPractice")


class Node:
    """One partner: its input folder, its store, its daemon while it runs."""

    def __init__(self, number, description, source, stores):
        self.number, self.name, self.key = number, description["name"], description["folder"]
        self.folder = source / "partners" / self.key
        self.store = stores / self.key
        self.daemon = None
        self.inventories = {}
        self.decided = set()


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
        self.daemons = [by_key[key] for key in roles["daemons"]]
        self.relay = None
        self.is_done = False
        self.checks = []

    def run(self):
        """The whole story; returns what is printed at its end."""
        self.open_hub()
        self.for_each("partners record offline", self.nodes, self.record)
        self.for_each("partners join by invitation", self.nodes, self.enrol)
        first = self.for_each("first synchronisation", [n for n in self.nodes if n not in self.daemons], self.synchronise)
        self.start_daemons()
        self.decide()
        self.cut_and_catch_up()
        self.restore_from_backup()
        self.decide()
        self.for_each("everybody fetches what the city decided", self.nodes, self.synchronise)
        idle = self.programs.json("pakt", "sync", store=self.restored.store)
        return self.collect(first, idle)

    # --- The hub ---------------------------------------------------------------------------------------------------

    def open_hub(self):
        self.show.step("the city opens its hub")
        self.hub_command("init", "--name", self.description["network"])
        self.service = self.programs.serve(
            "pakt-hub", "serve", "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", "--json", store=self.hub,
            log=self.work / "logs" / "hub.log")
        event = self.first_event(self.service)
        host, port = event["sync"].rsplit(":", 1)
        self.web = event["web"]
        self.relay = Relay((host, int(port)))
        self.hub_command("schedule", "set", *SCHEDULE)
        for file in sorted((self.source / "network").glob("*.jsonl")):
            if file.stem != "decisions":
                self.hub_command("import", file, "--as", file.stem)

    def first_event(self, process):
        """The line in which a service says where it listens."""
        deadline = time.monotonic() + LISTEN_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            line = process.stdout.readline()
            if not line:
                break
            if line.lstrip().startswith("{") and json.loads(line).get("event") == "listening":
                return json.loads(line)
        raise ProgramError("pakt-hub serve did not say where it listens")

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
        """All files of one folder, then the inventories that follow from them."""
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
            node.inventories[year] = inventory

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
        if node.daemon:
            self.wait_until_received(node)
            return None
        return self.programs.json("pakt", "sync", store=node.store)

    # --- Daemons on the hub's schedule -----------------------------------------------------------------------------

    def start_daemons(self):
        for node in self.daemons:
            node.daemon = self.programs.serve(
                "pakt", "serve", store=node.store, log=self.work / "logs" / f"{node.key}.log")
        self.for_each("daemons synchronise on the hub's schedule", self.daemons, self.wait_until_received)

    def wait_until_received(self, node):
        """Until everything that this node wrote has the hub's receipt."""
        deadline = time.monotonic() + DAEMON_TIMEOUT_SECONDS
        while self.status(node)["unsent"] > 0:
            if time.monotonic() > deadline:
                raise ProgramError(f"{node.name}: not synchronised within {DAEMON_TIMEOUT_SECONDS} s")
            if node.daemon.poll() is not None:
                raise ProgramError(f"{node.name}: pakt serve ended with {node.daemon.returncode}")
            time.sleep(DAEMON_POLL_SECONDS)

    def status(self, node):
        return self.programs.json("pakt", "status", store=node.store)

    # --- What the city's office does -------------------------------------------------------------------------------

    def decide(self):
        """Confirms agreements, accepts inventories and publishes practices, as the file of decisions says."""
        decisions = json_lines(self.source / "network" / "decisions.jsonl")
        by_partner = {}
        for decision in decisions:
            by_partner.setdefault(decision["partner"], []).append(decision)
        nodes = [node for node in self.nodes if node.key in by_partner]
        self.for_each("the city decides", nodes, lambda node: self.decide_on(node, by_partner[node.key]))

    def decide_on(self, node, decisions):
        """What the office decides about one partner and has not decided yet."""
        for decision in decisions:
            subject = self.subject(node, decision)
            if subject and subject not in node.decided:
                self.hub_command(decision["decision"], subject)
                node.decided.add(subject)

    def subject(self, node, decision):
        """The record that a decision is about; nil while the partner has not sent it."""
        if decision["decision"] == "accept":
            return node.inventories.get(decision["year"])
        records = self.programs.lines("pakt", "list", "Agreement", store=node.store)
        return next((r["id"] for r in records if r["fields"]["number"] == decision["agreement"]), None)

    # --- What may go wrong -----------------------------------------------------------------------------------------

    def cut_and_catch_up(self):
        node = self.cut
        self.show.step(f"{node.name}: the connection is cut")
        self.relay.cut()
        self.import_folder(node, node.folder / "later")
        self.programs.run("pakt", "sync", store=node.store, expect=(HUB_UNREACHABLE,))
        waiting = self.status(node)
        if waiting["state"] != "waiting" or waiting["unsent"] == 0:
            raise ProgramError(f"{node.name}: cut off, but {waiting['state']} with {waiting['unsent']} entries unsent")
        self.show.step(f"{node.name}: recorded offline, {waiting['unsent']} entries wait")
        self.relay.mend()
        sent = self.programs.json("pakt", "sync", store=node.store)["sent"]["entries"]
        self.show.step(f"{node.name}: connected again, {sent} entries sent")
        if sent != waiting["unsent"] or self.status(node)["unsent"] != 0:
            raise ProgramError(f"{node.name}: {waiting['unsent']} entries waited, {sent} were sent")
        self.checks.append(f"{node.name}: cut off, recorded {sent} entries offline, caught up")

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
        if before != after:
            raise ProgramError(f"{node.name}: {len(before - after)} records lost, {len(after - before)} added by restoring")
        self.checks.append(f"{node.name}: restored from a backup, {len(after)} records, none lost")

    def records(self, store):
        lines = self.programs.lines("pakt-admin", "dump", store)
        return {json.dumps([r["kind"], r["id"], r["fields"]], sort_keys=True) for r in lines}

    # --- The end ---------------------------------------------------------------------------------------------------

    def collect(self, first, idle):
        """Everything that is printed, with the recomputation from the input files alone."""
        self.show.step("network figures, replicas, recomputation")
        first = [session for session in first if session]
        cells = self.programs.json("pakt-hub", "figures", store=self.hub)["cells"]
        replicas = self.programs.json("pakt-admin", "replicas", store=self.hub)["replicas"]
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
            "page": page}
        self.is_done = True
        return result, replicas, self.checks

    def close(self):
        if self.relay:
            self.relay.close()


def json_lines(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()] if file.exists() else []


def reports(folder):
    """The years of a partner's yearly reports."""
    return [line["year"] for line in json_lines(folder / "reports.jsonl")]
