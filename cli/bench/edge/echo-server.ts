import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

// The baseline: sends back every frame and does nothing else, in a process of its own.
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => {
    if (isBinary) socket.send(data, { binary: true });
  });
});
server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
