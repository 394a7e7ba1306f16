import type { Json } from '../json.ts';
import type { Draft } from './draft.ts';
import type { DesiredAppointment, ToolRequest, ToolResult } from './types.ts';

/** Tools that write an appointment: one of this call's own, or an earlier call's. */
const WRITES: ReadonlySet<string> = new Set(['set-appointment', 'change-appointment']);
export const writesAppointment = ({ name }: Pick<ToolRequest, 'name'>): boolean => WRITES.has(name);

const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
/** Types whose words differ from their normal form. */
const SAID_TYPES: ReadonlySet<string> = new Set(['choice', 'text']);

type Arguments = Readonly<Record<string, Json>>;

/**
 * A write's request with the number that its appointment has: the scenario's, unless another appointment of the call has
 * that one already. An earlier call's appointment and one of this call's own are never the same.
 */
export function numbered<Request extends Pick<ToolRequest, 'name' | 'args'>>(
  { appointments }: Pick<Draft, 'appointments'>,
  request: Request,
): Request {
  const asked = numberOf(request.args.n) || 1;
  // a look into the calendar, which must not take the call's own appointment for somebody else's
  if (!writesAppointment(request)) {
    const own = appointments.find((one) => one.of === undefined && matterOf(one) === asked);
    const isOther = request.args.n !== undefined && own !== undefined && own.n !== asked;
    return isOther ? { ...request, args: { ...request.args, n: own.n } } : request;
  }
  const known = appointments.find((one) => isMeant(one, request.args));
  const isFree = appointments.every(({ n }) => n !== asked);
  const n = known?.n ?? (isFree ? asked : Math.max(...appointments.map((one) => one.n)) + 1);
  return n === asked ? request : { ...request, args: { ...request.args, n } };
}

/** Whether the request of a tool, as the scenario makes it, is about this appointment. */
const isMeant = (one: DesiredAppointment, { n, appointment }: Arguments): boolean =>
  typeof appointment === 'string'
    ? one.of?.id === appointment
    : one.of === undefined && matterOf(one) === (numberOf(n) || 1);

/** The number that the scenario has for it. */
export const matterOf = ({ n, matter }: Pick<DesiredAppointment, 'n' | 'matter'>): number => matter ?? n;

/** The appointment that a tool's numbered request asks for becomes the desired one; `matter`: the scenario's number. */
export function startAppointment(draft: Draft, args: Arguments, matter: Json | undefined): void {
  const n = numberOf(args.n) || 1;
  const { appointment, from } = args;
  const before = draft.appointments.find((a) => a.n === n);
  const found =
    typeof appointment === 'string' && typeof from === 'string' ? { id: appointment, time: from } : undefined;
  // what this call has changed already stood elsewhere when the call first found it
  const of = found === undefined ? undefined : (before?.of ?? found);
  const asked = numberOf(matter) || 1;
  const wanted: DesiredAppointment = {
    n,
    resource: `${args.resource ?? ''}`,
    time: typeof args.time === 'string' ? args.time : null,
    durationMin: numberOf(args.durationMin),
    details: (args.details ?? {}) as DesiredAppointment['details'],
    turnSeq: draft.turnSeq,
    ...(asked === n ? {} : { matter: asked }),
    ...(of === undefined ? {} : { of }),
    said: wordsKnown(draft),
  };
  draft.memory.before = before ?? null;
  draft.appointments = [...draft.appointments.filter((a) => a.n !== n), wanted];
}

/** What the row of this appointment will call things, when the slots belong to the next person already. */
const wordsKnown = ({ slots, scenario }: Draft): Record<string, string> =>
  Object.fromEntries(
    Object.entries(slots)
      .filter(([slot]) => SAID_TYPES.has(scenario.slots[slot]?.type ?? ''))
      .map(([slot, { say }]) => [slot, say]),
  );

/** Without any success: no appointment of this call, and an earlier call's where it stood. */
export const undone = (appointment: DesiredAppointment): DesiredAppointment => ({
  ...appointment,
  time: appointment.of?.time ?? null,
});

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
    a.n === n ? { ...(before ?? undone(a)), turnSeq: draft.turnSeq + 1 } : a,
  );
}

/** The time that this call has given its current matter, as far as it knows; earlier calls' appointments do not count. */
export const bookedTime = ({
  appointments,
  memory,
}: Pick<Draft, 'appointments' | 'memory'>): string | undefined =>
  appointments.find(
    (one) => matterOf(one) === memory.matters + 1 && one.of === undefined && one.time !== null,
  )?.time ?? undefined;
