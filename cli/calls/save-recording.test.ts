import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { saveRecording } from './save-recording.ts';

let folder: string;
let server: Server;
let breaks: boolean;
const admin = () => ({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' });
beforeEach(async () => {
  breaks = false;
  folder = await mkdtemp(join(tmpdir(), 'holdfast-save-'));
  server = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer secret') return response.writeHead(401).end('{}');
    if (request.url !== '/calls/c1/recording')
      return response.writeHead(410).end('{"error":"its days were over"}');
    response.writeHead(200, { 'content-length': 8 });
    if (breaks) return response.write('RIFF', () => response.destroy());
    return response.end('RIFFWAVE');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

it('saves a recording', async () => {
  const path = join(folder, 'call.wav');
  expect(await saveRecording(admin(), 'c1', path)).toEqual({ path, bytes: 8 });
  expect(await readFile(path, 'utf8')).toBe('RIFFWAVE');
});

it('says why there is none, and makes no file', async () => {
  await expect(saveRecording(admin(), 'c2', join(folder, 'call.wav'))).rejects.toThrow('its days were over');
  expect(await readdir(folder)).toEqual([]);
});

it('leaves a file alone that is there', async () => {
  const path = join(folder, 'call.wav');
  await writeFile(path, 'mine');
  await expect(saveRecording(admin(), 'c1', path)).rejects.toThrow('is there already: name another file');
  expect(await readFile(path, 'utf8')).toBe('mine');
});

it('leaves no half of a recording', async () => {
  breaks = true;
  await expect(saveRecording(admin(), 'c1', join(folder, 'call.wav'))).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});
