-- Puts rows in their places. Of two derivations of a case the one that has seen more counts, whichever comes last; of a
-- case that was erased none counts for a while, because it may be made of what a list still shows.
INSERT INTO entry (
  id, band, minute, priority, stage, owner, severity, channel, topic, risks, asleep_until, waiting_since, step, due,
  updated, seen, derived, until, item, summary
)
SELECT
  value ->> '$.item.id', value ->> '$.rank[0]', value ->> '$.rank[1]', value ->> '$.rank[2]',
  value ->> '$.item.stage', value ->> '$.item.owner', value ->> '$.item.severity', value ->> '$.item.channel',
  value ->> '$.item.topic', value -> '$.item.risks', value ->> '$.item.snoozed_until', value ->> '$.item.waiting_since',
  value ->> '$.item.step', value ->> '$.item.due', value ->> '$.item.updated_at', value ->> '$.seen',
  value ->> '$.derived', value ->> '$.until', value -> '$.item', value -> '$.summary'
FROM json_each(?1) AS one
WHERE NOT EXISTS (
  SELECT 1 FROM kept
  WHERE kept.key = 'gone/' || (one.value ->> '$.item.id') AND CAST(kept.value AS INTEGER) > one.value ->> '$.derived'
)
ON CONFLICT (id) DO UPDATE SET
  band = excluded.band, minute = excluded.minute, priority = excluded.priority, stage = excluded.stage,
  owner = excluded.owner, severity = excluded.severity, channel = excluded.channel, topic = excluded.topic,
  risks = excluded.risks, asleep_until = excluded.asleep_until, waiting_since = excluded.waiting_since,
  step = excluded.step, due = excluded.due, updated = excluded.updated, seen = excluded.seen,
  derived = excluded.derived, until = excluded.until, item = excluded.item, summary = excluded.summary
WHERE (excluded.updated, excluded.seen, excluded.derived) >= (entry.updated, entry.seen, entry.derived)
