import type { PlaceRequest } from '../../contracts/edge-api.ts';
import type { CallSession } from '../session/call-parts.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import { PLACE_LASTS_MS } from './place-token.ts';

/** A call that runs on this edge. */
export interface RunningCall {
  callId: string;
  epoch: number;
  /** label in metrics */
  dialect: string;
  leg: MediaTransport;
  session: CallSession;
  /** the switch connects it elsewhere when this edge goes */
  resumes: boolean;
}
/** A call that was promised a place and has not connected yet. */
export interface Place {
  epoch: number;
  from: string;
  to: string;
  expiresAtMs: number;
  /** who asked for it; '' where only one asks */
  by?: string;
  /** who asked says what comes of a transfer */
  reportsTransfers?: boolean;
  /** no call: a human who is to hear this */
  briefing?: PlaceRequest['briefing'];
}

/** The first socket of a call is believed dead without an answer to a ping in this time. */
const ALIVE_WITHIN_MS = 800;

/** Whoever was promised a place has forked by then, or died. */
const CONNECTS_WITHIN_MS = 3000;

/** All calls of this edge, and how many it will take. */
export interface CallRegister {
  /**
   * promises a place; `full` when running and promised calls reach the limit; `taken`: promised to another asker just
   * now, who is about to connect it
   */
  reserve(callId: string, place: Place): 'reserved' | 'full' | 'draining' | 'taken';
  /** the promised place, which is used up */
  claim(callId: string, epoch: number): Place | null;
  /** epoch of a place that is promised and not used up */
  placedEpoch(callId: string): number | null;
  add(call: RunningCall): void;
  remove(call: RunningCall): void;
  get(callId: string): RunningCall | null;
  /** may a connection with this epoch have the call? asks the one that has it for a sign of life */
  mayTakeOver(callId: string, epoch: number): Promise<boolean>;
  counts(): { active: number; reserved: number; max: number; draining: boolean };
  list(): RunningCall[];
  drain(): void;
}

export function createCallRegister(max: number, now: () => number): CallRegister {
  const running = new Map<string, RunningCall>();
  const places = new Map<string, Place>();
  let draining = false;

  const forgetExpired = () => {
    for (const [callId, place] of places) if (place.expiresAtMs < now()) places.delete(callId);
  };
  return {
    reserve(callId, place) {
      if (draining) return 'draining';
      forgetExpired();
      const promised = places.get(callId);
      if (promised !== undefined && promised.epoch >= place.epoch && promised.by !== place.by) {
        const sinceMs = PLACE_LASTS_MS - (promised.expiresAtMs - now());
        if (sinceMs < CONNECTS_WITHIN_MS) return 'taken';
      }
      const known = running.has(callId) || promised !== undefined;
      if (!known && running.size + places.size >= max) return 'full';
      places.set(callId, place);
      return 'reserved';
    },
    claim(callId, epoch) {
      const place = places.get(callId);
      if (place === undefined || place.epoch !== epoch) return null;
      places.delete(callId);
      return place;
    },
    placedEpoch(callId) {
      forgetExpired();
      return places.get(callId)?.epoch ?? null;
    },
    add: (call) => void running.set(call.callId, call),
    remove(call) {
      if (running.get(call.callId) === call) running.delete(call.callId);
    },
    get: (callId) => running.get(callId) ?? null,
    async mayTakeOver(callId, epoch) {
      const call = running.get(callId);
      if (call === undefined || epoch > call.epoch) return true;
      if (epoch < call.epoch) return false;
      return !(await call.leg.alive(ALIVE_WITHIN_MS));
    },
    counts() {
      forgetExpired();
      return { active: running.size, reserved: places.size, max, draining };
    },
    list: () => [...running.values()],
    drain() {
      draining = true;
    },
  };
}
