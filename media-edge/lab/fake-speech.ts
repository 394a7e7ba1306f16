import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ListenCommand } from '../../contracts/speech.ts';

/** One caller's ears at the fake worker, played by the test. */
export interface FakeListener {
  key: string;
  commands: ListenCommand[];
  /** bytes of audio received */
  bytes: number;
  audio: Buffer[];
  /** speech begins, is understood and ends; the next Finalize answers it */
  say(text: string): void;
  started(): void;
  /** speech ends, and nothing was understood of it */
  ended(): void;
  socket: WebSocket;
}

export interface FakeSpeech {
  url: string;
  listeners: FakeListener[];
  /** texts that were synthesised, in order */
  spoken: string[];
  /** status of the next answers of /v1/audio/speech, 200 by default */
  failWith(status: number): void;
  stop(): Promise<void>;
}

const MS_PER_CHARACTER = 20;

/** Sample `i` of every text, at any rate: a tone that slowly rises, so that no two places in it are alike. */
export const fakeSample = (i: number): number => Math.round(8000 * Math.sin(i / 3 + (i * i) / 2_000_000));

/** A speech worker without engines: synthesis is a tone, recognition is what the test says. Port 0: a free one. */
export async function startFakeSpeech(port = 0): Promise<FakeSpeech> {
  const listeners: FakeListener[] = [];
  const spoken: string[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { input, sample_rate } = JSON.parse(body) as { input: string; sample_rate: number };
    if (status !== 200) return response.writeHead(status).end();
    spoken.push(input);
    const samples = (input.length * MS_PER_CHARACTER * sample_rate) / 1000;
    const pcm = Buffer.alloc(samples * 2);
    for (let i = 0; i < samples; i++) pcm.writeInt16LE(fakeSample(i), i * 2);
    response.write(pcm.subarray(0, 1601));
    response.end(pcm.subarray(1601));
  });
  const sockets = new WebSocketServer({ server, path: '/v1/listen' });
  sockets.on('connection', (socket, request) => {
    const key = new URL(request.url ?? '/', 'http://x').searchParams.get('x_key') ?? '';
    let text = '';
    const send = (event: object) => socket.send(JSON.stringify(event));
    const seconds = () => listener.bytes / 16_000;
    const results = (more: object) =>
      send({
        ...{
          type: 'Results',
          start: 0,
          duration: seconds(),
          is_final: false,
          speech_final: false,
          channel_index: [0, 1],
        },
        channel: { alternatives: [{ transcript: text, confidence: 0.9, words: [] }] },
        ...{ metadata: {}, x: { engine: 'fake' } },
        ...more,
      });
    const listener: FakeListener = {
      key,
      socket,
      commands: [],
      bytes: 0,
      audio: [],
      started: () =>
        send({ type: 'SpeechStarted', channel: [0, 1], timestamp: Math.max(0, seconds() - 0.5) }),
      ended: () => send({ type: 'SpeechEnded', timestamp: seconds(), x: { turn_probability: 0.9 } }),
      say(said) {
        listener.started();
        text = said;
        results({});
        listener.ended();
      },
    };
    socket.on('message', (data: Buffer, binary) => {
      if (binary) {
        listener.bytes += data.length;
        listener.audio.push(data);
        return;
      }
      const command = JSON.parse(data.toString()) as ListenCommand;
      listener.commands.push(command);
      if (command.type !== 'Finalize') return;
      results({ is_final: true, from_finalize: true, speech_final: true });
      text = '';
    });
    listeners.push(listener);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    listeners,
    spoken,
    failWith(next) {
      status = next;
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
