"""Writes the input files of the demo: one folder a partner, one JSON-lines file a kind, the measured profiles as CSV.

Everything that the demo records comes from these files, so that a changed value moves exactly what depends on it. The
same seed gives the same bytes. The formats are described in Protocol/INPUT.md.
"""

import json
import pathlib
import random
import shutil
import sys
from decimal import ROUND_HALF_UP, Decimal

import network

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import recompute  # noqa: E402  (the base value of a target is the inventory of its base year)

FIRST_YEAR, LAST_YEAR, GOAL_YEAR = 2019, 2025, 2035
MEASURED_YEAR = 2019
# How a year differs from the trend, in per mille: the pandemic, the gas shortage, cold and mild years.
YEAR_EFFECT = {2019: 0, 2020: -62, 2021: 8, 2022: -21, 2023: -34, 2024: 4, 2025: -6}
NOISE_PER_MILLE = 25
# Which of the committed series a meter's profile of 2019 is.
PROFILES = {
    "Walzstraße 2": "lastgang-2019-hard-coal.csv",
    "PV Hallendächer": "lastgang-2019-solar.csv",
    "Grundlast Haupthaus": "lastgang-2019-waste.csv",
    "Generator 1": "lastgang-2019-gas.csv",
}
# Partners with a part in the story: who is cut off, who restores a backup, who runs a daemon.
ROLES = {"cut": "klinikum", "restored": "schreinerei", "daemons": ["hafen", "kammer", "stadtbetriebe"]}
# Who accepts that these totals may betray its own amount: the steel works in nearly all of them, the port in energy.
WAIVERS = {
    "huettenwerk": "emissions.s1,emissions.s2lb,energy,energy.renewable_share,path.target,path.actual,"
                   "measures.expected,measures.realised",
    "hafen": "energy,energy.renewable_share",
}
MINIMUM_PARTNER_COUNT = 6
# What is still open at the end: one inventory that the city has not accepted yet and one that was not handed in, so that
# the newest year of the path stays provisional; two agreements that the city has not confirmed.
UNACCEPTED = {("spedition", 2025)}
UNSUBMITTED = {("windstrom", 2025)}
UNCONFIRMED = {"hotel", "reederei"}
SIZES = ((10, "micro"), (50, "small"), (250, "medium"), (10**9, "large"))
# What changes a whole plant takes many years; other measures save at most about this much a year.
SLOW_CATEGORIES = {"processChange", "hydrogen", "fuelSwitch"}
LARGEST_USUAL_SAVING_KG = 45_000_000
MILESTONE_YEAR = 2030
STATES = ("idea", "planned", "decided", "in_progress", "done", "done", "in_progress", "stopped")


def write_input(directory, seed, partner_count, series):
    """Writes the whole input into `directory`, which must be empty or absent; `series` holds the measured CSV files."""
    directory = pathlib.Path(directory)
    if directory.exists() and any(directory.iterdir()):
        raise ValueError(f"{directory} is not empty")
    companies = network.COMPANIES[:partner_count]
    partners = []
    for number, company in enumerate(companies, start=1):
        folder = f"{number:02d}-{company.folder}"
        _Writer(directory / "partners" / folder, company, seed, pathlib.Path(series)).write()
        partners.append({"folder": folder, "name": company.name})
    _write_office(directory / "network", companies, partners)
    by_company = {company.folder: partner["folder"] for company, partner in zip(companies, partners)}
    roles = {
        "cut": by_company[ROLES["cut"]], "restored": by_company[ROLES["restored"]],
        "daemons": [by_company[name] for name in ROLES["daemons"]],
    }
    description = {"schema": "pakt.demo.input", "version": 1, "seed": seed, "network": "Klimapakt Duisburg",
                   "years": [FIRST_YEAR, LAST_YEAR], "partners": partners, "roles": roles}
    (directory / "demo.json").write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", "utf-8")


class _Writer:
    """One partner's folder."""

    def __init__(self, folder, company, seed, series):
        self.folder, self.company, self.series = folder, company, series
        self.random = random.Random(f"{seed}/{company.folder}")
        self.sites = [_site(text.strip()) for text in company.sites.split(";")]
        self.loads = [_load(text.strip(), self.sites) for text in company.loads.split(";")]
        self.is_cut = company.folder == ROLES["cut"]

    def write(self):
        company = self.company
        self.folder.mkdir(parents=True)
        self.lines("Partner", [self.partner()])
        self.lines("Site", self.sites)
        self.lines("Membership", [{"mouVersion": "2024-02", "signedOn": company.signed}])
        self.write_meters()
        activity = self.activity()
        # The node that is cut off records its last year while it has no connection.
        late = [line for line in activity if self.is_cut and line["periodStart"] >= str(LAST_YEAR)]
        self.lines("ActivityLine", [line for line in activity if line not in late])
        self.lines("ActivityLine", late, later=True)
        years = [year for year in range(company.first_year, LAST_YEAR + 1) if (company.folder, year) not in UNSUBMITTED]
        self.lines("reports", [{"year": year} for year in years if not (self.is_cut and year == LAST_YEAR)])
        self.lines("reports", [{"year": LAST_YEAR}] if self.is_cut else [], later=True)
        emissions = {year: recompute.inventory(self.folder, year) for year in years}
        self.write_promises(emissions[company.first_year])
        self.write_measures(emissions[company.first_year])
        self.lines("Release", [
            {"figures": figures, "yearFrom": FIRST_YEAR, "yearTo": GOAL_YEAR, "level": "V3", "waiver": True,
             "signedBy": "Vorstand", "validFrom": company.signed}
            for name, figures in WAIVERS.items() if name == company.folder])
        self.lines("BestPractice", [self.practice(category) for category in company.practices])

    def lines(self, name, records, later=False):
        """One file, one object a line; no file for no records."""
        if records:
            folder = self.folder / "later" if later else self.folder
            folder.mkdir(exist_ok=True)
            _write_lines(folder / f"{name}.jsonl", records)

    def partner(self):
        company = self.company
        size = next(code for limit, code in SIZES if company.employees < limit)
        return {"legalName": company.name, "naceCode": company.nace, "sectorGroup": company.sector, "sizeClass": size,
                "employees": company.employees, "kind": company.kind, "isInitiator": company.initiator,
                "etsOperator": company.ets}

    def write_meters(self):
        """The meters of a site, and the measured profile of 2019 for those that have one."""
        loads = [load for load in self.loads if load["meter"]]
        self.lines("Meter", [{"name": load["meter"], "site": load["site"], "carrier": load["carrier"], "unit": "kWh"}
                             for load in loads])
        for load in loads:
            (self.folder / "profiles").mkdir(exist_ok=True)
            shutil.copyfile(self.series / PROFILES[load["meter"]], self.folder / "profiles" / f"{load['meter']}.csv")

    def activity(self):
        """Every load of every year from the partner's first; a measured year of a meter is in its profile instead."""
        lines = []
        for year in range(self.company.first_year, LAST_YEAR + 1):
            for load in self.loads:
                noise = self.random.randint(-NOISE_PER_MILLE, NOISE_PER_MILLE)
                if load["meter"] and year == MEASURED_YEAR:
                    continue
                trend = Decimal(self.company.trend * 10 * (year - FIRST_YEAR)) / (LAST_YEAR - FIRST_YEAR)
                amount = load["quantity"] * (1000 + trend + YEAR_EFFECT[year] + noise) / 1000
                line = {"site": load["site"], "meter": load["meter"], "carrier": load["carrier"],
                        "quantity": _rounded(amount), "unit": load["unit"], "periodStart": f"{year}-01-01",
                        "periodEnd": f"{year}-12-31", "dataQuality": self.random.choice("AAAB"),
                        "source": "invoice", "readAt": f"{year + 1}-01-{self.random.randint(2, 19):02d}T09:30:00+01:00"}
                lines.append({name: value for name, value in line.items() if value is not None})
        return lines

    def write_promises(self, base):
        """The signed target of Scope 1 and 2 until 2035, and the agreement about all targets and measures."""
        company = self.company
        if not company.target:
            return
        value = int(base["s1"] + base["s2lb"]) // 1000 * 1000
        percent = company.target + self.random.randint(-3, 3)
        goal = value * (100 - percent) // 100000 * 1000
        target = {"kind": "absolute", "scopes": "S1,S2LB", "baseYear": company.first_year, "baseValue": str(value),
                  "targetYear": GOAL_YEAR}
        if self.random.randint(0, 2):
            target["reductionPercent"] = str(percent)
        else:
            target["targetValue"] = str(goal)
        if not self.random.randint(0, 3):
            target["milestoneYears"] = [MILESTONE_YEAR]
            target["milestoneValues"] = [str((value * 2 + goal * 3) // 5000 * 1000)]
        self.lines("Target", [target])
        year = int(company.signed[:4])
        self.lines("Agreement", [{
            "number": f"KSV-{year}-{self.folder.name[:2]}", "signedOn": f"{year + 1}-0{self.random.randint(3, 9)}-12",
            "validFrom": f"{year + 1}-01-01", "validTo": f"{GOAL_YEAR}-12-31", "textVersion": "2025-01",
            "state": "company_signed", "consolidation": "operational_control", "scopesCovered": "S1,S2LB",
            "recalcThreshold": "5"}])

    def write_measures(self, base):
        """The company's measures and how far they are; the two nodes of the story record one more, later."""
        measures, progress = [], []
        for index, category in enumerate(self.company.measures.split()):
            measure = self.measure(category, base)
            measures.append(measure)
            is_slow = category in SLOW_CATEGORIES
            state = self.random.choice(("planned", "decided", "in_progress") if is_slow else STATES)
            progress.append(self.step(measure, state if index else "in_progress", is_slow))
        late = len(measures) - (self.company.folder in (ROLES["cut"], ROLES["restored"]))
        self.lines("Measure", measures[:late])
        self.lines("MeasureProgress", progress[:late])
        self.lines("Measure", measures[late:], later=True)
        self.lines("MeasureProgress", progress[late:], later=True)

    def measure(self, category, base):
        title, per_mille, lifetime, theme = network.MEASURES[category]
        per_mille = per_mille * self.random.randint(60, 130) // 100
        start = FIRST_YEAR + self.random.randint(2, 6)
        end = start + self.random.randint(1, 9 if category in SLOW_CATEGORIES else 2)
        measure = {"title": title, "category": category, "theme": theme,
                   "start": f"{start}-{self.random.randint(1, 12):02d}-01", "end": f"{end}-12-31", "lifetimeYears": lifetime}
        if not per_mille:
            return measure | {"investmentEUR": str(self.random.randint(4, 160) * 1000 * len(self.loads))}
        limit = 10**12 if category in SLOW_CATEGORIES else LARGEST_USUAL_SAVING_KG * self.random.randint(40, 100) // 100
        mass = min(int(base["s1"] + base["s2lb"]) * per_mille // 1000, limit)
        energy = int(base["consumed"]) * mass // max(1, int(base["s1"] + base["s2lb"]))
        saving = {"expectedSavingKwh": str(_round_to(energy)), "expectedSavingKgCo2e": str(_round_to(mass))}
        return measure | {"investmentEUR": str(max(500, _round_to(mass * self.random.randint(60, 210) // 100)))} | saving

    def step(self, measure, state, is_slow):
        """How far a measure is at the end of 2025."""
        percent = {"idea": 0, "planned": 5, "decided": 15, "in_progress": self.random.randint(20, 30 if is_slow else 90),
                   "done": 100, "stopped": 30}[state]
        step = {"measure": measure["title"], "date": f"2025-{self.random.randint(10, 12)}-15", "state": state,
                "percent": percent}
        if state == "stopped":
            step["justification"] = "Lieferant ausgefallen, Neuausschreibung 2027"
        elif percent >= 20 and "expectedSavingKwh" in measure:
            for unit in ("Kwh", "KgCo2e"):
                expected = int(measure[f"expectedSaving{unit}"])
                step[f"realisedSaving{unit}"] = str(_round_to(expected * percent * self.random.randint(85, 105) // 10000))
            step["method"] = self.random.choice(("metered", "calculated", "estimated"))
        return step

    def practice(self, category):
        """What others may learn from one measure; the person to ask is for the city's office alone."""
        title, words = network.MEASURES[category][0], network.PRACTICES[category]
        return {"titleDe": f"{title} bei {self.company.name}", "titleEn": f"{words.title_en} at {self.company.name}",
                "textDe": words.text_de, "textEn": words.text_en, "measureTitle": title, "category": category,
                "partnerName": self.company.name, "contact": f"klima@{self.company.folder}.example"}


def _site(text):
    name, postcode = text.lstrip("!").rsplit(" ", 1)
    return {"name": name, "postcode": postcode, "insideCity": not text.startswith("!")}


def _load(text, sites):
    """`CARRIER quantity unit [@site] [/meter]` as a load of 2019."""
    text, _, meter = text.partition("/")
    carrier, quantity, unit, *rest = text.split()
    site = sites[int(rest[0][1:]) if rest else 0]["name"]
    return {"carrier": carrier, "quantity": Decimal(quantity), "unit": unit, "site": site, "meter": meter or None}


def _round_to(number):
    """A planner's number: three digits that count."""
    unit = 10 ** max(0, len(str(number)) - 3)
    return number // unit * unit


def _rounded(amount):
    """As on an invoice: whole numbers from a thousand on, else one decimal place."""
    places = Decimal(1) if amount >= 1000 else Decimal("0.1")
    return format(amount.quantize(places, ROUND_HALF_UP).normalize(), "f")


def _write_lines(file, records):
    file.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


def _write_office(folder, companies, partners):
    """What the city's office adds: an event, and what it decides about what the partners send."""
    folder.mkdir(parents=True)
    _write_lines(folder / "Event.jsonl", [{
        "title": "Netzwerktreffen im Rathaus", "date": "2027-03-18", "place": "Rathaus, Burgplatz",
        "textDe": "Abwärme in der Nachbarschaft: drei Beispiele aus dem Netzwerk."}])
    decisions = []
    for company, partner in zip(companies, partners):
        key = partner["folder"]
        if company.target and company.folder not in UNCONFIRMED:
            decisions.append({"decision": "confirm", "partner": key,
                              "agreement": f"KSV-{company.signed[:4]}-{key[:2]}"})
        decisions += [{"decision": "accept", "partner": key, "year": year}
                      for year in range(company.first_year, LAST_YEAR + 1)
                      if (company.folder, year) not in UNACCEPTED | UNSUBMITTED]
        decisions += [{"decision": "republish", "partner": key,
                       "title": f"{network.MEASURES[category][0]} bei {company.name}"} for category in company.practices]
    _write_lines(folder / "decisions.jsonl", decisions)
