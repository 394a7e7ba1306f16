import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createEndpoint } from './sounds.ts';

/**
 * The baseline: endpoint, model and voice of the same servers behind one another, and nothing else: no call, no dialog,
 * no record, no playout.
 */
const { MODEL_URL = '', SPEECH_URL = '' } = process.env;
const agent = new Agent({ keepAlive: true });

/** Posts and answers the first bytes of the body; the rest is read and dropped. */
async function firstBytes(url: string, body: object): Promise<Buffer> {
  const post = request(url, { agent, method: 'POST', headers: { 'content-type': 'application/json' } });
  post.end(JSON.stringify(body));
  const [response] = await once(post, 'response');
  const [first] = await once(response, 'data');
  response.resume();
  return first;
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  const endpoint = createEndpoint(200);
  socket.on('message', async (data: Buffer, binary) => {
    if (!binary || endpoint(data) !== 'ended') return;
    await firstBytes(`${MODEL_URL}/chat/completions`, { model: 'bench', stream: true, messages: [] });
    const pcm = await firstBytes(`${SPEECH_URL}/v1/audio/speech`, { input: 'Certainly.' });
    socket.send(pcm.subarray(0, 320));
  });
});
server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
