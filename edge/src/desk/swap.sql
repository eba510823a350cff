-- Keeps a value where exactly `from` is there (nothing, for none) and still counts; answers only then.
INSERT INTO kept (key, value, until)
SELECT ?1 ->> '$.key', ?1 ->> '$.value', ?1 ->> '$.until'
WHERE (SELECT value FROM kept WHERE key = ?1 ->> '$.key' AND until > ?1 ->> '$.now') IS ?1 ->> '$.from'
ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until
RETURNING 'true' AS answer
