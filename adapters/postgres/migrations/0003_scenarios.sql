-- Up Migration

-- Bundles by content: a row never changes, so a call can always load the one it began with.
CREATE TABLE scenarios (
  hash text PRIMARY KEY,
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE published_scenarios (
  tenant text NOT NULL,
  scenario text NOT NULL,
  hash text NOT NULL REFERENCES scenarios,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, scenario)
);
-- Which scenario answers a dialled number; '*' is the default route.
CREATE TABLE routes (
  to_number text PRIMARY KEY,
  tenant text NOT NULL,
  scenario text NOT NULL,
  language text NOT NULL
);
CREATE TABLE feature_flags (
  name text PRIMARY KEY,
  value jsonb NOT NULL CHECK (jsonb_typeof(value) IN ('boolean', 'string')),
  updated_by text,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Whoever changes one of these, by hand too, wakes the edges and workers that hold a snapshot.
CREATE FUNCTION notify_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('holdfast_snapshot', '');
  RETURN NULL;
END $$;
CREATE TRIGGER published_scenarios_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON published_scenarios
  FOR EACH STATEMENT EXECUTE FUNCTION notify_snapshot();
CREATE TRIGGER routes_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON routes
  FOR EACH STATEMENT EXECUTE FUNCTION notify_snapshot();
CREATE TRIGGER feature_flags_notify AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON feature_flags
  FOR EACH STATEMENT EXECUTE FUNCTION notify_snapshot();

-- Down Migration
DROP TABLE feature_flags;
DROP TABLE routes;
DROP TABLE published_scenarios;
DROP TABLE scenarios;
DROP FUNCTION notify_snapshot;
