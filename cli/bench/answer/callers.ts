import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { FRAME_BYTES, FRAME_MS, isLoud, tone } from './sounds.ts';

/** Lines that speak again and again at `{url}/<call id>{suffix}`, and note how long each waits for its answer. */
export interface CallersOrder {
  url: string;
  suffix: string;
  calls: number;
  /** from one line's word to its next, ms */
  everyMs: number;
}
/** Since the last report. */
export interface CallersReport {
  open: number;
  /** end of the caller's speech → first audio, ms */
  answersMs: number[];
  unanswered: number;
}

const WORD = tone(400, 700);
const SILENCE = Buffer.alloc(FRAME_BYTES);
const STAGGER_MS = 50;
/** the greeting is over by then */
const FIRST_AFTER_MS = 3_000;

const report: CallersReport = { open: 0, answersMs: [], unanswered: 0 };
const lines: { frame(): void }[] = [];

function dial({ url, suffix, everyMs }: CallersOrder): void {
  const callId = randomUUID();
  const socket = new WebSocket(`${url}/${callId}${suffix}`, ['audio.drachtio.org'], {
    perMessageDeflate: false,
  });
  let nextAtMs = performance.now() + FIRST_AFTER_MS + Math.random() * everyMs;
  let wordAt = WORD.length;
  let endedAtMs: number | null = null;
  const frame = () => {
    if (wordAt >= WORD.length && performance.now() >= nextAtMs) {
      if (endedAtMs !== null) report.unanswered++;
      endedAtMs = null;
      nextAtMs += everyMs;
      wordAt = 0;
    }
    if (wordAt >= WORD.length) return socket.send(SILENCE);
    socket.send(WORD.subarray(wordAt, wordAt + FRAME_BYTES));
    wordAt += FRAME_BYTES;
    // a frame is sent when its last sample has been spoken
    if (wordAt >= WORD.length) endedAtMs = performance.now();
  };
  socket.on('open', () => {
    report.open++;
    socket.send(JSON.stringify({ callId, from: '+380501112233', to: '+380440000001' }));
    lines.push({ frame });
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary || endedAtMs === null || !isLoud(data)) return;
    report.answersMs.push(performance.now() - endedAtMs);
    endedAtMs = null;
  });
  socket.on('close', () => {
    report.open--;
    lines.splice(0, lines.length, ...lines.filter((line) => line.frame !== frame));
  });
  socket.on('error', () => undefined);
}

process.on('message', (message: CallersOrder | 'report') => {
  if (message === 'report') {
    process.send?.(structuredClone(report));
    Object.assign(report, { answersMs: [], unanswered: 0 });
  } else for (let i = 0; i < message.calls; i++) setTimeout(dial, i * STAGGER_MS, message);
});
process.on('disconnect', () => process.exit(0));

// frames are due by the clock: a late timer catches up, as a switch does
let due = performance.now();
setInterval(() => {
  for (const now = performance.now(); due <= now; due += FRAME_MS)
    for (const line of [...lines]) line.frame();
}, FRAME_MS / 4);
process.send?.('ready');
