import type { WrapUpActivities } from '../contracts/activities.ts';
import type { Json } from '../domain/json.ts';

/** What leaving a callback needs from the records. */
export interface CallbackList {
  add(callback: {
    callId: string;
    tenant: string;
    phone: string;
    reason: string;
    requestedAt: string;
    /** by slot: name, study, date, appointment_time; what is left out stays as it was */
    details?: Readonly<Record<string, Json>>;
  }): Promise<void>;
}

/** What taking one back needs besides. */
export interface SettledCallbackList extends CallbackList {
  /** none is wanted: neither what was asked for until `at` nor what comes late */
  withdraw(call: { callId: string; tenant: string; at: string }): Promise<void>;
}

/** Leaves the request that nobody must forget: somebody calls the caller back; or takes back what nobody wants any more. */
export const createRequestCallbackActivities = ({
  callbacks,
}: {
  callbacks: SettledCallbackList;
}): Pick<WrapUpActivities, 'requestCallback' | 'withdrawCallback'> => ({
  requestCallback: ({ facts: { callId, tenant, from }, reason, at, wish }) =>
    callbacks.add({
      ...{ callId, tenant, reason, requestedAt: at },
      phone: wish?.phone ?? from,
      details: wish?.details ?? {},
    }),
  withdrawCallback: ({ facts: { callId, tenant }, at }) => callbacks.withdraw({ callId, tenant, at }),
});
