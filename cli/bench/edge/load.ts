import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';

/** Opens `calls` sockets at `{url}/<call id>{suffix}` and keeps them talking; all of it in a process of its own. */
export interface LoadOrder {
  url: string;
  suffix: string;
  calls: number;
  /** once all are there: so many new lines a second, each for the oldest one, which hangs up */
  renewPerSecond: number;
}
/** What the load has seen since the last report. An underrun: the playout had nothing left while speech went on. */
export interface LoadReport {
  open: number;
  /** lines whose agent has been heard */
  greeted: number;
  framesHeard: number;
  underruns: number;
  refused: string[];
}

const FRAME_MS = 20;
const FRAME_BYTES = 320;
const STAGGER_MS = 20;
/** the switch's own prebuffer before it plays */
const PREBUFFER_BYTES = FRAME_BYTES * 8;

interface Line {
  socket: WebSocket;
  buffered: number;
  playing: boolean;
  greeted: boolean;
}

const lines: Line[] = [];
const report: LoadReport = { open: 0, greeted: 0, framesHeard: 0, underruns: 0, refused: [] };
const silence = Buffer.alloc(FRAME_BYTES);

function dial({ url, suffix }: LoadOrder): void {
  const callId = randomUUID();
  const socket = new WebSocket(`${url}/${callId}${suffix}`, ['audio.drachtio.org'], {
    perMessageDeflate: false,
  });
  const line: Line = { socket, buffered: 0, playing: false, greeted: false };
  socket.on('open', () => {
    report.open++;
    socket.send(JSON.stringify({ callId, from: '+380501112233', to: '+380440000001' }));
    lines.push(line);
  });
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) line.buffered += data.length;
  });
  socket.on('error', (error) => report.refused.push(error.message));
  socket.on('close', () => report.open--);
}

/** A caller hangs up as a switch says it, and another one comes. */
function renew(order: LoadOrder): void {
  lines.shift()?.socket.close(1000);
  dial(order);
}

/** One tick for all lines: say a frame of silence, play a frame. */
function tick(): void {
  for (const line of lines) {
    if (line.socket.readyState !== WebSocket.OPEN) continue;
    line.socket.send(silence);
    if (!line.playing && line.buffered >= PREBUFFER_BYTES) {
      line.playing = true;
      if (!line.greeted) report.greeted++;
      line.greeted = true;
    }
    if (!line.playing) continue;
    if (line.buffered >= FRAME_BYTES) {
      line.buffered -= FRAME_BYTES;
      report.framesHeard++;
    } else {
      report.underruns++;
      line.playing = false;
    }
  }
}

process.on('message', (message: LoadOrder | 'report' | 'stop') => {
  if (message === 'report') {
    process.send?.(structuredClone(report));
    Object.assign(report, { greeted: 0, framesHeard: 0, underruns: 0, refused: [] });
  } else if (message === 'stop') process.exit(0);
  else {
    for (let i = 0; i < message.calls; i++) setTimeout(dial, i * STAGGER_MS, message);
    if (message.renewPerSecond > 0)
      setTimeout(
        () => setInterval(renew, 1000 / message.renewPerSecond, message),
        message.calls * STAGGER_MS,
      );
  }
});
process.on('disconnect', () => process.exit(0));

// frames are due by the clock: a late timer catches up, as a switch does
let due = performance.now();
setInterval(() => {
  for (const now = performance.now(); due <= now; due += FRAME_MS) tick();
}, FRAME_MS / 2);
process.send?.('ready');
