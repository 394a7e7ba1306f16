import type { PlaceRequest } from '../../contracts/edge-api.ts';
import { sameToken } from '../../platform/edge-token.ts';
import type { Caller } from '../transports/media-transport.ts';
import type { CallRegister } from './call-register.ts';
import { readPlace } from './place-token.ts';

/** How a connection came to its call. `placed`: somebody asked for the place before, and will connect it again. */
export interface Entry {
  epoch: number;
  /** null: the switch says it on the wire, or nobody does */
  caller: Caller | null;
  greet: boolean;
  resumes: boolean;
  /** who placed it says what comes of a transfer */
  reportsTransfers?: boolean;
  /** no call: a human who is to hear this */
  briefing?: PlaceRequest['briefing'];
}
/** HTTP status and what to do about it. */
export interface Refused {
  status: number;
  error: string;
}

export interface AdmissionOptions {
  register: CallRegister;
  secret: string;
  /** for dialplans without a control connection; '' switches that mode off */
  staticToken: string;
  /** what a call would lack now, e.g. right after the start; null: nothing */
  missing: () => string | null;
}

export interface Admission {
  /** with a token of `POST /calls` for this very call, or with the static one */
  byToken(callId: string, token: string): Promise<Entry | Refused>;
  /** with a place that was asked for; who knows the call id may have it, so it must not be guessable */
  byPlace(callId: string): Promise<Entry | Refused>;
  /** with nothing */
  freely(callId: string): Promise<Entry | Refused>;
}

/** Who may have which call. */
export function createAdmission({ register, secret, staticToken, missing }: AdmissionOptions): Admission {
  const lacking = (): Refused | null => {
    const lack = missing();
    return lack === null ? null : { status: 503, error: lack };
  };
  const claim = (callId: string, epoch: number): Entry | Refused => {
    const place = register.claim(callId, epoch);
    if (place === null)
      return { status: 403, error: `call ${callId} has no place with epoch ${epoch}: ask for one` };
    const { from, to, reportsTransfers, briefing } = place;
    return {
      ...{ epoch, caller: { from, to }, greet: epoch <= 1, resumes: true },
      ...{ reportsTransfers: reportsTransfers === true, briefing },
    };
  };
  const freely = async (callId: string): Promise<Entry | Refused> => {
    const { active, max, draining } = register.counts();
    if (draining || active >= max)
      return { status: 503, error: draining ? 'this edge is stopping' : 'this edge is full' };
    const other = register.get(callId);
    if (other !== null && !(await register.mayTakeOver(callId, other.epoch)))
      return { status: 409, error: `call ${callId} is connected already` };
    // always larger than the one before, also after this edge was restarted
    const epoch = Math.max(Math.floor(Date.now() / 1000), (register.get(callId)?.epoch ?? 0) + 1);
    return { epoch, caller: null, greet: register.get(callId) === null, resumes: false };
  };

  return {
    async byToken(callId, token) {
      const lack = lacking();
      if (lack !== null) return lack;
      if (staticToken !== '' && sameToken(token, staticToken)) return freely(callId);
      const read = readPlace(secret, callId, token, Date.now());
      if ('fault' in read)
        return {
          status: 403,
          error:
            read.fault === 'expired'
              ? 'the token has expired: ask for a new place'
              : 'the token is not for this call',
        };
      if (!(await register.mayTakeOver(callId, read.epoch)))
        return {
          status: 409,
          error: `call ${callId} is connected already with epoch ${read.epoch} or a later one`,
        };
      return claim(callId, read.epoch);
    },
    async byPlace(callId) {
      const epoch = register.placedEpoch(callId);
      if (epoch === null) return { status: 403, error: `call ${callId} has no place: ask by POST /calls` };
      return lacking() ?? claim(callId, epoch);
    },
    freely: async (callId) => lacking() ?? freely(callId),
  };
}
