-- Full-text search over reports, also over those already filed.

CREATE VIRTUAL TABLE reports_search USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO reports_search (reports_search) VALUES ('rebuild');
CREATE TRIGGER reports_are_searchable AFTER INSERT ON reports
BEGIN
    INSERT INTO reports_search (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
