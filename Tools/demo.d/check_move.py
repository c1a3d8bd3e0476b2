#!/usr/bin/env python3
"""Shows that one changed value in one input file moves exactly the figures that depend on it, and no other.

    Tools/demo.d/check_move.py [--partners N] [--seed N] [--only WORD]
    Tools/demo.d/check_move.py --waiver [--seed N]      without its waiver the totals that the steel works dominates
                                                        are withheld, with it they are published; all 40 partners

Runs the demo once on an unchanged input and once for each change, and compares the hub's figures. What must move is
written here by hand, beside each change; it is computed by nothing. The last line is {"changes","wrong"}; exit 0 or 1.
The programs must be built.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STEEL, PORT, HOSPITAL = "01-huettenwerk", "02-hafen", "03-klinikum"
WORKSHOP, TOWN = "04-schreinerei", "06-stadtbetriebe"
SCOPES = "S1,S2LB"
# More than nine tenths of the network's Scope 1 is the steel works'.
DOMINATED = "emissions.s1"
GOAL_YEAR = 2035


def main():
    options = arguments()
    work = pathlib.Path(tempfile.mkdtemp(prefix="pakt-moves-"))
    try:
        return check_waiver(options, work) if options.waiver else check(options, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check(options, work):
    source = work / "unchanged"
    command = [sys.executable, HERE / "main.py", "--root", options.root]
    size = ["--partners", str(options.partners), "--seed", str(options.seed)]
    subprocess.run([*command, "--write-input", source, *size], check=True)
    chosen = [change for change in CHANGES if options.only in change[0]]
    before = run(command, source)
    wrong = 0
    for number, (title, partner, file, change, expected) in enumerate(chosen, start=1):
        changed = work / str(number)
        shutil.copytree(source, changed)
        path = changed / partner / file if partner == "network" else changed / "partners" / partner / file
        content = path.read_bytes().decode("utf-8")
        replacement = change(content)
        assert replacement != content, title
        path.write_bytes(replacement.encode("utf-8"))
        after = run(command, changed)
        moved = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        expected = expected if isinstance(expected, set) else expected(source / "partners" / partner)
        is_right = moved == expected
        wrong += not is_right
        print(f"{'right' if is_right else 'WRONG'}  {title}: {len(moved)} of {len(before)} figures moved", flush=True)
        for key in sorted(expected - moved, key=str):
            print(f"       should have moved: {key}")
        for key in sorted(moved - expected, key=str):
            print(f"       should have stayed: {key}")
        shutil.rmtree(changed)
    print(json.dumps({"changes": len(chosen), "wrong": wrong}))
    return 1 if wrong else 0


def check_waiver(options, work):
    """The same network with and without the signed waiver of the partner that dominates."""
    command = [sys.executable, HERE / "main.py", "--root", options.root]
    source = work / "input"
    subprocess.run([*command, "--write-input", source, "--seed", str(options.seed)], check=True)
    wrong = 0
    for title, status in (("with its waiver", "published"), ("without its waiver", "withheld")):
        states = {cell["status"] for cell in cells_of(command, source) if cell["figure"] == DOMINATED}
        is_right = states == {status}
        wrong += not is_right
        print(f"{'right' if is_right else 'WRONG'}  {title}: {DOMINATED} is {', '.join(sorted(states))}", flush=True)
        (source / "partners" / STEEL / "Release.jsonl").unlink(missing_ok=True)
    print(json.dumps({"changes": 2, "wrong": wrong}))
    return 1 if wrong else 0


def run(command, source):
    """Every figure of one demo: {(figure, year, dimensions): (value, contributors)}."""
    return {(cell["figure"], cell["year"], tuple(cell["dimensions"].values())):
            (cell["value"] or cell["fraction"], cell["contributors"]) for cell in cells_of(command, source)}


def cells_of(command, source):
    """The cells that one demo prints; its own recomputation must have agreed."""
    result = subprocess.run([*command, "--once", "--json", "--input", source], check=False, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, encoding="utf-8")
    if result.returncode != 0:
        raise SystemExit(f"the demo ended with {result.returncode}\n{result.stderr}")
    return json.loads(result.stdout)["figures"]


# --- Changes: what is written differently --------------------------------------------------------------------------


def line_with(pattern, field, value):
    """The field of the first line that matches gets another value."""
    def change(content):
        lines = content.splitlines(keepends=True)
        index = next(index for index, line in enumerate(lines) if re.search(pattern, line))
        record = json.loads(lines[index])
        assert field in record, field
        lines[index] = json.dumps(record | {field: value}, ensure_ascii=False) + "\n"
        return "".join(lines)
    return change


def without(pattern):
    """The first line that matches is left out."""
    def change(content):
        lines = content.splitlines(keepends=True)
        del lines[next(index for index, line in enumerate(lines) if re.search(pattern, line))]
        return "".join(lines)
    return change


def quarter_hour(stamp, value):
    """One value of a load profile."""
    return lambda content: re.sub(f"(?m)^({re.escape(stamp)};)[^\r\n]*", rf"\g<1>{value}", content, count=1)


# --- What must move ------------------------------------------------------------------------------------------------


def used(year, carrier, scope=None):
    """What a used amount of a carrier moves: its energy, the share, and the emissions and the path of its scope."""
    cells = {("energy", year, (carrier,)), ("energy.renewable_share", year, ())}
    if scope:
        cells |= {(f"emissions.{scope}", year, ()), ("path.actual", year, (SCOPES,))}
    return cells


def goal_of_port(folder):
    """The path from the last knot before the goal on."""
    target = first_record(folder / "Target.jsonl", "targetYear")
    last_knot = max([target["baseYear"], *target.get("milestoneYears", [])])
    return {("path.target", year, (SCOPES,)) for year in range(last_knot + 1, GOAL_YEAR + 1)}


def other_goal(content):
    """The reduction in percent or the goal itself, whichever the target has."""
    field = "reductionPercent" if "reductionPercent" in content else "targetValue"
    return line_with(field, field, "33")(content)


def category_of_lighting(folder):
    """One measure less in one group, one more in another."""
    measure = first_record(folder / "Measure.jsonl", '"lighting"')
    state = first_record(folder / "MeasureProgress.jsonl", re.escape(measure["title"]))["state"]
    return {("measures.count", None, (category, state, measure["theme"])) for category in ("lighting", "other")}


def first_record(file, pattern):
    return next(json.loads(line) for line in file.read_text("utf-8").splitlines() if re.search(pattern, line))


CHANGES = [
    ("a quarter hour of measured grid electricity", STEEL, "profiles/Walzstraße 2.csv",
     quarter_hour("15.05.2019;12:00", "9.999,5"),
     used(2019, "ELEC_GRID", "s2lb") | {("energy.profile", 2019, ())}),
    ("a quarter hour of the hour that comes twice", STEEL, "profiles/Walzstraße 2.csv",
     quarter_hour("27.10.2019;02:15", "9.999,5"),
     used(2019, "ELEC_GRID", "s2lb") | {("energy.profile", 2019, ())}),
    ("a quarter hour of the own roof", PORT, "profiles/PV Hallendächer.csv", quarter_hour("21.06.2019;13:00", "1,0"),
     used(2019, "ELEC_PV_SELF") | {("energy.profile", 2019, ())}),
    ("a quarter hour of own cogeneration, whose fuel is counted", TOWN, "profiles/Generator 1.csv",
     quarter_hour("02.01.2019;06:00", "1,0"), {("energy.profile", 2019, ())}),
    ("gas of one year", HOSPITAL, "ActivityLine.jsonl",
     line_with('"carrier": "NATGAS".*"periodStart": "2023', "quantity", "123456.7"), used(2023, "NATGAS", "s1")),
    ("electricity of one year", WORKSHOP, "ActivityLine.jsonl",
     line_with('"carrier": "ELEC_GRID".*"periodStart": "2021', "quantity", "9999"), used(2021, "ELEC_GRID", "s2lb")),
    ("wood, whose carbon is biogenic", WORKSHOP, "ActivityLine.jsonl",
     line_with('"carrier": "WOOD".*"periodStart": "2020', "quantity", "9.9"), used(2020, "WOOD")),
    ("what was recorded without a connection", HOSPITAL, "later/ActivityLine.jsonl",
     line_with('"carrier": "DIESEL"', "quantity", "12345"), used(2025, "DIESEL", "s1")),
    ("the unit of a line", WORKSHOP, "ActivityLine.jsonl",
     line_with('"carrier": "DIESEL".*"periodStart": "2022', "unit", "kg"), used(2022, "DIESEL", "s1")),
    ("a signed reduction", PORT, "Target.jsonl", other_goal, goal_of_port),
    ("what a measure shall save", PORT, "Measure.jsonl",
     line_with("expectedSavingKgCo2e", "expectedSavingKgCo2e", "1234567"), {("measures.expected", None, ())}),
    ("what a measure has saved", PORT, "MeasureProgress.jsonl",
     line_with("realisedSavingKgCo2e", "realisedSavingKgCo2e", "54321"), {("measures.realised", None, ())}),
    ("energy that a measure shall save", PORT, "Measure.jsonl",
     line_with("expectedSavingKwh", "expectedSavingKwh", "1234567"), set()),
    ("the category of a measure", PORT, "Measure.jsonl", line_with('"lighting"', "category", "other"),
     category_of_lighting),
    ("the number of employees", PORT, "Partner.jsonl", line_with("employees", "employees", 461), set()),
    ("the text of a practice", STEEL, "BestPractice.jsonl", line_with("textEn", "textEn", "Another text."), set()),
    ("an agreement that is not confirmed", "network", "decisions.jsonl", without(f'"confirm", "partner": "{PORT}"'),
     {("partners.signed", None, ())} | {("path.target", year, (SCOPES,)) for year in range(2019, GOAL_YEAR + 1)}
     | {("path.actual", year, (SCOPES,)) for year in range(2019, 2026)}),
]


def arguments():
    parser = argparse.ArgumentParser(description="Changes one value at a time and compares what moves.")
    parser.add_argument("--root", type=pathlib.Path, default=ROOT, help=argparse.SUPPRESS)
    parser.add_argument("--partners", type=int, default=6, metavar="N", help="size of the network, at least 6")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="other invented numbers")
    parser.add_argument("--waiver", action="store_true", help="with and without the waiver of the steel works")
    parser.add_argument("--only", default="", metavar="WORD", help="only changes whose title has this word")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
