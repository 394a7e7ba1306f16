-- Up Migration

-- Calls whose change of the appointment a later call has written over: call → its turn. A newer turn of that
-- call may change it once more, but neither its wrap-up nor a late attempt brings back what it had wanted, even where the
-- appointment stands again where that call had found it.
ALTER TABLE appointments ADD COLUMN overruled jsonb NOT NULL DEFAULT '{}';

-- Down Migration
ALTER TABLE appointments DROP COLUMN overruled;
