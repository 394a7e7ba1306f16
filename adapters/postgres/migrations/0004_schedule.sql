-- Up Migration
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- `scenario` names the bundle that wrote a row; null = written by people, and publishing leaves it alone.
CREATE TABLE working_hours (
  tenant text NOT NULL,
  resource text NOT NULL,
  -- ISO: 1 = Monday … 7 = Sunday
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens time NOT NULL,
  closes time NOT NULL CHECK (closes > opens),
  step_min integer NOT NULL CHECK (step_min BETWEEN 1 AND 1440),
  scenario text,
  PRIMARY KEY (tenant, resource, weekday)
);
CREATE TABLE days_off (
  tenant text NOT NULL,
  resource text NOT NULL,
  day date NOT NULL,
  scenario text,
  PRIMARY KEY (tenant, resource, day)
);

-- The appointment that a call wants to exist, one row per (call, n). starts_at null: it wants none; the row stays, so
-- that a write of an older turn is still recognised as older.
CREATE TABLE appointments (
  call_id text NOT NULL,
  n integer NOT NULL CHECK (n >= 1),
  tenant text NOT NULL,
  resource text NOT NULL,
  starts_at timestamptz,
  ends_at timestamptz,
  details jsonb NOT NULL,
  turn_seq integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (call_id, n),
  CONSTRAINT appointments_time_taken UNIQUE (tenant, resource, starts_at),
  CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
  CHECK (ends_at > starts_at),
  -- holds whoever writes, by hand too; the tool itself takes a lock per resource, so that it never deadlocks here
  CONSTRAINT appointments_overlap EXCLUDE USING gist (
    tenant WITH =, resource WITH =, tstzrange(starts_at, ends_at) WITH &&
  ) WHERE (starts_at IS NOT NULL)
);

-- Calls whose wrap-up has written its final appointments: a tool's write that comes later is refused, whatever its turn.
CREATE TABLE settled_calls (
  call_id text PRIMARY KEY,
  settled_at timestamptz NOT NULL DEFAULT now()
);

-- One request per call: the clinic calls back once, whatever went wrong how often.
CREATE TABLE callbacks (
  call_id text PRIMARY KEY,
  tenant text NOT NULL,
  phone text NOT NULL,
  reason text NOT NULL,
  requested_at timestamptz NOT NULL,
  done_at timestamptz
);

-- Down Migration
DROP TABLE callbacks;
DROP TABLE settled_calls;
DROP TABLE appointments;
DROP TABLE days_off;
DROP TABLE working_hours;
