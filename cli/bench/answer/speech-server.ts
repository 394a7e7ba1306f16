import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ListenCommand, ListenEvent } from '../../../contracts/speech.ts';
import { createEndpoint, RATE_HZ, tone } from './sounds.ts';

/**
 * A speech server whose endpoint is 200 ms and whose every other answer is there at once: it hears "yes" in any sound
 * and says every text as half a second of tone. In a process of its own, as the real one is.
 */
const ENDPOINT_MS = 200;
const SPOKEN = tone(500, 440);

const server = createServer((request, response) => {
  request.resume();
  if (request.url === '/v1/audio/speech')
    response.writeHead(200, { 'content-type': 'audio/pcm', 'x-sample-rate': `${RATE_HZ}` }).end(SPOKEN);
  else response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ready"}');
});
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', listen);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));

function listen(socket: WebSocket): void {
  const endpoint = createEndpoint(ENDPOINT_MS);
  let bytes = 0;
  let transcript = '';
  const send = (event: ListenEvent) => socket.send(JSON.stringify(event));
  const seconds = () => bytes / RATE_HZ / 2;
  const results = (final: boolean) =>
    send({
      ...{ type: 'Results', start: 0, duration: seconds(), is_final: final, speech_final: final },
      ...{ from_finalize: final, channel_index: [0, 1], metadata: {} },
      channel: { alternatives: [{ transcript, confidence: 0.95, words: [] }] },
    });
  socket.on('message', (data: Buffer, binary) => {
    if (!binary) {
      if ((JSON.parse(data.toString()) as ListenCommand).type !== 'Finalize') return;
      results(true);
      transcript = '';
      return;
    }
    bytes += data.length;
    const edge = endpoint(data);
    if (edge === 'started') send({ type: 'SpeechStarted', channel: [0, 1], timestamp: seconds() });
    if (edge !== 'ended') return;
    transcript = 'yes';
    results(false);
    send({ type: 'SpeechEnded', timestamp: seconds() - ENDPOINT_MS / 1000, x: { turn_probability: 1 } });
  });
}
