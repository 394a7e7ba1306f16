import type { Json } from '../json.ts';
import type { Draft } from './draft.ts';
import type { DesiredAppointment, ToolResult } from './types.ts';

const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** The appointment that a `set-appointment` request asks for becomes the desired one. */
export function startAppointment(draft: Draft, args: Readonly<Record<string, Json>>): void {
  const n = numberOf(args.n) || 1;
  const wanted: DesiredAppointment = {
    n,
    resource: `${args.resource ?? ''}`,
    time: typeof args.time === 'string' ? args.time : null,
    durationMin: numberOf(args.durationMin),
    details: (args.details ?? {}) as DesiredAppointment['details'],
    turnSeq: draft.turnSeq,
  };
  const before = draft.appointments.find((a) => a.n === n);
  draft.memory.before = before ?? null;
  draft.appointments = [...draft.appointments.filter((a) => a.n !== n), wanted];
}

/**
 * A write that failed, or that nobody knows the end of, is taken back: the desired state is what the caller was told
 * last. The turn number is the next one's, so that the write of this turn cannot win when it arrives late.
 */
export function settleAppointment(draft: Draft, { status }: ToolResult): void {
  const before = draft.memory.before;
  draft.memory.before = null;
  if (status === 'ok') return;
  const n = numberOf(draft.waitingFor?.args.n) || 1;
  draft.appointments = draft.appointments.map((a) =>
    a.n === n ? { ...(before ?? { ...a, time: null }), turnSeq: draft.turnSeq + 1 } : a,
  );
}
