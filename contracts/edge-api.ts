import type { Language } from '../domain/language.ts';

/** Internal HTTP of the edge: `POST /calls` reserves a place for a call before the switch forks its audio. */
export interface PlaceRequest {
  callId: string;
  epoch: number;
  from: string;
  to: string;
  /** first segment of the path that the switch will connect to; absent: `fs`, jambonz' mod_audio_fork */
  dialect?: string;
  /** a channel of Asterisk's chan_websocket that waits for us: the edge connects to it at once */
  mediaConnection?: string;
  /** who asks, where several ask for the same call: the first one gets the place */
  by?: string;
  /** who asks will say what came of a transfer (`TransferClaim`, `TransferResult`) */
  reportsTransfers?: boolean;
  /** no call but a human who is to hear this before a caller is put through; the edge then asks to be disconnected */
  briefing?: { say: string; language: Language };
}
/** 201. `path` belongs behind the edge's public ws URL, e.g. `/fs/<callId>/<token>`. 503 {error} when full or draining. */
export interface PlaceReply {
  url: string;
  path: string;
  expiresAt: string;
}

/** `GET /calls/{callId}`: 200 where a live socket of this call is on the edge, else 404. */
export interface ConnectedCall {
  epoch: number;
}

/**
 * `POST /calls/{callId}/transfer/claim`: 200 to one asker, for the next seconds; 409 to the others; 404 where the call
 * has no such transfer under way.
 */
export interface TransferClaim {
  transferId: string;
  by: string;
}

/** `POST /calls/{callId}/transfer/result`: 202, also when it was told before; 404 where the call has no such transfer. */
export interface TransferResult {
  transferId: string;
  /** a human is talking with the caller */
  answered: boolean;
  /** cause of the switch, e.g. NO_ANSWER, for the log */
  cause: string;
  /** no edge has the call any more, though a human has the caller: any edge tells the workflow */
  orphan?: boolean;
}
