import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { WebSocket } from 'ws';
import { jambonz } from './freeswitch/jambonz.ts';
import type { Caller, LegClosed, MediaTransport } from './media-transport.ts';

/** A socket whose peer reads nothing. */
class StuckSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  send(data: Buffer | string): void {
    this.bufferedAmount += data.length;
  }
  terminate(): void {
    this.readyState = 3;
    this.emit('close', 1006, Buffer.alloc(0));
  }
  close(): void {}
}

const opening = (caller: Caller | null = { from: '', to: '' }) => {
  const socket = new StuckSocket();
  const legs: MediaTransport[] = [];
  const callers: Caller[] = [];
  jambonz.open(
    socket as unknown as WebSocket,
    {
      ...{ callId: 'c1', caller, query: new URLSearchParams() },
      ...{ onUnreadable: () => undefined, onDeparture: () => undefined },
    },
    (leg, from) => {
      legs.push(leg);
      callers.push(from);
    },
  );
  return { socket, legs, callers };
};
const listening = () => {
  const { socket, legs } = opening();
  const [leg] = legs;
  if (leg === undefined) throw new Error('not ready');
  const closed: LegClosed[] = [];
  const audio: Buffer[] = [];
  const digits: string[] = [];
  const listen = () =>
    leg.listen({
      audio: (pcm) => void audio.push(pcm),
      digit: (digit) => void digits.push(digit),
      closed: (how) => void closed.push(how),
    });
  return { socket, leg, closed, audio, digits, listen };
};

describe('a switch that stops reading', () => {
  it('is cut after a few seconds of audio, and nothing more is sent', () => {
    const { socket, leg, closed, listen } = listening();
    listen();
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
    const { socket, closed, listen } = listening();
    listen();
    socket.emit('close', code, Buffer.from('why'));
    socket.emit('close', 1006, Buffer.alloc(0));
    expect(closed).toEqual([{ clean, code, reason: 'why' }]);
  });

  it('gives no audio behind the end', () => {
    const { socket, audio, listen } = listening();
    listen();
    socket.emit('message', Buffer.alloc(320), true);
    socket.emit('close', 1000, Buffer.alloc(0));
    socket.emit('message', Buffer.alloc(320), true);
    expect(audio).toHaveLength(1);
  });
});

describe('who listens a moment later', () => {
  it('hears everything in its order, the end too', () => {
    const { socket, audio, digits, closed, listen } = listening();
    socket.emit('message', Buffer.from([1, 2]), true);
    socket.emit('message', Buffer.from('{"type":"dtmf","data":{"digit":"5"}}'), false);
    socket.emit('message', Buffer.from([3, 4]), true);
    socket.emit('close', 1000, Buffer.alloc(0));
    listen();
    expect({ audio, digits, closed: closed.length }).toEqual({
      audio: [Buffer.from([1, 2]), Buffer.from([3, 4])],
      digits: ['5'],
      closed: 1,
    });
  });

  it('hears no more than two seconds of what came before', () => {
    const { socket, audio, listen } = listening();
    for (let i = 0; i < 1000; i++) socket.emit('message', Buffer.alloc(320), true);
    listen();
    expect(audio).toHaveLength(100);
  });
});

describe('caller data', () => {
  it('is waited for where nobody gave any, and only its first message counts', () => {
    const { socket, callers } = opening(null);
    expect(callers).toEqual([]);
    socket.emit('message', Buffer.alloc(320), true);
    socket.emit('message', Buffer.from('{"from":"+38050","to":"102"}{"from":"x"}'), false);
    expect(callers).toEqual([{ from: '+38050', to: '102' }]);
  });

  it('comes without control characters, and no longer than a number can be', () => {
    const { socket, callers } = opening(null);
    socket.emit(
      'message',
      Buffer.from(JSON.stringify({ from: '+380\u000067', to: '9'.repeat(9000) })),
      false,
    );
    expect(callers).toEqual([{ from: '+380 67', to: '9'.repeat(256) }]);
  });

  it('of a switch that has gone is not waited for', () => {
    const { socket, callers } = opening(null);
    socket.emit('close', 1006, Buffer.alloc(0));
    socket.emit('message', Buffer.from('{"from":"1"}'), false);
    expect(callers).toEqual([]);
  });
});
