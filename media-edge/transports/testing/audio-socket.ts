import { connect } from 'node:net';
import { askWhatNext, type EmulatedCall, portions, seededRandom } from './emulated-switch.ts';

export interface AudioSocketCallOptions {
  port: number;
  internalUrl: string;
  callId: string;
  sampleRateHz: 8000 | 16_000 | 24_000;
  /** releases before October 2025: every rate travels as 0x10 */
  oldRelease: boolean;
  seed: number;
}

const INACTIVE_AFTER_MS = 2000;
const KINDS = { 8000: 0x10, 16000: 0x12, 24000: 0x13 };

/**
 * Asterisk's AudioSocket(), strict as it is: any kind but audio and hang-up, and audio of no bytes, end the leg; two
 * seconds without activity do so, too. It neither paces nor buffers, and ends by closing TCP.
 */
export async function callFromAudioSocket(
  options: AudioSocketCallOptions,
): Promise<EmulatedCall & { arrivals(): readonly number[]; sendUuid(): void }> {
  const { callId, sampleRateHz, internalUrl, oldRelease } = options;
  const kind = oldRelease ? 0x10 : KINDS[sampleRateHz];
  const random = seededRandom(options.seed);
  const frameBytes = (sampleRateHz * 2 * 20) / 1000;
  const faults: string[] = [];
  const heard: Buffer[] = [];
  const arrivals: number[] = [];
  const socket = connect(options.port, '127.0.0.1');
  let fate: ReturnType<EmulatedCall['fate']> = null;
  let ended = false;
  let activeAtMs = performance.now();
  let rest = Buffer.alloc(0);

  const abort = (fault: string) => {
    faults.push(fault);
    socket.destroy();
  };
  socket.on('data', (chunk: Buffer) => {
    activeAtMs = performance.now();
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 3) {
      const [type, length] = [rest[0] ?? 0, rest.readUInt16BE(1)];
      // res_audiosocket looks at nothing behind the kind of a hang-up
      if (type === 0x00) {
        socket.destroy();
        void askWhatNext(internalUrl, callId).then((answer) => {
          fate = answer;
        });
        return;
      }
      if (type < 0x10 || type > 0x18) return abort(`kind ${type} is neither hang-up nor audio`);
      if (length < 1) return abort('invalid message length');
      if (rest.length < 3 + length) return;
      if (type !== kind) faults.push(`audio of kind ${type}`);
      heard.push(rest.subarray(3, 3 + length));
      arrivals.push(performance.now());
      rest = rest.subarray(3 + length);
    }
  });
  const watch = setInterval(() => {
    if (performance.now() - activeAtMs > INACTIVE_AFTER_MS) abort('2000 ms of no activity');
  }, 50);
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
    clearInterval(watch);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.setNoDelay(true);

  const write = (bytes: Buffer) => {
    if (!socket.writable) return;
    activeAtMs = performance.now();
    // TCP knows no frames: pieces of any length
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + Math.floor(random() * 700);
      socket.write(bytes.subarray(at, at + size));
      at += size;
    }
  };
  const frame = (type: number, payload: Buffer) => {
    const head = Buffer.alloc(3);
    head[0] = type;
    head.writeUInt16BE(payload.length, 1);
    return Buffer.concat([head, payload]);
  };
  const sendUuid = () => write(frame(0x01, Buffer.from(callId.replaceAll('-', ''), 'hex')));

  return {
    ...{ callId, sampleRateHz, faults, sendUuid },
    arrivals: () => arrivals,
    say: (pcm) => write(Buffer.concat(portions(pcm, frameBytes, () => 0).map((part) => frame(kind, part)))),
    heard: () => Buffer.concat(heard),
    // what has come is played at once
    heldMs: () => 0,
    press: (digit) => write(frame(0x03, Buffer.from(digit, 'latin1'))),
    hangUp: () => socket.end(),
    lose: () => socket.resetAndDestroy(),
    fate: () => fate,
    get ended() {
      return ended;
    },
    raw: (bytes) => write(bytes),
  };
}
