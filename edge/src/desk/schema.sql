-- What is kept once (claims, turns, versions), and the inbox's index: one row a case, derived from its events.
CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry (
  id TEXT PRIMARY KEY,
  band INTEGER NOT NULL, minute INTEGER NOT NULL, priority INTEGER NOT NULL,
  stage TEXT NOT NULL, owner TEXT NOT NULL, severity TEXT NOT NULL, channel TEXT NOT NULL, topic TEXT NOT NULL,
  risks TEXT, asleep_until INTEGER, waiting_since INTEGER, step TEXT NOT NULL, due INTEGER,
  updated INTEGER NOT NULL, seen INTEGER NOT NULL, derived INTEGER NOT NULL, until INTEGER NOT NULL,
  item TEXT NOT NULL, summary TEXT
);
CREATE INDEX IF NOT EXISTS entry_by_place ON entry (band, minute, priority, id);
CREATE INDEX IF NOT EXISTS entry_by_end ON entry (until);
CREATE INDEX IF NOT EXISTS entry_by_wait ON entry (waiting_since) WHERE waiting_since IS NOT NULL;
