import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const SPEECH_SECONDS = 120;
const RATE_HZ = 8000;

/**
 * A speech worker that costs nothing: it hears nobody, and every text sounds for two minutes, so that all calls of the
 * load play without a pause. In a process of its own, as the real one is.
 */
const pcm = new Int16Array(SPEECH_SECONDS * RATE_HZ);
for (let i = 0; i < pcm.length; i++) pcm[i] = Math.round(6000 * Math.sin((2 * Math.PI * 440 * i) / RATE_HZ));
const speech = Buffer.from(pcm.buffer);

const server = createServer((request, response) => {
  request.resume();
  if (request.url === '/v1/audio/speech') {
    response.writeHead(200, { 'content-type': 'audio/pcm', 'x-sample-rate': `${RATE_HZ}` }).end(speech);
  } else response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ready"}');
});
const listen = new WebSocketServer({ server, perMessageDeflate: false });
listen.on('connection', (socket) => socket.on('message', () => {}));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
