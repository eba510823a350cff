-- The newest first, so that where there are too many the oldest are left out.
SELECT json_group_array(json(summary)) AS answer
FROM (
  SELECT summary FROM entry WHERE until > ?1 ->> '$.now' AND summary <> 'null'
  ORDER BY updated DESC LIMIT ?1 ->> '$.limit'
)
