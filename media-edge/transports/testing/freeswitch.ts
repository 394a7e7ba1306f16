import { WebSocket } from 'ws';
import { createEar, type EmulatedCall, portions, seededRandom } from './emulated-switch.ts';
import { createJambonzPlayout } from './jambonz-playout.ts';

export interface FreeSwitchOptions {
  url: string;
  callId: string;
  /** jambonz' and drachtio's mod_audio_fork, amigniter's mod_audio_stream: open edition, or closed 1.0.3 by JSON or binary */
  module: 'jambonz' | 'drachtio' | 'stream' | 'stream-json' | 'stream-binary';
  sampleRateHz: number;
  channels: 1 | 2;
  metadata: string | null;
  seed: number;
}

const FRAME_MS = 20;
/** what `uuid_broadcast` and its event take between two files */
const FILE_GAP_MS = 20;

/**
 * FreeSWITCH with one of its audio modules and a controller on the event socket, at the other end of our WebSocket. The
 * quirks are those of the modules: metadata behind the first audio (mod_audio_stream), two texts in one frame
 * (drachtio), binary thrown away where it is not played, files that somebody has to play, a graceful end of zero bytes.
 */
export async function callFromFreeSwitch(
  options: FreeSwitchOptions,
): Promise<EmulatedCall & { gracefulShutdown(): void }> {
  const { module, sampleRateHz, channels, metadata, callId } = options;
  const drachtios = module === 'jambonz' || module === 'drachtio';
  const random = seededRandom(options.seed);
  const faults: string[] = [];
  const frameBytes = (sampleRateHz * 2 * FRAME_MS) / 1000;
  const host = new URL(options.url).hostname;
  const socket = new WebSocket(options.url, drachtios ? ['audio.drachtio.org'] : [], {
    perMessageDeflate: false,
    headers: drachtios
      ? { pragma: 'no-cache', 'cache-control': 'no-cache', host, origin: `http://${host}` }
      : { host: new URL(options.url).host, origin: `http://${host}` },
  });
  let fate: ReturnType<EmulatedCall['fate']> = null;
  let ended = false;
  let shutDown = false;
  const jambonz = module === 'jambonz' ? createJambonzPlayout(sampleRateHz) : null;
  let files: Buffer[] = [];
  let gapUntil = 0;

  const play = (): Buffer | null => {
    if (jambonz !== null) return jambonz.play();
    const first = files[0];
    if (first === undefined || performance.now() < gapUntil) return null;
    if (first.length <= frameBytes) {
      files.shift();
      if (module !== 'stream-binary' && module !== 'stream-json') gapUntil = performance.now() + FILE_GAP_MS;
    } else files[0] = first.subarray(frameBytes);
    return first.subarray(0, frameBytes);
  };
  const ear = createEar(FRAME_MS, play);

  const command = (text: string) => {
    const message = JSON.parse(text) as { type: string; data?: Record<string, unknown> };
    const { data = {} } = message;
    switch (message.type) {
      case 'playAudio':
        if (module !== 'drachtio') return faults.push('playAudio is not supported here');
        if (data.audioContentType !== 'raw') return faults.push('strcmp(NULL): the module crashes');
        return files.push(Buffer.from(`${data.audioContent}`, 'base64'));
      case 'streamAudio':
        if (module !== 'stream' && module !== 'stream-json')
          return faults.push('streamAudio is not supported here');
        if (data.sampleRate !== sampleRateHz) faults.push(`raw of ${data.sampleRate} Hz`);
        return files.push(Buffer.from(`${data.audioData}`, 'base64'));
      case 'killAudio':
        jambonz?.kill();
        files = [];
        return;
      // both are relayed as events; the controller acts on them
      case 'disconnect':
        fate = { hungUp: true };
        return setTimeout(() => socket.close(1000), 10);
      case 'transfer':
        fate = { transferredTo: `${data.target}` };
        return setTimeout(() => socket.close(1000), 10);
      default:
        return faults.push(`unknown type ${message.type}`);
    }
  };
  socket.on('message', (data: Buffer, binary) => {
    if (shutDown) return;
    if (!binary) return void command(data.toString('utf8'));
    if (jambonz !== null) {
      if (jambonz.receive(data)) faults.push('a sample of -1 fires a mark');
    } else if (module === 'stream-binary') files.push(Buffer.from(data));
    else faults.push('binary is discarded');
  });
  socket.on('close', () => {
    ended = true;
    ear.stop();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  // on mod_audio_stream text may be overtaken by audio
  if (!drachtios) socket.send(Buffer.alloc(frameBytes * channels));
  if (metadata !== null) socket.send(metadata);

  return {
    callId,
    sampleRateHz,
    faults,
    say(pcm) {
      const wire = channels === 1 ? pcm : interleave(pcm);
      // mod_audio_stream sends exactly a frame, the others what has gathered
      for (const part of portions(wire, frameBytes * channels, drachtios ? random : () => 0))
        socket.send(part);
    },
    heard: ear.heard,
    heldMs() {
      ear.catchUp();
      return (
        jambonz?.heldMs() ?? files.reduce((sum, file) => sum + file.length, 0) / ((sampleRateHz * 2) / 1000)
      );
    },
    press(digit) {
      const text = `{"type":"dtmf","data":{"digit":"${digit}"}}`;
      // drachtio's module joins texts that wait for the same writable event
      socket.send(module === 'drachtio' ? `{"type":"note"}${text}` : text);
    },
    hangUp: () => socket.close(1000),
    lose: () => socket.terminate(),
    fate: () => fate,
    get ended() {
      return ended;
    },
    raw: (bytes, as) => socket.readyState === socket.OPEN && socket.send(bytes, { binary: as === 'binary' }),
    gracefulShutdown() {
      socket.send(Buffer.alloc(0));
      shutDown = true;
    },
  };
}

/** Left the caller, right what the switch plays: something that is not the caller. */
function interleave(pcm: Buffer): Buffer {
  const stereo = Buffer.alloc(pcm.length * 2);
  for (let at = 0; at < pcm.length; at += 2) {
    stereo.writeInt16LE(pcm.readInt16LE(at), at * 2);
    stereo.writeInt16LE(1234, at * 2 + 2);
  }
  return stereo;
}
