-- The newest first, so that where there are too many the oldest are left out; a page at a time, as in `all.sql`.
SELECT json_group_array(json_array(json_array(updated, id), json(summary))) AS answer
FROM (
  SELECT updated, id, summary FROM entry
  WHERE until > ?1 ->> '$.now' AND summary <> 'null'
    AND (?1 ->> '$.after' IS NULL OR (updated, id) < (?1 ->> '$.after[0]', ?1 ->> '$.after[1]'))
  ORDER BY updated DESC, id DESC LIMIT ?1 ->> '$.limit'
)
