/** An appointment's name across calls: the call that made it, and which of that call's appointments it is. */
export interface AppointmentKey {
  callId: string;
  n: number;
}

/** `1/4f2c…`: the number first, because ids of switches may hold a slash. */
export const appointmentId = ({ callId, n }: AppointmentKey): string => `${n}/${callId}`;

/** Null when the text names no appointment. */
export function parseAppointmentId(id: string): AppointmentKey | null {
  const [, n, callId] = /^([1-9]\d{0,5})\/(.+)$/s.exec(id) ?? [];
  return n === undefined || callId === undefined ? null : { callId, n: Number(n) };
}
