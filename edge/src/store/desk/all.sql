SELECT json_group_array(json(item)) AS answer
FROM (SELECT item FROM entry WHERE until > ?1 ->> '$.now' ORDER BY band, minute, priority, id LIMIT ?1 ->> '$.limit')
