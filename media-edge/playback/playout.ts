import type { Language } from '../../domain/language.ts';
import type { MediaTransport } from '../transports/media-transport.ts';
import { createPieceQueue, type Piece } from './piece-queue.ts';
import type { SpokenAudio } from './spoken-audio.ts';
import type { Ticker } from './ticker.ts';

/** The switch never holds more of our audio than this, so that our clock and a barge-in stay right; some dialects ask for more. */
const LONGEST_LEAD_MS = 500;
/** A piece that ended is padded to a whole block once the switch is about to run dry. */
const NEARLY_DRY_MS = 160;
/** Of speech as the voices here speak it. */
const LETTER_MS = 65;

export interface PlayoutListener {
  /** the first audio of a piece has been sent */
  started(piece: Piece): void;
  /** everything was played and `finish` was called */
  drained(): void;
  /** audio on its way, audible from `atMs` on the clock */
  sent(pcm: Buffer, atMs: number): void;
  /** what had been sent for after `atMs` will not be heard */
  cleared(atMs: number): void;
  /** the switch ran dry in the middle of a piece */
  underrun(): void;
}
export interface PlayoutParts {
  leg: MediaTransport;
  ticker: Ticker;
  /** monotonic milliseconds */
  now: () => number;
  voice: (text: string, language: Language) => SpokenAudio;
  listener: PlayoutListener;
}

/** Paced playback of one call: keeps the switch 300-500 ms ahead, knows what was heard, and can stop at any sample. */
export interface Playout {
  add(piece: Piece): void;
  /** no more pieces: `drained` follows when the last one was played out */
  finish(): void;
  /** silence at once, keeping the place */
  pause(): void;
  resume(): void;
  /** silence at once, the rest is forgotten; what was heard stays known */
  stop(): void;
  /** null when nothing of the turn was ever put on */
  heard(turnId: string): { text: string; complete: boolean } | null;
  /** drops what is known of turns before this one */
  forgetBefore(turnId: string): void;
  close(): void;
}

export function createPlayout({ leg, ticker, now, voice, listener }: PlayoutParts): Playout {
  const bytesPerMs = (leg.sampleRateHz * 2) / 1000;
  const blockMs = leg.blockBytes / bytesPerMs;
  const { leastBytes = leg.blockBytes, leadMs: longestLeadMs = LONGEST_LEAD_MS } = leg;
  let emptyAtMs = 0;
  let paused = false;
  let finished = false;
  let active = false;

  const activate = (on: boolean) => {
    if (on === active) return;
    active = on;
    if (on) ticker.add(pump);
    else ticker.remove(pump);
  };

  /** a switch that is known to be behind the clock moves the end of what it holds */
  const keepTime = (at: number) => {
    const unplayed = leg.unplayedBytes?.() ?? 0;
    if (unplayed > 0) emptyAtMs = Math.max(emptyAtMs, at + unplayed / bytesPerMs);
  };

  const pump = () => {
    // the next piece is made while this one plays
    queue.open();
    if (paused) return;
    const at = now();
    keepTime(at);
    if (emptyAtMs < at) {
      if (queue.begun()) listener.underrun();
      emptyAtMs = at;
    }
    const leadMs = emptyAtMs - at;
    const most = Math.floor((longestLeadMs - leadMs) / blockMs) * leg.blockBytes;
    if (most > 0) send(most, leadMs);
    queue.skipSent();
    if (!queue.empty() || now() < emptyAtMs) return;
    activate(false);
    if (!finished) return;
    finished = false;
    listener.drained();
  };
  const queue = createPieceQueue(voice, () => pump(), LETTER_MS * bytesPerMs);

  const send = (most: number, leadMs: number) => {
    const { bytes, atEnd } = queue.available(most);
    const blocks = Math.floor(bytes / leg.blockBytes);
    // more may be put on in the same breath: before the end a rest is padded only when the switch would run dry
    const pad = atEnd && bytes % leg.blockBytes > 0 && (finished || (blocks === 0 && leadMs < NEARLY_DRY_MS));
    const length = (blocks + (pad ? 1 : 0)) * leg.blockBytes;
    if (length === 0 || (length < leastBytes && !atEnd)) return;
    const { pcm, begun } = queue.take(length);
    listener.sent(pcm, emptyAtMs);
    leg.send(pcm);
    emptyAtMs += length / bytesPerMs;
    for (const piece of begun) listener.started(piece);
  };

  /** how far into everything sent the caller has got */
  const reached = (at: number): number => {
    keepTime(at);
    const ahead = Math.max(0, emptyAtMs - at);
    return Math.max(0, queue.sentBytes - Math.ceil((ahead * bytesPerMs) / 2) * 2);
  };

  /** takes back what the switch holds but has not played */
  const takeBack = () => {
    const at = now();
    keepTime(at);
    if (emptyAtMs > at) {
      leg.clear();
      listener.cleared(at);
    }
    queue.rewind(reached(at));
    emptyAtMs = at;
  };

  return {
    add(piece) {
      queue.add(piece);
      finished = false;
      if (!paused) activate(true);
      pump();
    },
    finish() {
      finished = true;
      if (!paused) activate(true);
      pump();
    },
    pause() {
      if (paused) return;
      paused = true;
      takeBack();
      activate(false);
    },
    resume() {
      if (!paused) return;
      paused = false;
      activate(queue.holds());
      pump();
    },
    stop() {
      if (!paused) takeBack();
      queue.drop(queue.sentBytes);
      paused = false;
      finished = false;
      activate(false);
    },
    heard: (turnId) => queue.heard(turnId, reached(now())),
    forgetBefore: queue.forgetBefore,
    close() {
      queue.drop(reached(now()));
      paused = true;
      activate(false);
    },
  };
}
