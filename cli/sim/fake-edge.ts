import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { PlaceRequest } from '../../contracts/edge-api.ts';

/** A media edge with no mind of its own, for tests of the switch's side: it records what reaches it. */
export interface FakeEdge {
  url: string;
  wsUrl: string;
  places: PlaceRequest[];
  digits: { callId: string; digit: string; sequence: string }[];
  sockets: FakeLeg[];
  /** answers of POST /calls in turn (status); 201 when none is left */
  statuses: number[];
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
  const edge: Pick<FakeEdge, 'places' | 'digits' | 'sockets' | 'statuses'> = {
    places: [],
    digits: [],
    sockets: [],
    statuses: [],
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as PlaceRequest & {
      digit: string;
      sequence: string;
    };
    const digit = /^\/calls\/([^/]+)\/dtmf$/.exec(request.url ?? '');
    if (digit) {
      edge.digits.push({ callId: digit[1] ?? '', digit: body.digit, sequence: body.sequence });
      return void response.writeHead(202).end('{}');
    }
    edge.places.push(body);
    const status = edge.statuses.shift() ?? 201;
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
  return {
    ...edge,
    url: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
