"""The invented network: 40 partners of a town on the Rhine. Names are made up, sizes and sectors are realistic.

The first six carry the roles of the demo (steel works, port, hospital, workshop, chamber, the town's own company), so
that a short form with six partners still shows everything.

A load is "CARRIER quantity unit [@site-index] [/meter]": what was used in 2019. `trend` is the change of all loads from
2019 to 2025 in percent, `target` the signed reduction until 2035 in percent of the base year (0: none signed yet).
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Company:
    folder: str
    name: str
    sector: str
    nace: str
    employees: int
    sites: str
    loads: str
    trend: int
    target: int
    measures: str
    signed: str = "2024-02-15"
    kind: str = "company"
    initiator: bool = False
    ets: bool = False
    first_year: int = 2019
    practices: tuple = field(default=())


METAL = "metal"
CHEMISTRY = "chemistry"
INDUSTRY = "industry"
UTILITIES = "utilities"
LOGISTICS = "logistics"
SERVICES = "services"
HOUSING = "realEstate"
PUBLIC = "publicSector"

# Sites: "name postcode" separated by ";", a leading "!" marks a site outside the town.
COMPANIES = [
    Company("huettenwerk", "Hüttenwerke Rheinaue AG", METAL, "24.10", 12840,
            "Werk Rheinaue 47166; Kaltwalzwerk Südtor 47053; !Zentrallager Krefeld 47809",
            "BFG 6830000000 m3; COG 912000000 m3; BOFG 446000000 m3; NATGAS 2940000000 kWh_Hs;"
            "ELEC_GRID 1452000 MWh; ELEC_GRID 44884992.5 kWh @1 /Walzstraße 2; DIESEL 5860000 l; ELEC_GRID 3150 MWh @2",
            -14, 62, "hydrogen processChange ownRenewables wasteHeat drives greenPower heavyRain",
            ets=True, practices=("wasteHeat",)),
    Company("hafen", "Binnenhafen Ruhrmündung GmbH", LOGISTICS, "52.22", 460,
            "Hafenverwaltung 47119; Solarpark Hallendächer 47229",
            "ELEC_GRID 26300 MWh; DIESEL 2410000 l; NATGAS 11500000 kWh_Hs;"
            "ELEC_PV_SELF 41914770.25 kWh @1 /PV Hallendächer", -11, 55,
            "ownRenewables mobility logistics lighting heatProtection drought", initiator=True),
    Company("klinikum", "Klinikum Emscherbogen gGmbH", PUBLIC, "86.10", 2950,
            "Haupthaus 47137; Rehabilitationszentrum 47178",
            "ELEC_GRID 5887984.25 kWh /Grundlast Haupthaus; ELEC_GRID 4260 MWh; NATGAS 20800000 kWh_Hs;"
            "HEATOIL_EL 38000 l; DIESEL 21400 l; NATGAS 6100000 kWh_Hs @1; BIOMETHANE 800000 kWh_Hs", -12, 50,
            "heat cooling lighting buildingEnvelope heatProtection crisisPreparedness"),
    Company("schreinerei", "Schreinerei Tenhagen und Tochter", INDUSTRY, "16.23", 2,
            "Werkstatt 47198",
            "ELEC_GRID 11400 kWh; NATGAS 24100 kWh_Hs; DIESEL 1450 l; WOOD 6.4 t", -18, 60,
            "lighting mobility", practices=("lighting",)),
    Company("kammer", "Kammer der Wirtschaft Rhein-Ruhrmündung", SERVICES, "94.11", 215,
            "Kammergebäude 47051", "ELEC_GRID 640 MWh; NATGAS 1450000 kWh_Hs; PETROL 9200 l", -22, 70,
            "buildingEnvelope training greenPower greening", kind="initiator", initiator=True),
    Company("stadtbetriebe", "Ruhrort Stadtbetriebe AöR", UTILITIES, "35.30", 1640,
            "Heizkraftwerk Laar 47119; Betriebshof 47138",
            "NATGAS 683000000 kWh_Hs; ELEC_CHP_SELF 44305225.5 kWh /Generator 1; ELEC_GRID 18400 MWh @1;"
            "DIESEL 312000 l @1; HEATOIL_EL 905000 l", -16, 65,
            "fuelSwitch wasteHeat ownRenewables energyManagement heavyRain", kind="publicBody",
            initiator=True, ets=True),
    Company("walzwerk", "Walzwerk Beeckerfeld GmbH", METAL, "24.33", 780, "Werk 47139",
            "NATGAS 312000000 kWh_Hs; ELEC_GRID 94500 MWh; DIESEL 118000 l", -13, 48,
            "heat drives compressedAir wasteHeat"),
    Company("giesserei", "Gießerei Kopmann und Söhne GmbH", METAL, "24.51", 240, "Gießerei 47169",
            "HARDCOAL 6400 t; NATGAS 18700000 kWh_Hs; ELEC_GRID 21300 MWh; LPG 30000 kg",
            -9, 42, "processChange compressedAir lighting"),
    Company("verzinkung", "Feuerverzinkung Niederrhein-Süd GmbH", METAL, "25.61", 130, "Verzinkerei 47249",
            "NATGAS 26400000 kWh_Hs; ELEC_GRID 3900 MWh; DIESEL 31000 l", -15, 45, "wasteHeat heat resourceEfficiency"),
    Company("metallbau", "Metallbau Aldenkamp KG", METAL, "25.11", 64, "Halle 47259",
            "ELEC_GRID 720 MWh; NATGAS 1180000 kWh_Hs; DIESEL 27500 l", -20, 50, "lighting mobility"),
    Company("rohrtechnik", "Rohrtechnik Wanheimer Bogen GmbH", METAL, "24.20", 310, "Rohrwerk 47249",
            "NATGAS 57200000 kWh_Hs; ELEC_GRID 17800 MWh; LPG 96 t", -12, 46, "heat drives training"),
    Company("chemiewerk", "Chemiewerk Angerbach GmbH", CHEMISTRY, "20.13", 890, "Werk Angerbach 47269",
            "NATGAS 438000000 kWh_Hs; ELEC_GRID 152000 MWh; HEATOIL_EL 54600 GJ; DIESEL 46000 l", -17, 58,
            "processChange wasteHeat fuelSwitch cooling drought", ets=True),
    Company("pigmente", "Pigmentwerk Homberger Ufer GmbH", CHEMISTRY, "20.12", 520, "Werk 47198",
            "NATGAS 206000000 kWh_Hs; ELEC_GRID 66400 MWh; HARDCOAL 9800 t; LPG 54 t",
            -19, 55, "fuelSwitch drives wasteHeat",
            ets=True),
    Company("zementwerk", "Zementmahlwerk Schwelgernkanal GmbH", CHEMISTRY, "23.51", 145, "Mahlwerk 47166",
            "ELEC_GRID 48700 MWh; HARDCOAL 14200 t; DIESEL 64000 l",
            -21, 52, "processChange fuelSwitch circularEconomy"),
    Company("betonwerk", "Betonwerk Rheinpreußen Süd GmbH", CHEMISTRY, "23.63", 72, "Mischanlage 47198",
            "ELEC_GRID 980 MWh; DIESEL 214000 l; NATGAS 640000 kWh_Hs", -8, 35, "mobility resourceEfficiency", first_year=2021,
            signed="2024-09-03"),
    Company("feuerfest", "Feuerfest Lösort Keramik GmbH", CHEMISTRY, "23.20", 165, "Brennerei 47178",
            "NATGAS 71300000 kWh_Hs; ELEC_GRID 8100 MWh; HARDCOAL 720 t; LPG 38 t", -10, 40, "heat wasteHeat"),
    Company("baeckerei", "Großbäckerei Kornspeicher GmbH", INDUSTRY, "10.71", 420, "Backbetrieb 47228",
            "NATGAS 16900000 kWh_Hs; ELEC_GRID 6700 MWh; DIESEL 287000 l", -14, 50, "wasteHeat cooling mobility", first_year=2021, signed="2024-09-24"),
    Company("druckhaus", "Druckhaus Salvatorgasse GmbH", INDUSTRY, "18.12", 98, "Druckerei 47051",
            "ELEC_GRID 3400 MWh; NATGAS 5200000 kWh_Hs", -24, 55, "compressedAir lighting"),
    Company("anlagenbau", "Anlagenbau Meiderich-Nord GmbH", INDUSTRY, "28.99", 355,
            "Werk 47137; !Montage Moers 47441",
            "ELEC_GRID 4100 MWh; NATGAS 9300000 kWh_Hs; DIESEL 88000 l; ELEC_GRID 610 MWh @1; ELEC_PV_SELF 720 MWh; LPG 22000 kg",
            -16, 48,
            "lighting compressedAir buildingEnvelope ownRenewables", first_year=2021, signed="2024-10-29"),
    Company("papier", "Papierverarbeitung Walsumer Bogen GmbH", INDUSTRY, "17.21", 290, "Werk 47179",
            "NATGAS 148000000 kWh_Hs; ELEC_GRID 38900 MWh; HEATOIL_EL 120000 l", -12, 44,
            "heat drives waste", signed="2024-11-19"),
    Company("roesterei", "Kaffeerösterei Speicherzeile KG", INDUSTRY, "10.83", 34, "Rösterei 47051",
            "NATGAS 1940000 kWh_Hs; ELEC_GRID 410 MWh; PETROL 6200 l", -13, 45, "wasteHeat supplyChain"),
    Company("fernwaerme", "Fernwärme Westufer GmbH", UTILITIES, "35.30", 118, "Heizwerk 47198",
            "NATGAS 214000000 kWh_Hs; HEATOIL_EL 410000 l; ELEC_GRID 5600 MWh", -18, 60,
            "fuelSwitch wasteHeat drives", ets=True),
    Company("wasserwerk", "Wasserwerk Mündelheim GmbH", UTILITIES, "36.00", 205, "Wasserwerk 47259",
            "ELEC_GRID 22800 MWh; NATGAS 2300000 kWh_Hs; DIESEL 51000 l; ELEC_PV_SELF 2900 MWh",
            -11, 52, "drives ownRenewables water drought"),
    Company("entsorgung", "Entsorgung Rheinhausen-Ost GmbH", UTILITIES, "38.11", 610, "Betriebshof 47228",
            "DIESEL 2260000 l; ELEC_GRID 7400 MWh; NATGAS 4700000 kWh_Hs", -13, 47, "mobility waste circularEconomy"),
    Company("windstrom", "Windstrom Halde Lohfeld eG", UTILITIES, "35.11", 7, "Büro 47169",
            "ELEC_GRID 21 MWh; PETROL 740 l", -10, 80, "ownRenewables", signed="2024-06-27"),
    Company("containerterminal", "Containerterminal Mole Sieben GmbH", LOGISTICS, "52.24", 340, "Terminal 47229",
            "DIESEL 3180000 l; ELEC_GRID 12900 MWh; NATGAS 2100000 kWh_Hs",
            -15, 50, "mobility lighting ownRenewables"),
    Company("spedition", "Spedition Overbruck GmbH", LOGISTICS, "49.41", 275, "Umschlaghalle 47167",
            "DIESEL 4020000 l; ELEC_GRID 1350 MWh; NATGAS 1600000 kWh_Hs", -9, 38, "mobility logistics training"),
    Company("tanklager", "Tanklager Parallelhafen GmbH", LOGISTICS, "52.10", 96, "Tanklager 47059",
            "NATGAS 31200000 kWh_Hs; ELEC_GRID 8800 MWh; HEATOIL_EL 64000 l; ELEC_PV_SELF 1400 MWh",
            -14, 41, "heat buildingEnvelope heavyRain", first_year=2021, signed="2024-10-01"),
    Company("reederei", "Reederei Rheinstrom Damm KG", LOGISTICS, "50.40", 190, "Kontor 47119",
            "DIESEL 4890000 l; ELEC_GRID 520 MWh", -7, 33, "fuelSwitch logistics drought", signed="2025-01-21"),
    Company("nahverkehr", "Nahverkehr Ruhrmündung AG", LOGISTICS, "49.31", 1480,
            "Betriebshof Grunewald 47055; Werkstatt 47169",
            "DIESEL 4870000 l; ELEC_GRID 41200 MWh; NATGAS 9800000 kWh_Hs @1", -19, 68,
            "mobility greenPower lighting heatProtection", kind="publicBody"),
    Company("moebelhaus", "Möbelhaus Wedauer Tor GmbH", SERVICES, "47.55", 260, "Einrichtungshaus 47055",
            "ELEC_GRID 3900 MWh; NATGAS 4400000 kWh_Hs; DIESEL 96000 l; ELEC_PV_SELF 540 MWh; WOOD 240 t",
            -20, 50, "lighting cooling ownRenewables unsealing"),
    Company("bank", "Genossenschaftsbank Duissern eG", SERVICES, "64.19", 540,
            "Hauptstelle 47057; Filiale Süd 47259",
            "ELEC_GRID 1780 MWh; NATGAS 3100000 kWh_Hs; PETROL 31000 l; ELEC_GRID 96 MWh @1; AMBIENT_HEAT 410 MWh",
            -25, 65,
            "greenPower buildingEnvelope training"),
    Company("rechenzentrum", "Rechenzentrum Neudorf GmbH", SERVICES, "63.11", 88, "Rechenzentrum 47057",
            "ELEC_GRID 31600 MWh; DIESEL 42000 l", 6, 45, "cooling wasteHeat greenPower", signed="2024-10-08"),
    Company("hotel", "Hotel Mercatorufer GmbH", SERVICES, "55.10", 115, "Hotel 47051",
            "ELEC_GRID 1460 MWh; NATGAS 2850000 kWh_Hs; LPG 4100 kg; AMBIENT_HEAT 88000 kWh",
            -12, 40, "heat cooling water", signed="2025-02-11"),
    Company("ingenieure", "Ingenieurbüro Kesselbrink PartG mbB", SERVICES, "71.12", 26, "Büro 47057",
            "ELEC_GRID 64 MWh; NATGAS 118000 kWh_Hs; PETROL 5400 l", -28, 75, "training mobility"),
    Company("wohnbau", "Wohnbau Sechsseen eG", HOUSING, "68.20", 135, "Bestand Nord 47169; Bestand Süd 47279",
            "NATGAS 61400000 kWh_Hs; ELEC_GRID 5200 MWh; NATGAS 44900000 kWh_Hs @1; HEATOIL_EL 290000 l @1;"
            "ELEC_PV_SELF 860 MWh @1; BIOMETHANE 2900000 kWh_Hs; WOOD 640 t; AMBIENT_HEAT 530 MWh", -15, 52,
            "buildingEnvelope heat ownRenewables greening unsealing"),
    Company("siedlung", "Siedlungsgesellschaft Hochemmerich mbH", HOUSING, "68.20", 82, "Bestand 47226",
            "NATGAS 38200000 kWh_Hs; ELEC_GRID 2700 MWh; HARDCOAL 210 t; WOOD 900 t; BIOMETHANE 1900000 kWh_Hs", -14, 48, "buildingEnvelope heat heavyRain"),
    Company("gewerbepark", "Gewerbepark Alsumer Feld GmbH", HOUSING, "68.20", 18, "Gewerbepark 47166",
            "NATGAS 7300000 kWh_Hs; ELEC_GRID 6100 MWh; WOOD 410 t", -10, 0, "ownRenewables unsealing",
            signed="2025-03-05"),
    Company("hochschule", "Hochschule Rhein-Ruhrmündung", PUBLIC, "85.42", 3900, "Campus 47057; Labore 47058",
            "NATGAS 29800000 kWh_Hs; ELEC_GRID 24600 MWh; AMBIENT_HEAT 620 MWh; WOOD 300 t; BIOMETHANE 1200000 kWh_Hs; PETROL 18500 l; ELEC_GRID 7300 MWh @1", -16, 60,
            "energyManagement cooling lighting greening heatProtection", kind="science"),
    Company("energieinstitut", "Institut für Energietechnik Bismarckplatz e. V.", PUBLIC, "72.19", 104,
            "Institut 47057",
            "ELEC_GRID 2150 MWh; NATGAS 3300000 kWh_Hs; BIOMETHANE 240000 kWh_Hs; ELEC_PV_SELF 118 MWh",
            -13, 0, "hydrogen cooling", kind="science",
            signed="2025-04-16"),
]

# What a measure of each category is called, how much of a partner's yearly emissions it saves (per mille), its
# lifetime in years and its theme. A category that saves nothing is resilience alone.
MEASURES = {
    "lighting": ("Umrüstung der Hallenbeleuchtung auf LED", 9, 15, "protection"),
    "heat": ("Erneuerung der Wärmeerzeugung und Dämmung der Leitungen", 46, 20, "protection"),
    "processChange": ("Umstellung des Kernprozesses auf ein emissionsarmes Verfahren", 240, 25, "protection"),
    "compressedAir": ("Leckageortung und neue Drucklufterzeugung", 11, 10, "protection"),
    "cooling": ("Freie Kühlung und geregelte Lüftung", 24, 15, "protection"),
    "drives": ("Effiziente Antriebe und drehzahlgeregelte Pumpen", 21, 15, "protection"),
    "buildingEnvelope": ("Energetische Sanierung der Gebäudehülle", 38, 30, "both"),
    "wasteHeat": ("Nutzung der Abwärme im eigenen Wärmenetz", 52, 20, "protection"),
    "ownRenewables": ("Photovoltaik auf Dach- und Freiflächen", 34, 20, "protection"),
    "greenPower": ("Stromliefervertrag mit einem Windpark", 60, 10, "protection"),
    "fuelSwitch": ("Ersatz fossiler Brennstoffe durch Strom und Biomethan", 88, 15, "protection"),
    "hydrogen": ("Einsatz von grünem Wasserstoff statt Erdgas", 130, 20, "protection"),
    "mobility": ("Elektrische Fahrzeuge und Umschlaggeräte", 57, 8, "protection"),
    "logistics": ("Verlagerung von der Straße auf Schiene und Schiff", 31, 10, "protection"),
    "resourceEfficiency": ("Weniger Verschnitt und leichtere Bauteile", 17, 10, "protection"),
    "circularEconomy": ("Einsatz von Sekundärrohstoffen", 28, 12, "protection"),
    "waste": ("Getrennte Erfassung und Verwertung der Reststoffe", 6, 10, "protection"),
    "water": ("Kreislaufführung des Prozesswassers", 4, 12, "both"),
    "energyManagement": ("Energiemanagement nach ISO 50001", 22, 10, "protection"),
    "training": ("Schulung der Beschäftigten und Energie-Scouts", 8, 4, "protection"),
    "supplyChain": ("Emissionsarme Lieferkette mit Nachweisen der Lieferanten", 14, 6, "protection"),
    "heatProtection": ("Verschattung und kühle Arbeitsplätze", 0, 20, "resilience"),
    "heavyRain": ("Rückhaltung und Objektschutz gegen Starkregen", 0, 30, "resilience"),
    "drought": ("Betriebskonzept für Niedrigwasser und Trockenheit", 0, 15, "resilience"),
    "greening": ("Begrünung von Dach und Fassade", 2, 25, "both"),
    "unsealing": ("Entsiegelung von Stellplätzen", 0, 30, "resilience"),
    "crisisPreparedness": ("Krisenvorsorge für Stromausfall und Hitzewellen", 0, 10, "resilience"),
}


@dataclass(frozen=True)
class Practice:
    title_en: str
    text_de: str
    text_en: str


# What a partner tells the others about a measure.
PRACTICES = {
    "wasteHeat": Practice(
        "Use of waste heat in our own heating network",
        "Die Abluft der Öfen heizt über Wärmetauscher die Hallen und das Wasser der Waschkaue. Lehrreich war der erste "
        "Winter: Ohne Pufferspeicher fiel die Wärme an, wenn niemand sie brauchte. Den Speicher würden wir beim nächsten "
        "Mal gleich mitbauen.",
        "Heat exchangers turn the exhaust air of the furnaces into heat for the halls and the showers. The first winter "
        "taught us something: without a buffer the heat came when nobody needed it. Next time we would build the storage "
        "tank at once."),
    "lighting": Practice(
        "LED lighting in the workshop",
        "Zwölf Leuchten an einem Samstag getauscht, mit Präsenzmelder über der Hobelbank. Weniger Licht wurde es nicht, "
        "im Gegenteil. Unser Rat: vorher einen Abend lang mit einer geliehenen Leuchte arbeiten.",
        "Twelve lamps replaced on one Saturday, with a presence sensor above the workbench. It did not get darker, on the "
        "contrary. Our advice: work one evening under a borrowed lamp first."),
}
