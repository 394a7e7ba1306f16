import type { Action, Expects } from '../domain/dialog/types.ts';
import type { Language } from '../domain/language.ts';

/**
 * Reply stream, call-worker → edge: `POST {edge.url}/calls/{callId}/turns/{turnId}/reply?attempt=n`, chunked NDJSON,
 * bearer token of platform/edge-token.ts. One line each, in this order: head, texts, end.
 */
export interface ReplyHead {
  seq: 0;
  expects: Expects;
  action: Action;
  state: string;
  language: Language;
  interruptible: boolean;
}
export interface ReplyText {
  seq: number;
  text: string;
}
export interface ReplyEnd {
  end: true;
}
export type ReplyLine = ReplyHead | ReplyText | ReplyEnd;

/** The edge's answer, early (interrupted, stale) or after the end (complete). */
export interface ReplyVerdict {
  status: 'complete' | 'interrupted' | 'stale';
}
