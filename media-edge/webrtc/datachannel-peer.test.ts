import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '../../cli/stack/free-port.ts';
import { until } from '../lab/edge-lab.ts';
import { createPeerOpener, type PeerSettings } from './datachannel-peer.ts';
import type { IncomingPacket, PeerListener } from './media-peer.ts';
import { writeRtp } from './rtp-packet.ts';
import { type BrowserPeer, createBrowserPeer } from './testing/browser-peer.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const newBrowser = (heard: Buffer[] = []): BrowserPeer =>
  createBrowserPeer({ payloadType: 0, ssrc: 5, onRtp: (bytes) => heard.push(bytes) });
const packetOf = (byte: number) => ({
  sequence: 1,
  timestamp: 160,
  marker: true,
  payload: Buffer.alloc(160, byte),
});

/** A browser that is connected, and what each side has heard. */
async function connect(settings: PeerSettings) {
  const events: string[] = [];
  const packets: IncomingPacket[] = [];
  const heard: Buffer[] = [];
  const browser = newBrowser(heard);
  const listener: PeerListener = {
    connected: () => events.push('connected'),
    packet: (packet) => packets.push(packet),
    lost: () => events.push('lost'),
  };
  const peer = await createPeerOpener(settings)(await browser.offer(), listener);
  browser.answered(peer.answer);
  await until(() => events.includes('connected') && browser.open);
  const close = () => {
    peer.close();
    browser.close();
  };
  return { peer, browser, events, packets, heard, close };
}
const portsOf = (sdp: string) =>
  [...sdp.matchAll(/^a=candidate:\S+ 1 UDP \d+ (\S+) (\d+)/gm)].map(([, ...at]) => at);

describe('a connection with a browser', () => {
  it('carries packets both ways, and bears to be used when the browser has gone', async () => {
    const { peer, browser, events, packets, heard } = await connect({ host: '127.0.0.1' });
    peer.send(packetOf(1));
    browser.send(writeRtp(packetOf(2), { ssrc: 5, payloadType: 0 }));
    await until(() => heard.length > 0 && packets.length > 0);
    expect(packets[0]).toMatchObject({ ssrc: 5, sequence: 1, payloadType: 0, payload: Buffer.alloc(160, 2) });
    browser.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    peer.send(packetOf(3));
    peer.close();
    peer.send(packetOf(4));
    peer.close();
    expect(events[0]).toBe('connected');
  });

  it('tells nothing more once it is closed from here', async () => {
    const { peer, events, browser } = await connect({ host: '127.0.0.1' });
    peer.close();
    browser.send(writeRtp(packetOf(1), { ssrc: 5, payloadType: 0 }));
    browser.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(events).toEqual(['connected']);
  });

  it('is one of many on the only port that is open', async () => {
    const port = await freePort();
    const settings = { host: '127.0.0.1', ports: { from: port, to: port } };
    const calls = await Promise.all([connect(settings), connect(settings), connect(settings)]);
    for (const [i, { peer }] of calls.entries()) peer.send(packetOf(i + 1));
    await until(() => calls.every(({ heard }) => heard.length > 0));
    for (const [i, { heard, peer }] of calls.entries()) {
      expect(heard.map((bytes) => bytes[12])).toEqual([i + 1]);
      expect(portsOf(peer.answer)).toEqual([['127.0.0.1', `${port}`]]);
    }
    for (const { close } of calls) close();
  });

  it('keeps to its ports, and tells the address outside', async () => {
    const from = await freePort();
    const browser = newBrowser();
    const open = createPeerOpener({
      ...{ host: '127.0.0.1', address: '192.0.2.9', ports: { from, to: Math.min(from + 20, 65_535) } },
    });
    const peer = await open(await browser.offer(), { connected() {}, packet() {}, lost() {} });
    const [[address, port] = []] = portsOf(peer.answer);
    expect(address).toBe('192.0.2.9');
    expect(Number(port)).toBeGreaterThanOrEqual(from);
    expect(Number(port)).toBeLessThanOrEqual(from + 20);
    peer.close();
    browser.close();
  });

  it('is forgotten with its call, though the library keeps its callbacks', async () => {
    const refs: WeakRef<PeerListener>[] = [];
    for (let i = 0; i < 3; i++) {
      const browser = newBrowser();
      const listener = { connected() {}, packet() {}, lost() {} };
      refs.push(new WeakRef(listener));
      const peer = await createPeerOpener({ host: '127.0.0.1' })(await browser.offer(), listener);
      peer.close();
      browser.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    collectGarbage();
    // what the last turn of the loop left on the stack may still be there
    expect(refs.filter((ref) => ref.deref() !== undefined).length).toBeLessThanOrEqual(1);
  });

  it.each(['', 'v=0', 'm=audio 9 RTP/AVP 0'])('is refused to who offers none: "%s"', async (sdp) => {
    await expect(
      createPeerOpener({ host: '127.0.0.1' })(sdp, { connected() {}, packet() {}, lost() {} }),
    ).rejects.toThrow(/expected/);
  });
});
