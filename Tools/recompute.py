#!/usr/bin/env python3
"""Recomputes every network figure from the demo's input files alone, naively and exactly, and compares.

    Tools/recompute.py INPUT_DIR                 prints the cells as one JSON object
    Tools/recompute.py INPUT_DIR --cells FILE    compares with the cells of `pakt-hub figures --json` (or of the demo);
                                                 the last line is {"cells","equal","different"}; exit 0 or 1

Shares no code and no table with the programs: the factors below are typed from the published tables, the arithmetic is
that of `fractions.Fraction`. The input is described in Protocol/INPUT.md, the figures in Protocol/FIGURES.md.
"""

import argparse
import csv
import functools
import json
import pathlib
import sys
from fractions import Fraction

# --- Factors -----------------------------------------------------------------------------------------------------

# Umweltbundesamt, Climate Change 16/2026 (DOI 10.60810/openumwelt-8399), table 2, "CO2-Emissionsfaktor Strommix":
# grams of direct CO2 a kWh, Germany.
ELECTRICITY_MIX = {
    2006: 608, 2007: 626, 2008: 582, 2009: 571, 2010: 559, 2011: 570, 2012: 572, 2013: 572, 2014: 559, 2015: 529,
    2016: 524, 2017: 490, 2018: 473, 2019: 409, 2020: 365, 2021: 406, 2022: 433, 2023: 379, 2024: 353, 2025: 344,
}

# EBeV 2030, annex 2 part 4 (BGBl. I 2022 p. 2881): t CO2 a GJ (net), GJ a t (net), kg a litre. A MWh of natural gas
# by its gross calorific value is 3.2508 GJ net, which is 0.903 of 3.6 GJ.
EBEV = {
    "NATGAS": ("0.0558", None, None),
    "HEATOIL_EL": ("0.0740", "42.8", "0.845"),
    "DIESEL": ("0.0740", "42.8", "0.845"),
    "HEATOIL_S": ("0.0797", None, None),
    "LPG": ("0.0655", "46.0", None),
}
NET_TO_GROSS_OF_NATURAL_GAS = Fraction("0.903")

# IPCC 2006 guidelines, volume 2, tables 1.2 and 1.4: t CO2 a TJ (net), TJ a Gg (net); densities of the EFRAG VSME
# template 1.3.0: kg a m3 for gases, kg a litre for liquids.
IPCC = {
    "BFG": ("260", "2.47", "1.25"),
    "BOFG": ("182", "7.06", "1.33"),
    "COG": ("44.4", "38.7", "0.475"),
    "COKING_COAL": ("94.6", "28.2", None),
    "COKE": ("107", "28.2", None),
    "HARDCOAL": ("94.6", "25.8", None),
    "LIGNITE": ("101", "11.9", None),
    "PETCOKE": ("97.5", "32.5", None),
    "PETROL": ("69.3", "44.3", "0.74"),
    "KEROSENE": ("71.9", "43.8", "0.80"),
    "WASTE_FOSSIL": ("91.7", "10.0", None),
    "WOOD": ("112", "15.6", None),
}

# Renewable energy; burning wood or biomethane sets free biogenic CO2 only, which is outside the scopes.
RENEWABLE = {"ELEC_PV_SELF", "ELEC_WIND_SELF", "SOLAR_THERMAL", "AMBIENT_HEAT", "H2_GREEN", "BIOMETHANE", "WOOD"}
# Not consumption: what is exported, and the electricity of an own cogeneration plant, whose fuel is counted.
NOT_CONSUMED = {"ELEC_EXPORT", "ELEC_CHP_SELF"}
KILOWATT_HOURS = {"kWh": Fraction(1), "MWh": Fraction(1000), "GJ": Fraction(10**9, 3600000),
                  "TJ": Fraction(10**12, 3600000), "kWh_Hi": Fraction(1), "MWh_Hi": Fraction(1000)}
GROSS_KILOWATT_HOURS = {"kWh_Hs": Fraction(1), "MWh_Hs": Fraction(1000)}
GOAL_YEAR = 2035
SCOPE_FIELDS = {"S1": "s1", "S2LB": "s2lb"}
KILOWATT_HOURS_A_MEGAJOULE = Fraction(1000000, 3600000)


def energy_of(carrier, quantity, unit):
    """The energy of a quantity in kWh; of a fuel its net calorific value."""
    if unit in KILOWATT_HOURS:
        return quantity * KILOWATT_HOURS[unit]
    if unit in GROSS_KILOWATT_HOURS:
        return quantity * GROSS_KILOWATT_HOURS[unit] * NET_TO_GROSS_OF_NATURAL_GAS
    factor, net_calorific_value, density = EBEV.get(carrier) or IPCC[carrier]
    kilograms = quantity * {"t": 1000, "kg": 1}[unit] if unit in ("t", "kg") else quantity * Fraction(density)
    return kilograms * Fraction(net_calorific_value) * KILOWATT_HOURS_A_MEGAJOULE


def emissions_of(carrier, energy, year):
    """(scope, kg of direct CO2) of an amount of energy in kWh."""
    if carrier == "ELEC_GRID":
        return "s2lb", energy * ELECTRICITY_MIX[year] / 1000
    if carrier in EBEV:
        return "s1", energy * Fraction("0.0036") * Fraction(EBEV[carrier][0]) * 1000
    if carrier in RENEWABLE or carrier in NOT_CONSUMED:
        return None, Fraction(0)
    return "s1", energy * Fraction("0.0000036") * Fraction(IPCC[carrier][0]) * 1000


# --- Input ---------------------------------------------------------------------------------------------------------


def read_lines(*files):
    """The objects of JSON-lines files, in their order; a file that is not there has none."""
    lines = []
    for file in files:
        if file.exists():
            lines += [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return lines


def records(folder, kind):
    """A partner's records of a kind: those of the start and those that came later."""
    return read_lines(folder / f"{kind}.jsonl", folder / "later" / f"{kind}.jsonl")


@functools.cache
def profile_energy(file):
    """kWh by year of a load profile: quarter-hour means in kW, decimal comma, thousands point."""
    energy = {}
    with open(file, encoding="ascii", newline="") as stream:
        rows = csv.reader(stream, delimiter=";")
        next(rows)
        for day, _, power in rows:
            year = int(day.split(".")[2])
            number = Fraction(power.replace(".", "").replace(",", "."))
            energy[year] = energy.get(year, 0) + number / 4
    return energy


def profiles(folder):
    """[(carrier, year, kWh)] of a partner's measured meters."""
    carriers = {meter["name"]: meter["carrier"] for meter in records(folder, "Meter")}
    return [(carriers[file.stem], year, energy) for file in sorted((folder / "profiles").glob("*.csv"))
            for year, energy in profile_energy(file).items()]


def inventory(folder, year):
    """One partner's year: {"s1", "s2lb", "consumed", "renewable", "carriers": {carrier: kWh}} in kg and kWh."""
    lines = {}
    for line in records(folder, "ActivityLine"):
        key = tuple(line.get(name) for name in ("site", "meter", "carrier", "periodStart", "periodEnd"))
        lines[key] = line
    used = [(line["carrier"], energy_of(line["carrier"], Fraction(line["quantity"]), line["unit"]))
            for line in lines.values() if line["periodStart"] == f"{year}-01-01"]
    used += [(carrier, energy) for carrier, measured, energy in profiles(folder) if measured == year]
    result = {"s1": Fraction(0), "s2lb": Fraction(0), "consumed": Fraction(0), "renewable": Fraction(0), "carriers": {}}
    for carrier, energy in used:
        if carrier in NOT_CONSUMED:
            continue
        scope, mass = emissions_of(carrier, energy, year)
        if scope:
            result[scope] += mass
        result["carriers"][carrier] = result["carriers"].get(carrier, 0) + energy
        result["consumed"] += energy
        result["renewable"] += energy if carrier in RENEWABLE else 0
    return result


# --- Figures -------------------------------------------------------------------------------------------------------


class Partner:
    """What one partner adds to the network's figures."""

    def __init__(self, folder, decisions):
        self.is_active = any("leftOn" not in membership for membership in records(folder, "Membership"))
        confirmed = {decision["agreement"] for decision in decisions if decision["decision"] == "confirm"}
        self.is_signed = any(agreement["number"] in confirmed for agreement in records(folder, "Agreement"))
        accepted = {decision["year"] for decision in decisions if decision["decision"] == "accept"}
        submitted = {report["year"] for report in records(folder, "reports")}
        self.inventories = {year: inventory(folder, year) for year in sorted(accepted & submitted)}
        self.profiles = profiles(folder)
        self.paths = [path_of(target) for target in records(folder, "Target")] if self.is_signed else []
        newest = {}
        for step in records(folder, "MeasureProgress"):
            if step["measure"] not in newest or newest[step["measure"]]["date"] <= step["date"]:
                newest[step["measure"]] = step
        self.measures = [(measure, newest.get(measure["title"], {})) for measure in records(folder, "Measure")]


def path_of(target):
    """(scopes, [(year, kg)]): base, milestones and goal of a target."""
    base = Fraction(target["baseValue"])
    if "targetValue" in target:
        goal = Fraction(target["targetValue"])
    else:
        goal = base * (100 - Fraction(target["reductionPercent"])) / 100
    knots = [(target["baseYear"], base)]
    knots += zip(target.get("milestoneYears", []), map(Fraction, target.get("milestoneValues", [])))
    return target["scopes"], knots + [(target["targetYear"], goal)]


def path_value(knots, year):
    """Straight lines between the knots; None before the first, constant after the last."""
    if year < knots[0][0]:
        return None
    for (first, low), (last, high) in zip(knots, knots[1:]):
        if first <= year <= last:
            return low + (high - low) * Fraction(year - first, last - first)
    return knots[-1][1]


def figures(source):
    """Every cell as {(figure, year, ((dimension, code), …)): (Fraction or None, contributors)}."""
    decisions = read_lines(source / "network" / "decisions.jsonl")
    partners = [Partner(folder, [decision for decision in decisions if decision["partner"] == folder.name])
                for folder in sorted((source / "partners").iterdir())]
    cells = {}
    cells["partners.active", None, ()] = counted(sum(partner.is_active for partner in partners))
    cells["partners.signed", None, ()] = counted(sum(partner.is_signed for partner in partners))
    years = sorted({year for partner in partners for year in partner.inventories}
                   | {year for partner in partners for _, year, _ in partner.profiles})
    for year in years:
        add_year(cells, partners, year)
    add_paths(cells, partners, years)
    add_measures(cells, partners)
    return cells


def counted(number):
    return Fraction(number), number


def added(amounts):
    """The sum of the partners' amounts and how many there are; no data when there are none."""
    amounts = [amount for amount in amounts if amount is not None]
    return (sum(amounts, Fraction(0)), len(amounts)) if amounts else (None, 0)


def add_year(cells, partners, year):
    balances = [partner.inventories[year] for partner in partners if year in partner.inventories]
    active = [partner for partner in partners if partner.is_active]
    reporting = sum(year in partner.inventories for partner in active)
    cells["coverage", year, ()] = (Fraction(reporting, len(active)) if active else None, reporting)
    cells["emissions.s1", year, ()] = added([balance["s1"] for balance in balances])
    cells["emissions.s2lb", year, ()] = added([balance["s2lb"] for balance in balances])
    carriers = sorted({carrier for balance in balances for carrier, energy in balance["carriers"].items() if energy})
    for carrier in carriers:
        cells["energy", year, (("carrier", carrier),)] = added(
            [balance["carriers"].get(carrier) or None for balance in balances])
    if not carriers:
        cells["energy", year, ()] = (None, 0)
    using = [balance for balance in balances if balance["carriers"]]
    total = sum(balance["consumed"] for balance in using)
    renewable = sum(balance["renewable"] for balance in using)
    cells["energy.renewable_share", year, ()] = (renewable / total if total else None, len(using))
    measured = [[energy for carrier, other, energy in partner.profiles if other == year and carrier != "ELEC_EXPORT"]
                for partner in partners]
    cells["energy.profile", year, ()] = added([sum(energies) for energies in measured if energies])


def add_paths(cells, partners, years):
    """Per set of scopes: what the signed targets allow until the goal year, and what their partners emitted."""
    by_scopes = {}
    for partner in partners:
        for scopes, knots in partner.paths:
            by_scopes.setdefault(scopes, []).append((partner, knots))
    for scopes, members in by_scopes.items():
        dimensions = (("scopes", scopes),)
        first = min(knots[0][0] for _, knots in members)
        last = max([GOAL_YEAR] + [knots[-1][0] for _, knots in members])
        for year in range(first, last + 1):
            cells["path.target", year, dimensions] = added([path_value(knots, year) for _, knots in members])
        for year in years:
            begun = [partner for partner, knots in members if knots[0][0] <= year]
            if begun:
                cells["path.actual", year, dimensions] = added(
                    [sum(partner.inventories[year][SCOPE_FIELDS[scope]] for scope in scopes.split(","))
                     for partner in begun if year in partner.inventories])
    for year in years:
        if not any(figure == "path.actual" and other == year for figure, other, _ in list(cells)):
            cells["path.actual", year, ()] = (None, 0)


def add_measures(cells, partners):
    groups = {}
    for partner in partners:
        for measure, step in partner.measures:
            key = (("category", measure["category"]), ("state", step.get("state", "planned")), ("theme", measure["theme"]))
            groups.setdefault(key, []).append(partner)
    for key, members in groups.items():
        cells["measures.count", None, key] = (Fraction(len(members)), len(set(members)))
    if not groups:
        cells["measures.count", None, ()] = (None, 0)
    for figure, index, field in (("measures.expected", 0, "expectedSavingKgCo2e"),
                                 ("measures.realised", 1, "realisedSavingKgCo2e")):
        sums = []
        for partner in partners:
            amounts = [Fraction(pair[index][field]) for pair in partner.measures
                       if field in pair[index] and pair[1].get("state") not in ("stopped", "dropped")]
            sums.append(sum(amounts) if amounts else None)
        cells[figure, None, ()] = added(sums)


# --- Comparison ----------------------------------------------------------------------------------------------------


def cell_key(cell):
    return cell["figure"], cell["year"], tuple(cell["dimensions"].items())


def cell_amount(cell):
    text = cell.get("value") or cell.get("fraction")
    return None if text is None else Fraction(text)


def compare(expected, cells):
    """The cells that differ in value or number of contributors, are missing or are too many."""
    given = {cell_key(cell): (cell_amount(cell), cell["contributors"]) for cell in cells}
    return [{"cell": key, "recomputed": expected.get(key), "given": given.get(key)}
            for key in sorted(set(expected) | set(given), key=str) if expected.get(key) != given.get(key)]


def as_json(key, amount):
    figure, year, dimensions = key
    value, contributors = amount
    return {"figure": figure, "year": year, "dimensions": dict(dimensions),
            "fraction": None if value is None else str(value), "contributors": contributors}


def main():
    parser = argparse.ArgumentParser(description="Recomputes the network's figures from the demo's input files.")
    parser.add_argument("source", type=pathlib.Path, help="folder that Tools/demo --write-input wrote")
    parser.add_argument("--cells", metavar="FILE", help="JSON with the cells to compare with; - is stdin")
    options = parser.parse_args()
    if not (options.source / "demo.json").exists():
        parser.error(f"{options.source} has no demo.json")
    expected = figures(options.source)
    if not options.cells:
        print(json.dumps({"cells": [as_json(*item) for item in expected.items()]}, ensure_ascii=False))
        return 0
    content = json.load(sys.stdin if options.cells == "-" else open(options.cells, encoding="utf-8"))
    cells = content if isinstance(content, list) else content.get("cells") or content["figures"]
    different = compare(expected, cells)
    for difference in different:
        print(json.dumps(difference, ensure_ascii=False, default=str))
    equal = len(expected) - sum(1 for difference in different if difference["recomputed"] is not None)
    print(json.dumps({"cells": len(expected), "equal": equal, "different": len(different)}))
    return 1 if different or not cells else 0


if __name__ == "__main__":
    sys.exit(main())
