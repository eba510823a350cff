-- A page of the inbox: each row's place and item, in the order of what is due. A filter that is not set takes all.
SELECT json_group_array(json_array(json_array(band, minute, priority, id), json(item))) AS answer
FROM (
  SELECT band, minute, priority, id, item FROM entry
  WHERE until > ?1 ->> '$.now'
    AND (coalesce(asleep_until, 0) > ?1 ->> '$.now') = (?1 ->> '$.snoozed')
    AND (?1 ->> '$.after' IS NULL
      OR (band, minute, priority, id) > (?1 ->> '$.after[0]', ?1 ->> '$.after[1]', ?1 ->> '$.after[2]', ?1 ->> '$.after[3]'))
    AND CASE WHEN ?1 ->> '$.stage' IS NULL THEN stage <> 'resolved'
      ELSE stage IN (SELECT value FROM json_each(?1, '$.stage')) END
    AND (?1 ->> '$.owner' IS NULL OR owner IN (SELECT value FROM json_each(?1, '$.owner')))
    AND (?1 ->> '$.severity' IS NULL OR severity IN (SELECT value FROM json_each(?1, '$.severity')))
    AND (?1 ->> '$.channel' IS NULL OR channel IN (SELECT value FROM json_each(?1, '$.channel')))
    AND (?1 ->> '$.topic' IS NULL OR topic IN (SELECT value FROM json_each(?1, '$.topic')))
    AND (?1 ->> '$.risks' IS NULL
      OR EXISTS (SELECT 1 FROM json_each(risks) AS risk WHERE risk.value IN (SELECT value FROM json_each(?1, '$.risks'))))
  ORDER BY band, minute, priority, id
  LIMIT ?1 ->> '$.limit'
)
