-- Up Migration

-- What was used, counted where it happened. Append-only: amounts are derived from the price list and can be derived anew.
CREATE TABLE usage_events (
  call_id text NOT NULL,
  id text NOT NULL,
  turn_id text,
  attempt integer NOT NULL,
  component text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  unit text NOT NULL,
  quantity numeric(18, 6) NOT NULL CHECK (quantity >= 0),
  cached_quantity numeric(18, 6) NOT NULL CHECK (cached_quantity BETWEEN 0 AND quantity),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (call_id, id)
);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: insert a correcting row instead of % ', TG_TABLE_NAME, TG_OP;
END $$;
CREATE TRIGGER usage_events_append_only BEFORE UPDATE ON usage_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A price holds from `effective_from` until a later row of the same key. model '*' = any model of the provider.
CREATE TABLE price_list (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  component text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  unit text NOT NULL,
  -- holds for prompts of more than so many tokens; 0 = any
  band_from bigint NOT NULL DEFAULT 0 CHECK (band_from >= 0),
  price_micro_usd bigint NOT NULL CHECK (price_micro_usd >= 0),
  -- for the part that a cache answered
  cached_price_micro_usd bigint NOT NULL DEFAULT 0 CHECK (cached_price_micro_usd >= 0),
  -- both prices are for so many units
  per_quantity bigint NOT NULL CHECK (per_quantity > 0),
  effective_from timestamptz NOT NULL,
  source text NOT NULL,
  UNIQUE (component, provider, model, unit, band_from, effective_from)
);

-- Down Migration
DROP TABLE price_list;
DROP TABLE usage_events;
DROP FUNCTION refuse_change;
