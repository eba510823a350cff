SELECT json_group_array(waiting_since) AS answer FROM entry
WHERE waiting_since IS NOT NULL AND until > ?1 ->> '$.now'
