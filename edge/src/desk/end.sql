-- The first moment at which something has had its time.
SELECT min(until) AS answer FROM (SELECT min(until) AS until FROM kept UNION ALL SELECT min(until) FROM entry)
