-- Up Migration

-- An appointment that a later call has moved or cancelled: which call, under which of its turns, and where it stood
-- before that call, so that the call can still undo it. The call that made it can no longer write it.
ALTER TABLE appointments
  ADD COLUMN changed_by text,
  ADD COLUMN changed_seq integer,
  ADD COLUMN before_starts_at timestamptz,
  ADD COLUMN before_ends_at timestamptz,
  ADD CHECK ((changed_by IS NULL) = (changed_seq IS NULL)),
  ADD CHECK ((changed_by IS NULL) = (before_starts_at IS NULL)),
  ADD CHECK ((before_starts_at IS NULL) = (before_ends_at IS NULL));
CREATE INDEX appointments_changed_by ON appointments (changed_by) WHERE changed_by IS NOT NULL;
-- who calls, and what was booked under a number
CREATE INDEX appointments_phone ON appointments (tenant, (details ->> 'phone'));

-- Cells that a later call has changed in a call's row: column index → text. They are laid over `cells` when the row is
-- written, and written again where `changes` is ahead of what the sheet has.
ALTER TABLE sheet_rows
  ADD COLUMN changed_cells jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN changes integer NOT NULL DEFAULT 0,
  ADD COLUMN written_changes integer NOT NULL DEFAULT 0;
CREATE INDEX sheet_rows_changed ON sheet_rows (sheet, created_at) WHERE changes > written_changes;

-- Down Migration
DROP INDEX sheet_rows_changed;
ALTER TABLE sheet_rows DROP COLUMN written_changes, DROP COLUMN changes, DROP COLUMN changed_cells;
DROP INDEX appointments_phone;
DROP INDEX appointments_changed_by;
ALTER TABLE appointments
  DROP COLUMN before_ends_at, DROP COLUMN before_starts_at, DROP COLUMN changed_seq, DROP COLUMN changed_by;
