"""Runs the built programs, remembers every child process and ends them all, whatever happens."""

import json
import os
import pathlib
import signal
import subprocess
import threading
import time

from service import Service

RUN_TIMEOUT_SECONDS = 180
STOP_TIMEOUT_SECONDS = 10


class ProgramError(Exception):
    """A program left with an exit code that the demo did not expect."""


class Programs:
    def __init__(self, root):
        self.directory = pathlib.Path(root) / ".build" / "release"
        self.environment = {**os.environ, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        self.environment.pop("PAKT_STORE", None)
        self._children = set()
        self._lock = threading.Lock()
        self._is_closed = False
        for name in ("pakt", "pakt-hub", "pakt-admin"):
            if not (self.directory / name).exists():
                raise ProgramError(f"{self.directory / name} is not built")

    def run(self, program, *arguments, store=None, expect=(0,)):
        """One command to its end; what it printed on stdout. Raises when its exit code is not in `expect`."""
        command = self._command(program, arguments, store)
        process = self._start(command, subprocess.PIPE)
        try:
            output, messages = process.communicate(timeout=RUN_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            output, messages = process.communicate()
            raise ProgramError(f"no end after {RUN_TIMEOUT_SECONDS} s: {' '.join(command)}\n{messages}") from None
        finally:
            self._forget(process)
        if process.returncode not in expect:
            raise ProgramError(f"exit {process.returncode} of {' '.join(command)}\n{output[-2000:]}{messages[-4000:]}")
        return output

    def json(self, program, *arguments, store=None, expect=(0,)):
        """As `run` with --json: the object printed last."""
        output = self.run(program, *arguments, "--json", store=store, expect=expect)
        return last_object(output)

    def lines(self, program, *arguments, store=None):
        """As `run` with --json: every object, one a line."""
        output = self.run(program, *arguments, "--json", store=store)
        return [json.loads(line) for line in output.splitlines() if line.strip()]

    def serve(self, program, *arguments, store, log):
        """A program that keeps running, with --json; its messages go to the file `log`."""
        return Service(self._start(self._command(program, (*arguments, "--json"), store), open(log, "ab")))

    def stop_all(self):
        with self._lock:
            self._is_closed = True
            children = list(self._children)
        for process in children:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        for process in children:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _command(self, program, arguments, store):
        command = [str(self.directory / program), *map(str, arguments)]
        return command + ["--store", str(store)] if store else command

    def _start(self, command, messages):
        with self._lock:
            if self._is_closed:
                raise ProgramError("the demo is ending")
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=messages, env=self.environment,
                text=True, encoding="utf-8", start_new_session=True)
            self._children.add(process)
        if messages is not subprocess.PIPE:
            messages.close()
        return process

    def _forget(self, process):
        with self._lock:
            self._children.discard(process)


def last_object(output):
    """The whole output as one JSON object, else its last line."""
    try:
        return json.loads(output)
    except json.JSONDecodeError:
        lines = [line for line in output.splitlines() if line.strip()]
        if not lines:
            raise ProgramError("a program printed no JSON") from None
        return json.loads(lines[-1])
