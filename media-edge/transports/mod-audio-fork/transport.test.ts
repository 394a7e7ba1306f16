import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { WebSocket } from 'ws';
import type { LegClosed } from '../media-transport.ts';
import { createForkTransport } from './transport.ts';

/** A socket whose peer reads nothing. */
class StuckSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  sent = 0;
  send(data: Buffer | string): void {
    this.sent++;
    this.bufferedAmount += data.length;
  }
  terminate(): void {
    this.readyState = 3;
    this.emit('close', 1006, Buffer.alloc(0));
  }
  close(): void {}
}

const listening = () => {
  const socket = new StuckSocket();
  const leg = createForkTransport(socket as unknown as WebSocket, { sampleRateHz: 8000 });
  const closed: LegClosed[] = [];
  const audio: Buffer[] = [];
  leg.listen({
    audio: (pcm) => void audio.push(pcm),
    digit: () => undefined,
    metadata: () => undefined,
    closed: (how) => void closed.push(how),
  });
  return { socket, leg, closed, audio };
};

describe('a switch that stops reading', () => {
  it('is cut after a few seconds of audio, and nothing more is sent', () => {
    const { socket, leg, closed } = listening();
    for (let i = 0; i < 100; i++) leg.send(Buffer.alloc(1280));
    expect(closed).toEqual([{ clean: false, code: 1008, reason: 'the switch stopped reading' }]);
    expect(socket.bufferedAmount).toBeLessThan(80_000);
  });
});

describe('how a connection ends', () => {
  it.each([
    { rule: 'a hang-up is clean', code: 1000, clean: true },
    { rule: 'so is a close without a code', code: 1005, clean: true },
    { rule: 'a lost connection is not', code: 1006, clean: false },
  ])('$rule', ({ code, clean }) => {
    const { socket, closed } = listening();
    socket.emit('close', code, Buffer.from('why'));
    socket.emit('close', 1006, Buffer.alloc(0));
    expect(closed).toEqual([{ clean, code, reason: 'why' }]);
  });

  it('tells who listens later', () => {
    const socket = new StuckSocket();
    const leg = createForkTransport(socket as unknown as WebSocket, { sampleRateHz: 8000 });
    socket.emit('close', 1000, Buffer.alloc(0));
    const closed: LegClosed[] = [];
    leg.listen({
      audio: () => {},
      digit: () => {},
      metadata: () => {},
      closed: (how) => void closed.push(how),
    });
    expect(closed).toHaveLength(1);
  });

  it('gives no audio behind the end', () => {
    const { socket, audio } = listening();
    socket.emit('message', Buffer.alloc(320), true);
    socket.emit('close', 1000, Buffer.alloc(0));
    socket.emit('message', Buffer.alloc(320), true);
    expect(audio).toHaveLength(1);
  });
});

it('caller data comes without control characters, and no longer than a number can be', () => {
  const socket = new StuckSocket();
  const seen: unknown[] = [];
  createForkTransport(socket as unknown as WebSocket, { sampleRateHz: 8000 }).listen({
    audio: () => undefined,
    digit: () => undefined,
    metadata: (metadata) => void seen.push(metadata),
    closed: () => undefined,
  });
  socket.emit('message', Buffer.from(JSON.stringify({ from: '+380\u000067', to: '9'.repeat(9000) })), false);
  expect(seen).toEqual([{ callId: undefined, from: '+380 67', to: '9'.repeat(256) }]);
});
