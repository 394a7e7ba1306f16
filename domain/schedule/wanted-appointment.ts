import type { EarlierAppointment } from '../dialog/types.ts';
import type { Json } from '../json.ts';

/** The appointment that a call wants to exist. Keyed by (callId, n): written as often as it takes, it exists once. */
export interface WantedAppointment {
  callId: string;
  /** which of the call's appointments */
  n: number;
  tenant: string;
  resource: string;
  /** IANA name of the resource's wall clock */
  timeZone: string;
  /** ISO 8601 with offset; null: none */
  time: string | null;
  durationMin: number;
  details: Readonly<Record<string, Json>>;
  /** grows within the call; a write older than the stored one changes nothing */
  turnSeq: number;
  /** the earlier call's appointment that shall be at `time` instead; absent: it is this call's own */
  of?: EarlierAppointment;
}

/** What the call wants of an earlier call's appointment. */
export type WantedChange = WantedAppointment & { of: EarlierAppointment };

export const isChange = (wanted: WantedAppointment): wanted is WantedChange => wanted.of !== undefined;
