-- Up Migration

-- One row per call. The writes after a call (saveCall, accountCost, scoreQuality, storeRecording) may arrive in any
-- order and each of them more than once, so every group of columns is written by one activity and may come first.
CREATE TABLE calls (
  call_id text PRIMARY KEY,
  -- saveCall
  saved_at timestamptz,
  tenant text,
  channel text CHECK (channel IN ('phone', 'web', 'text')),
  from_number text,
  to_number text,
  started_at timestamptz,
  ended_at timestamptz,
  ended text,
  outcome text,
  final_state text,
  language text,
  time_zone text,
  scenario text,
  scenario_hash text,
  prompt_version text,
  variant text,
  flags jsonb,
  slots jsonb,
  appointments jsonb,
  -- accountCost
  cost_breakdown jsonb,
  total_cost_usd numeric(14, 6) CHECK (total_cost_usd >= 0),
  -- scoreQuality
  quality_score smallint CHECK (quality_score BETWEEN 0 AND 100),
  quality_reasons jsonb,
  -- storeRecording
  recording_status text CHECK (recording_status IN ('stored', 'missing', 'faulty')),
  recording_key text,
  recording_duration_ms integer,
  recording_channels smallint,
  recording_bytes bigint,
  recording_sha256 text,
  recording_fault text,
  CHECK (saved_at IS NULL OR (tenant IS NOT NULL AND started_at IS NOT NULL AND outcome IS NOT NULL))
);
CREATE INDEX calls_started_at ON calls (started_at DESC) WHERE saved_at IS NOT NULL;

CREATE TABLE turns (
  call_id text NOT NULL REFERENCES calls ON DELETE CASCADE,
  seq integer NOT NULL,
  turn_id text NOT NULL,
  kind text NOT NULL,
  caller text NOT NULL,
  confidence double precision,
  agent text NOT NULL,
  -- the part of `agent` that reached the caller's ear, null where nobody knows
  heard text,
  state text NOT NULL,
  at timestamptz NOT NULL,
  stages jsonb,
  superseded boolean NOT NULL,
  PRIMARY KEY (call_id, seq),
  UNIQUE (call_id, turn_id)
);

-- Down Migration
DROP TABLE turns;
DROP TABLE calls;
