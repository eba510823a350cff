-- What the sweep compares with the events: until when a case is known, and whether it waited for a moment that has passed.
SELECT json_group_array(json_array(id, updated, json(iif(step = 'wait' AND due < ?1 ->> '$.now', 'true', 'false')))) AS answer
FROM entry WHERE id >= ?1 ->> '$.from' AND id < ?1 ->> '$.to' AND until > ?1 ->> '$.now'
