-- Up Migration

-- Recordings joined from segments: when the first sample was heard, so that the transcript can be laid beside it, and how
-- much of it is silence because nothing was recorded. `refused`: the caller did not want one; `removed`: its days were over.
ALTER TABLE calls
  DROP CONSTRAINT calls_recording_status_check,
  ADD CONSTRAINT calls_recording_status_check
    CHECK (recording_status IN ('stored', 'missing', 'faulty', 'refused', 'removed')),
  ADD COLUMN recording_started_at timestamptz,
  ADD COLUMN recording_missing_ms integer,
  ADD COLUMN recording_removed_at timestamptz;
-- what retention looks for
CREATE INDEX calls_recording_kept ON calls (ended_at) WHERE recording_status IN ('stored', 'faulty');

-- Down Migration
DROP INDEX calls_recording_kept;
ALTER TABLE calls
  DROP COLUMN recording_started_at,
  DROP COLUMN recording_missing_ms,
  DROP COLUMN recording_removed_at;
