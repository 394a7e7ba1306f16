import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { PlaceRequest, TransferClaim, TransferResult } from '../../contracts/edge-api.ts';

/** A media edge with no mind of its own, for tests of the switch's side: it records what reaches it. */
export interface FakeEdge {
  url: string;
  wsUrl: string;
  places: PlaceRequest[];
  digits: { callId: string; digit: string; sequence: string }[];
  sockets: FakeLeg[];
  /** answers of POST /calls in turn (status); then 201, or 409 for another asker of the same epoch */
  statuses: number[];
  draining: boolean;
  /** answers nothing any more, and reads nothing */
  silent: boolean;
  /** the last place of each call */
  promised: Map<string, PlaceRequest>;
  /** what a claim is answered (status); by default the first asker has it for ever */
  claim(callId: string, claim: TransferClaim): number;
  claims: { callId: string; by: string; transferId: string }[];
  results: ({ callId: string } & TransferResult)[];
  resultStatus: number;
  close(): Promise<void>;
}
export interface FakeLeg {
  path: string;
  request: IncomingMessage;
  socket: WebSocket;
  texts: string[];
  /** sizes of the binary messages, in order; the audio itself in `audio` */
  messageBytes: number[];
  audio: Buffer[];
  closeCode: number | null;
}

export async function startFakeEdge(onLeg: (leg: FakeLeg) => void = () => {}): Promise<FakeEdge> {
  const owners = new Map<string, string>();
  const edge: Omit<FakeEdge, 'url' | 'wsUrl' | 'close'> = {
    ...{ places: [], digits: [], sockets: [], statuses: [], claims: [], results: [] },
    ...{ promised: new Map(), draining: false, silent: false, resultStatus: 202 },
    claim(callId, { by, transferId }) {
      edge.claims.push({ callId, by, transferId });
      const owner = owners.get(transferId) ?? by;
      owners.set(transferId, owner);
      return owner === by ? 200 : 409;
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (edge.silent) return;
    const answer = (status: number, body: object = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const [, , callId = '', what, step] = (request.url ?? '').split('/');
    if (request.method === 'GET' && callId === '')
      return answer(200, { active: 0, reserved: 0, max: 100, draining: edge.draining });
    if (request.method === 'GET') {
      const epochs = edge.sockets
        .filter(({ path, closeCode }) => path.includes(callId) && closeCode === null)
        .map(({ path }) => Number(/token-(\d+)$/.exec(path)?.[1]));
      return epochs.length === 0 ? answer(404) : answer(200, { epoch: Math.max(...epochs) });
    }
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as PlaceRequest & {
      digit: string;
      sequence: string;
    };
    if (what === 'dtmf') {
      edge.digits.push({ callId, digit: body.digit, sequence: body.sequence });
      return answer(202);
    }
    if (what === 'held') return answer(202);
    if (what === 'transfer') {
      const given = body as unknown as TransferClaim & TransferResult;
      if (step === 'claim') return answer(edge.claim(callId, given));
      edge.results.push({ callId, ...given });
      return answer(edge.resultStatus);
    }
    edge.places.push(body);
    const promised = edge.promised.get(body.callId);
    const others = promised !== undefined && promised.epoch >= body.epoch && promised.by !== body.by;
    const status = edge.statuses.shift() ?? (others ? 409 : 201);
    if (status === 201) edge.promised.set(body.callId, body);
    const { port } = server.address() as AddressInfo;
    const path = `/fs/${body.callId}/token-${body.epoch}`;
    const granted = { url: `ws://127.0.0.1:${port}`, path, expiresAt: new Date().toISOString() };
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(status === 201 ? granted : { error: `status ${status}` }));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    const leg: FakeLeg = {
      path: request.url ?? '',
      request,
      socket,
      texts: [],
      messageBytes: [],
      audio: [],
      closeCode: null,
    };
    edge.sockets.push(leg);
    socket.on('message', (data, isBinary) => {
      const bytes = Buffer.from(data as Buffer);
      if (!isBinary) return void leg.texts.push(bytes.toString('utf8'));
      leg.messageBytes.push(bytes.length);
      leg.audio.push(bytes);
    });
    socket.on('close', (code) => {
      leg.closeCode = code;
    });
    onLeg(leg);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(edge, {
    url: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}`,
    async close() {
      if (!server.listening) return;
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
