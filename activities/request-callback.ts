import type { WrapUpActivities } from '../contracts/activities.ts';

/** What leaving a callback needs from the records. */
export interface CallbackList {
  add(callback: {
    callId: string;
    tenant: string;
    phone: string;
    reason: string;
    requestedAt: string;
  }): Promise<void>;
}

/** Leaves the request that nobody must forget: somebody calls the caller back. */
export const createRequestCallbackActivities = ({
  callbacks,
}: {
  callbacks: CallbackList;
}): Pick<WrapUpActivities, 'requestCallback'> => ({
  requestCallback: ({ facts: { callId, tenant, from }, reason, at }) =>
    callbacks.add({ callId, tenant, phone: from, reason, requestedAt: at }),
});
