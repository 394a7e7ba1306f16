import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../domain/json.ts';

/** timestamptz: read as Date, written as ISO 8601 or Date. */
type Instant = ColumnType<Date, string | Date, string | Date>;
type OptionalInstant = ColumnType<Date | null, string | Date | null | undefined, string | Date | null>;
/** jsonb: read parsed, written as text (node-postgres would turn an array into a PostgreSQL array). */
type JsonColumn = ColumnType<Json, string, string>;
type OptionalJson = ColumnType<Json | null, string | null | undefined, string | null>;

export interface CallsTable {
  call_id: string;
  saved_at: OptionalInstant;
  tenant: string | null;
  channel: string | null;
  from_number: string | null;
  to_number: string | null;
  started_at: OptionalInstant;
  ended_at: OptionalInstant;
  ended: string | null;
  outcome: string | null;
  final_state: string | null;
  language: string | null;
  time_zone: string | null;
  scenario: string | null;
  scenario_hash: string | null;
  prompt_version: string | null;
  variant: string | null;
  flags: OptionalJson;
  slots: OptionalJson;
  appointments: OptionalJson;
  cost_breakdown: OptionalJson;
  /** numeric(14,6) as text, so that no binary fraction creeps in */
  total_cost_usd: string | null;
  quality_score: number | null;
  quality_reasons: OptionalJson;
  recording_status: 'stored' | 'missing' | 'faulty' | 'refused' | 'removed' | null;
  recording_key: string | null;
  recording_duration_ms: number | null;
  recording_channels: number | null;
  recording_bytes: number | null;
  recording_sha256: string | null;
  recording_fault: string | null;
  recording_started_at: OptionalInstant;
  recording_missing_ms: number | null;
  recording_removed_at: OptionalInstant;
}

export interface TurnsTable {
  call_id: string;
  seq: number;
  turn_id: string;
  kind: string;
  caller: string;
  confidence: number | null;
  agent: string;
  heard: string | null;
  state: string;
  at: Instant;
  stages: OptionalJson;
  superseded: boolean;
}

export interface UsageEventsTable {
  call_id: string;
  id: string;
  turn_id: string | null;
  attempt: number;
  component: string;
  provider: string;
  model: string;
  unit: string;
  /** numeric(18,6) as text */
  quantity: ColumnType<string, string, never>;
  cached_quantity: ColumnType<string, string, never>;
  recorded_at: ColumnType<Date, undefined, never>;
}

export interface PriceListTable {
  id: ColumnType<number, never, never>;
  component: string;
  provider: string;
  model: string;
  unit: string;
  band_from: number;
  price_micro_usd: number;
  cached_price_micro_usd: number;
  per_quantity: number;
  effective_from: Instant;
  source: string;
}

export interface ScenariosTable {
  hash: string;
  text: string;
  created_at: Generated<Date>;
}

export interface PublishedScenariosTable {
  tenant: string;
  scenario: string;
  hash: string;
  published_at: Generated<Date>;
}

export interface RoutesTable {
  to_number: string;
  tenant: string;
  scenario: string;
  language: string;
}

export interface FeatureFlagsTable {
  name: string;
  value: JsonColumn;
  updated_by: string | null;
  updated_at: Generated<Date>;
}

export interface WorkingHoursTable {
  tenant: string;
  resource: string;
  /** ISO: 1 = Monday … 7 = Sunday */
  weekday: number;
  /** HH:MM:SS */
  opens: string;
  closes: string;
  step_min: number;
  scenario: string | null;
}

export interface DaysOffTable {
  tenant: string;
  resource: string;
  /** YYYY-MM-DD */
  day: string;
  scenario: string | null;
}

export interface AppointmentsTable {
  call_id: string;
  n: number;
  tenant: string;
  resource: string;
  starts_at: OptionalInstant;
  ends_at: OptionalInstant;
  details: JsonColumn;
  turn_seq: number;
  /** the later call that has moved or cancelled it */
  changed_by: string | null;
  changed_seq: number | null;
  /** calls whose change a later one has written over: call → turn; an object of numbers */
  overruled: ColumnType<Json, string | undefined, string>;
  before_starts_at: OptionalInstant;
  before_ends_at: OptionalInstant;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface SettledCallsTable {
  call_id: string;
  settled_at: Generated<Date>;
}

export interface CallbacksTable {
  call_id: string;
  tenant: string;
  phone: string;
  reason: string;
  requested_at: Instant;
  done_at: OptionalInstant;
  details: ColumnType<Json, string | undefined, string>;
  /** nobody wants it any more */
  withdrawn_at: OptionalInstant;
}

export interface SheetRowsTable {
  sheet: string;
  call_id: string;
  cells: JsonColumn;
  row_number: number | null;
  written_row: number | null;
  /** column index → text, laid over `cells` */
  changed_cells: ColumnType<Json, string | undefined, string>;
  changes: Generated<number>;
  written_changes: Generated<number>;
  created_at: Generated<Date>;
  written_at: OptionalInstant;
}

/** Tables of the database as kysely sees them; the truth is migrations/. */
export interface Tables {
  calls: CallsTable;
  turns: TurnsTable;
  usage_events: UsageEventsTable;
  price_list: PriceListTable;
  scenarios: ScenariosTable;
  published_scenarios: PublishedScenariosTable;
  routes: RoutesTable;
  feature_flags: FeatureFlagsTable;
  working_hours: WorkingHoursTable;
  days_off: DaysOffTable;
  appointments: AppointmentsTable;
  settled_calls: SettledCallsTable;
  callbacks: CallbacksTable;
  sheet_rows: SheetRowsTable;
}
