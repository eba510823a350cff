-- Everything in the inbox, a page at a time: SQLite makes no text of more than about two megabytes here. With
-- `due_from` and `due_to` only what somebody may have to be told of: what is due between the two, and dangers.
SELECT json_group_array(json_array(json_array(band, minute, priority, id), json(item))) AS answer
FROM (
  SELECT band, minute, priority, id, item FROM entry
  WHERE until > ?1 ->> '$.now'
    AND (?1 ->> '$.after' IS NULL
      OR (band, minute, priority, id) > (?1 ->> '$.after[0]', ?1 ->> '$.after[1]', ?1 ->> '$.after[2]', ?1 ->> '$.after[3]'))
    AND (?1 ->> '$.due_from' IS NULL OR step = 'escalate' OR due BETWEEN ?1 ->> '$.due_from' AND ?1 ->> '$.due_to')
  ORDER BY band, minute, priority, id
  LIMIT ?1 ->> '$.limit'
)
