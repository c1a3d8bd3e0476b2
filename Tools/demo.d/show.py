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

    def result(self, result, replicas):
        """The network's figures, the replicas, what was checked, the page's address."""
        self._end_line()
        print(f"\n{result['partners']} partners, {result['nodes']} nodes, "
              f"{grouped(result['records'])} records in {grouped(result['entries'])} entries at the hub")
        print(f"first synchronisation by hand: {grouped(result['first_sync']['entries'])} entries, "
              f"{grouped(result['first_sync']['up'])} B up, {grouped(result['first_sync']['down'])} B down; "
              f"with nothing new: {result['idle_sync']['round_trips']} round trip, "
              f"{result['idle_sync']['up']} B up, {result['idle_sync']['down']} B down")
        cells = result["figures"]
        print("\nNetwork figures as the city's office sees them ((w) withheld from the public, (p) provisional)\n")
        table(*yearly(cells))
        print()
        table(*measures(cells))
        print("\nReplicas\n")
        names = ("partner", "node", "state", "last_contact", "size", "behind", "version")
        table(names, [[str(replica.get(name, "")) for name in names] for replica in replicas])
        print()
        for check in result["checks"]:
            print(check)
        equal = "all equal" if result["recomputed_equal"] else "SOME DIFFER"
        print(f"Tools/recompute.py from the input files alone: {len(cells)} figures, {equal}")
        print(f"\npublic page: {result['page']}", flush=True)

    def how_to_look(self, page, local_pages, programs, work, store):
        """What can be done while hub and daemons keep running."""
        lines = ["", "Hub, daemons and pages keep running until Ctrl-C. To look:",
                 f"  public page     {page}"]
        lines += [f"  local page      {address}  ({name}; the address opens once)" for name, address in local_pages]
        lines += [f"  figures         {programs}/pakt-hub figures --store {work}/hub",
                  f"  replicas        {programs}/pakt-admin replicas --store {work}/hub",
                  f"  one partner     {programs}/pakt status --store {store}"]
        print("\n".join(lines), file=sys.stderr, flush=True)

    def json(self, result):
        self._end_line()
        print(json.dumps(result, ensure_ascii=False), flush=True)

    def _end_line(self):
        if self._has_open_line:
            print(file=sys.stderr)
            self._has_open_line = False


MARKS = {"withheld": " (w)", "provisional": " (p)"}
# Exact amounts are in --json; people read thousands of tonnes, gigawatt hours and percent.
SCALES = {"kg": (10**6, "kt CO2"), "kg/a": (10**6, "kt CO2/a"), "kWh": (10**6, "GWh"), "1": (1, "")}
SHARES = ("coverage", "energy.renewable_share")
LATER_YEARS = (2030, 2035)


def yearly(cells):
    """(names, rows): one row a figure and what it is split by, one column a year."""
    chosen = [cell for cell in cells if cell["figure"] != "measures.count"]
    reported = {cell["year"] for cell in chosen if cell["figure"] == "coverage"}
    years = sorted(reported | {cell["year"] for cell in chosen if cell["year"] in LATER_YEARS})
    rows = {}
    for cell in chosen:
        split = " ".join(cell["dimensions"].values())
        unit = "%" if cell["figure"] in SHARES else SCALES[cell["unit"]][1]
        row = rows.setdefault((cell["figure"], split, unit), {})
        row[cell["year"]] = amount_text(cell) + MARKS.get(cell["status"], "")
    names = ["figure", "split", "unit", "all years"] + [str(year) for year in years]
    lines = [[figure, split, unit] + [row.get(year, "") for year in [None] + years]
             for (figure, split, unit), row in rows.items() if set(row) & {None, *years}]
    return names, lines


def measures(cells):
    """(names, rows): the number of measures, one row a category, one column a state."""
    counts = {}
    for cell in cells:
        if cell["figure"] == "measures.count" and cell["value"]:
            key = cell["dimensions"]["category"], cell["dimensions"]["state"]
            counts[key] = counts.get(key, 0) + int(cell["value"])
    categories, states = (list(dict.fromkeys(key[index] for key in sorted(counts))) for index in (0, 1))
    rows = [[category] + [str(counts.get((category, state), "")) for state in states]
            + [str(sum(counts.get((category, state), 0) for state in states))] for category in categories]
    return ["measures"] + states + ["all"], rows


def amount_text(cell):
    """A value for people."""
    text = cell.get("value") or cell.get("fraction")
    if text is None:
        return "."
    scale = Fraction(1, 100) if cell["figure"] in SHARES else SCALES[cell["unit"]][0]
    number = Fraction(text) / scale
    if scale == 1:
        return str(number)
    tenths = int(number * 10 + Fraction(1, 2))
    return f"{grouped(tenths // 10)}.{tenths % 10}"


def grouped(number):
    return f"{number:,}".replace(",", " ")


def table(names, rows):
    """Columns as wide as their content; numbers to the right."""
    widths = [max([len(name)] + [len(row[index]) for row in rows]) for index, name in enumerate(names)]
    right = [any(row[index] for row in rows)
             and all(row[index][:1].isdigit() and "-" not in row[index] or row[index] in ("", ".") for row in rows)
             for index in range(len(names))]
    for row in [names] + rows:
        cells = [cell.rjust(width) if is_right else cell.ljust(width)
                 for cell, width, is_right in zip(row, widths, right)]
        print(COLUMN_GAP.join(cells).rstrip())
