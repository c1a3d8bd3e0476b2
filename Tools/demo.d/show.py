"""What the demo says: progress on stderr while it runs, tables on stdout at its end."""

import json
import sys
import time
from fractions import Fraction

COLUMN_GAP = "  "


class Show:
    def __init__(self):
        self.started = time.monotonic()
        self.is_terminal = sys.stderr.isatty()
        self._has_open_line = False

    def step(self, text):
        self._end_line()
        print(f"[{time.monotonic() - self.started:6.1f} s] {text}", file=sys.stderr, flush=True)

    def progress(self, title, done, count):
        """One line that is overwritten on a terminal; elsewhere a line at the end only."""
        text = f"[{time.monotonic() - self.started:6.1f} s] {title}: {done} of {count}"
        if self.is_terminal:
            print(f"\r{text}", end="", file=sys.stderr, flush=True)
            self._has_open_line = True
        if done == count:
            if self.is_terminal:
                self._end_line()
            else:
                print(text, file=sys.stderr, flush=True)

    def result(self, result, replicas, checks):
        """The network's figures, the replicas, the page's address."""
        self._end_line()
        print(f"\n{result['partners']} partners, {result['nodes']} nodes, "
              f"{grouped(result['records'])} records in {grouped(result['entries'])} entries at the hub")
        print(f"first synchronisation: {grouped(result['first_sync']['entries'])} entries, "
              f"{grouped(result['first_sync']['up'])} B up, {grouped(result['first_sync']['down'])} B down; "
              f"with nothing new: {result['idle_sync']['round_trips']} round trip, "
              f"{result['idle_sync']['up']} B up, {result['idle_sync']['down']} B down")
        print("\nNetwork figures")
        table(("figure", "year", "split", "value", "unit", "partners", "status"), [cell_row(c) for c in result["figures"]])
        print("\nReplicas")
        names = ("partner", "state", "last_contact", "size", "behind", "version")
        table(names, [[str(replica.get(name, "")) for name in names] for replica in replicas])
        print()
        for check in checks:
            print(check)
        equal = "equal" if result["recomputed_equal"] else "DIFFERENT"
        print(f"Tools/recompute.py from the input files alone: {len(result['figures'])} cells, {equal}")
        print(f"public page: {result['page']}", flush=True)

    def json(self, result):
        self._end_line()
        print(json.dumps(result, ensure_ascii=False), flush=True)

    def _end_line(self):
        if self._has_open_line:
            print(file=sys.stderr)
            self._has_open_line = False


def cell_row(cell):
    split = " ".join(str(value) for value in cell["dimensions"].values())
    return [cell["figure"], str(cell["year"] or ""), split, amount_text(cell), cell["unit"], str(cell["contributors"]),
            cell["status"]]


def amount_text(cell):
    """A value for people: shares in percent, other numbers without decimals; the exact value is in --json."""
    text = cell.get("value") or cell.get("fraction")
    if text is None:
        return "."
    number = Fraction(text)
    if cell["figure"] in ("coverage", "energy.renewable_share"):
        tenths = int(number * 1000 + Fraction(1, 2))
        return f"{tenths // 10}.{tenths % 10} %"
    return grouped(int(number + Fraction(1, 2)))


def grouped(number):
    return f"{number:,}".replace(",", " ")


def table(names, rows):
    """Columns as wide as their content; numbers to the right."""
    widths = [max([len(name)] + [len(row[index]) for row in rows]) for index, name in enumerate(names)]
    right = [bool(rows) and all(row[index][:1].isdigit() or row[index] in ("", ".") for row in rows)
             for index in range(len(names))]
    for row in [names] + rows:
        cells = [cell.rjust(width) if is_right else cell.ljust(width)
                 for cell, width, is_right in zip(row, widths, right)]
        print(COLUMN_GAP.join(cells).rstrip())
