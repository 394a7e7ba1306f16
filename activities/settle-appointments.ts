import type { WrapUpActivities } from '../contracts/activities.ts';
import type { WantedAppointment } from '../domain/schedule/wanted-appointment.ts';
import type { CallbackList } from './request-callback.ts';

/** What settling needs from the book of appointments. */
export interface FinalAppointmentBook {
  /** the call's rows become exactly these, for good; answers those whose time somebody else has */
  settle(callId: string, wanted: readonly WantedAppointment[]): Promise<readonly WantedAppointment[]>;
}

/**
 * Writes the call's final appointments once more, so that a retry, a superseded turn or a late attempt of a tool cannot
 * have the last word. A promised time that somebody else has is a case for a person: it leaves a callback.
 */
export const createSettleAppointmentsActivities = ({
  appointments,
  callbacks,
}: {
  appointments: FinalAppointmentBook;
  callbacks: CallbackList;
}): Pick<WrapUpActivities, 'settleAppointments'> => ({
  async settleAppointments({ facts: { callId, tenant, timeZone, from }, appointments: wanted }) {
    const lost = await appointments.settle(
      callId,
      wanted.map((one) => ({ ...one, callId, tenant, timeZone })),
    );
    if (lost.length === 0) return;
    const reason = `appointment could not be kept: ${lost.map(({ resource, time }) => `${resource} ${time}`).join(', ')}`;
    await callbacks.add({ callId, tenant, phone: from, reason, requestedAt: new Date().toISOString() });
  },
});
