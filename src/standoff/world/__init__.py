"""Names → who and where, as of a date.

`gazetteer` holds the dated names of `data/`, `context` what one report says of its own people and
countries, `resolver` turns a mention into a party, `places` a place name into a place.

    from standoff.world.resolver import Resolver

    Resolver(report.text, report.published).party(start, end)
"""
