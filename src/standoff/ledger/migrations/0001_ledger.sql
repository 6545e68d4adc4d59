-- Reports, what coders found in them, and the events these speak of.

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT,
    outlet TEXT,
    url TEXT,
    title TEXT,
    origin TEXT,
    published TEXT NOT NULL,
    recorded TEXT NOT NULL,
    text TEXT NOT NULL,
    extra TEXT NOT NULL,
    sketch TEXT NOT NULL
);
CREATE INDEX reports_name ON reports (name);
CREATE INDEX reports_published ON reports (published);

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    coder TEXT NOT NULL,
    settings TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT
);

CREATE TABLE refusals (
    number INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    origin TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX refusals_run ON refusals (run);

CREATE TABLE codings (
    report TEXT NOT NULL REFERENCES reports (id),
    coder TEXT NOT NULL,
    run TEXT NOT NULL REFERENCES runs (id),
    recorded TEXT NOT NULL,
    parts TEXT NOT NULL,
    dropped TEXT NOT NULL,
    superseded_by TEXT REFERENCES runs (id),
    PRIMARY KEY (report, coder)
);
CREATE INDEX codings_run ON codings (run);

CREATE TABLE acts (
    act INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL,
    coder TEXT NOT NULL,
    n INTEGER NOT NULL,
    trigger_text TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    background INTEGER NOT NULL,
    when_text TEXT,
    when_start TEXT,
    when_end TEXT,
    when_precision TEXT,
    when_detail TEXT,
    numbers TEXT NOT NULL,
    confidence REAL NOT NULL,
    scores TEXT NOT NULL,
    published TEXT NOT NULL,
    facts TEXT NOT NULL,
    FOREIGN KEY (report, coder) REFERENCES codings (report, coder)
);
CREATE INDEX acts_report ON acts (report, coder);
CREATE INDEX acts_published ON acts (published);

CREATE TABLE parties (
    key TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    sector TEXT NOT NULL,
    office TEXT
);
CREATE INDEX parties_id ON parties (id);
CREATE INDEX parties_country ON parties (country, sector);

CREATE TABLE act_parties (
    act INTEGER NOT NULL REFERENCES acts (act),
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    n INTEGER NOT NULL,
    party TEXT NOT NULL REFERENCES parties (key),
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (act, role, n)
);
CREATE INDEX act_parties_party ON act_parties (party, role, act);

CREATE TABLE places (
    key TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    latitude REAL,
    longitude REAL,
    precision TEXT NOT NULL
);
CREATE INDEX places_id ON places (id);
CREATE INDEX places_country ON places (country);

CREATE TABLE act_places (
    act INTEGER NOT NULL REFERENCES acts (act),
    role TEXT NOT NULL CHECK (role IN ('where', 'from')),
    n INTEGER NOT NULL,
    place TEXT NOT NULL REFERENCES places (key),
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (act, role, n)
);
CREATE INDEX act_places_place ON act_places (place, role, act);

CREATE TABLE assertions (
    act INTEGER NOT NULL REFERENCES acts (act),
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    innermost TEXT,
    innermost_party TEXT,
    stance TEXT NOT NULL,
    confidence REAL NOT NULL,
    reason TEXT NOT NULL,
    speakers TEXT NOT NULL,
    PRIMARY KEY (act, n)
);
CREATE INDEX assertions_id ON assertions (id);
CREATE INDEX assertions_innermost ON assertions (innermost);

CREATE TABLE act_blocks (
    key INTEGER NOT NULL,
    act INTEGER NOT NULL REFERENCES acts (act),
    PRIMARY KEY (key, act)
) WITHOUT ROWID;

CREATE TABLE act_links (
    a INTEGER NOT NULL REFERENCES acts (act),
    b INTEGER NOT NULL REFERENCES acts (act),
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX act_links_b ON act_links (b);

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    standing TEXT NOT NULL,
    origins INTEGER NOT NULL,
    background INTEGER NOT NULL,
    when_start TEXT,
    when_end TEXT,
    day_start TEXT NOT NULL,
    day_end TEXT NOT NULL,
    first_published TEXT NOT NULL,
    last_published TEXT NOT NULL,
    reports INTEGER NOT NULL,
    assertions INTEGER NOT NULL
);
CREATE INDEX events_day ON events (day_start, day_end);
CREATE INDEX events_type ON events (type, day_start);
CREATE INDEX events_standing ON events (standing, day_start);

CREATE TABLE event_acts (
    act INTEGER PRIMARY KEY REFERENCES acts (act),
    event TEXT NOT NULL REFERENCES events (id),
    score REAL NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX event_acts_event ON event_acts (event);

CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    payload TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded TEXT NOT NULL
);
CREATE INDEX decisions_target ON decisions (target);
CREATE TRIGGER decisions_are_not_edited BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added; undo one by adding another'); END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added; undo one by adding another'); END;

CREATE VIEW event_assertions AS
SELECT s.id AS assertion, e.event, e.score, e.reason
FROM event_acts AS e JOIN assertions AS s ON s.act = e.act;

CREATE VIEW v_assertions AS
SELECT
    s.id, e.event, r.id AS report, r.name AS report_name, r.outlet, r.published, r.recorded,
    c.run, c.coder, a.id AS act, a.type, a.mode, a.status, a.background, a.trigger_text,
    a.trigger_start, a.trigger_end, s.source, s.innermost, s.stance, s.confidence,
    a.when_start, a.when_end, a.numbers, c.superseded_by,
    (SELECT json_group_array(p.name) FROM act_parties AS x JOIN parties AS p ON p.key = x.party
     WHERE x.act = a.act AND x.role = 'actor') AS actors,
    (SELECT json_group_array(p.name) FROM act_parties AS x JOIN parties AS p ON p.key = x.party
     WHERE x.act = a.act AND x.role = 'recipient') AS recipients,
    (SELECT json_group_array(p.name) FROM act_places AS x JOIN places AS p ON p.key = x.place
     WHERE x.act = a.act AND x.role = 'where') AS "where"
FROM assertions AS s
JOIN acts AS a ON a.act = s.act
JOIN codings AS c ON c.report = a.report AND c.coder = a.coder
JOIN reports AS r ON r.id = a.report
LEFT JOIN event_acts AS e ON e.act = a.act;

CREATE VIEW v_events AS
SELECT
    e.*,
    (SELECT json_group_array(DISTINCT p.name) FROM event_acts AS l
     JOIN act_parties AS x ON x.act = l.act JOIN parties AS p ON p.key = x.party
     WHERE l.event = e.id AND x.role = 'actor') AS actors,
    (SELECT json_group_array(DISTINCT p.name) FROM event_acts AS l
     JOIN act_parties AS x ON x.act = l.act JOIN parties AS p ON p.key = x.party
     WHERE l.event = e.id AND x.role = 'recipient') AS recipients,
    (SELECT json_group_array(DISTINCT p.name) FROM event_acts AS l
     JOIN act_places AS x ON x.act = l.act JOIN places AS p ON p.key = x.place
     WHERE l.event = e.id AND x.role = 'where') AS "where"
FROM events AS e;
