"""A program that keeps running, and what it said on stdout: one JSON object a line, each with the moment it came."""

import json
import threading
import time


class Service:
    def __init__(self, process):
        self.process = process
        self._events = []
        self._has_ended = False
        self._changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def events(self, name):
        """[(seconds of the monotonic clock, event)] of this name, in the order in which they came."""
        with self._changed:
            return [(moment, event) for moment, event in self._events if event.get("event") == name]

    def first(self, name, timeout, after=0.0):
        """The first event of this name later than `after`; None when there is none in time or the program has ended."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while True:
                for moment, event in self._events:
                    if moment > after and event.get("event") == name:
                        return event
                remaining = deadline - time.monotonic()
                if self._has_ended or remaining <= 0:
                    return None
                self._changed.wait(remaining)

    def _read(self):
        try:
            for line in self.process.stdout:
                try:
                    event = json.loads(line)
                except json.JSONDecodeError:
                    continue
                with self._changed:
                    self._events.append((time.monotonic(), event))
                    self._changed.notify_all()
        except ValueError:
            pass  # The stream was closed while it was read: the demo is ending.
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()
