-- Up Migration

-- Outbox of the sheet. `row_number` is the address given to the call, before anything is written there; `written_row`
-- is where the row stood when it was seen in the sheet (people sort and insert, so it may differ).
CREATE TABLE sheet_rows (
  sheet text NOT NULL,
  call_id text PRIMARY KEY,
  cells jsonb NOT NULL,
  row_number integer CHECK (row_number >= 1),
  written_row integer CHECK (written_row >= 1),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  written_at timestamptz,
  UNIQUE (sheet, row_number),
  CHECK ((written_row IS NULL) = (written_at IS NULL))
);
CREATE INDEX sheet_rows_waiting ON sheet_rows (sheet, created_at) WHERE written_at IS NULL;

-- Down Migration
DROP TABLE sheet_rows;
