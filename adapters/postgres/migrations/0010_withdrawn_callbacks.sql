-- Up Migration
-- A request that nobody wants in the end: only a superseded turn had made it, or the caller has booked after all. The row
-- stays, so that a late attempt of that turn is recognised.
ALTER TABLE callbacks ADD COLUMN withdrawn_at timestamptz;

-- Down Migration
DELETE FROM callbacks WHERE withdrawn_at IS NOT NULL;
ALTER TABLE callbacks DROP COLUMN withdrawn_at;
