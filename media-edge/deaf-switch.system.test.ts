import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from '@jest/globals';
import { type EdgeLab, startEdgeLab, until } from './lab/edge-lab.ts';
import { outcomeOf } from './lab/fake-calls.ts';

const DEAF = 40;
/** What the edge may hold of each for a switch that does not read (transport.ts), with the frame that is one too many. */
const HELD_BYTES = 80 * 1024;
/** Everything else that comes and goes meanwhile, in a process that has run other tests before; unbounded, it would be 34 MB. */
const SLACK_BYTES = 12 * 1024 * 1024;
/** A reply that takes much longer to play than a switch may stand still. */
const LONG_REPLY = 'This goes on and on and says the same again. '.repeat(60);

let lab: EdgeLab | undefined;
const closing: (() => void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await lab?.stop();
});

it('sockets that stop reading are cut, what is held for them is bounded, and another call goes on', async () => {
  lab = await startEdgeLab({ maxCalls: DEAF + 1 });
  const { speech, calls, edge } = lab;
  calls.onTurn = async ({ turnId, text }) =>
    // always the same words to the one who listens: the cache of speech would grow by each other sentence
    outcomeOf(turnId, text === 'go on' ? LONG_REPLY : 'Certainly, I am listening.');
  const ports = await openDeaf(lab);
  const good = await lab.call('good');
  await until(() => speech.listeners.length === DEAF + 1);
  good.frames(10);
  await until(() => speech.listeners.every(({ bytes }) => bytes >= 3200));

  const before = await heldBytes();
  let most = 0;
  let watching = true;
  closing.push(() => {
    watching = false;
  });
  const watched = (async () => {
    for (; watching; await sleep(300)) most = Math.max(most, (await heldBytes()) - before);
  })();
  for (const { key, say } of speech.listeners) if (key !== 'good') say('go on');

  const publicPort = Number(new URL(edge.publicUrl).port);
  const mine = speech.listeners.find(({ key }) => key === 'good');
  let answered = 0;
  const giveUp = Date.now() + 45_000;
  while (established(publicPort, ports).length > 0 && Date.now() < giveUp) {
    const said = `number ${answered + 1}`;
    const heard = good.audio.length;
    mine?.say(said);
    await until(() => calls.turns.some(({ text }) => text === said));
    await until(() => good.audio.length > heard);
    answered += 1;
    await sleep(100); // a caller who never stops would hold more than all the deaf ones
  }
  expect(established(publicPort, ports)).toEqual([]);
  // it was served all the while
  expect(answered).toBeGreaterThan(3);
  expect(good.socket.readyState).toBe(good.socket.OPEN);
  watching = false;
  await watched;
  expect(most).toBeLessThan(DEAF * HELD_BYTES + SLACK_BYTES);
}, 90_000);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
/** Buffers that somebody still holds. What a collection found is freed by threads that a busy machine lets wait: the least of three readings. */
async function heldBytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < 3; reading++) {
    collectGarbage();
    await sleep(30);
    least = Math.min(least, process.memoryUsage().arrayBuffers);
  }
  return least;
}

/** Places calls whose sockets read nothing; answers their local ports. */
async function openDeaf({ edge, place }: EdgeLab): Promise<number[]> {
  const places = await Promise.all(Array.from({ length: DEAF }, (_, n) => place(`deaf-${n}`)));
  const { host } = new URL(edge.publicUrl);
  const script = fileURLToPath(new URL('./lab/deaf-sockets.py', import.meta.url));
  const child = spawn('python3', [script, host, ...places.map(({ url }) => new URL(url).pathname)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  closing.push(() => child.kill());
  const ports: number[] = [];
  for await (const line of createInterface(child.stdout)) {
    ports.push(Number(line));
    if (ports.length === DEAF) return ports;
  }
  throw new Error(`the deaf sockets ended with ${await once(child, 'exit')}`);
}

/** Of `ports`, those whose connection to `server` the edge still holds open, as the kernel sees it. */
function established(server: number, ports: readonly number[]): number[] {
  const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0');
  const open = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hex(server)}`) && state === '01')
    .map(([, , remote]) => Number.parseInt(remote?.split(':')[1] ?? '', 16));
  return ports.filter((port) => open.includes(port));
}
