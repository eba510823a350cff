SELECT json_quote(value) AS answer FROM kept WHERE key = ?1 ->> '$.key' AND until > ?1 ->> '$.now'
