-- Up Migration
-- What whoever calls back should know: name, study, the day and time that were wished for.
ALTER TABLE callbacks ADD COLUMN details jsonb NOT NULL DEFAULT '{}';

-- Down Migration
ALTER TABLE callbacks DROP COLUMN details;
