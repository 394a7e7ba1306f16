import { afterEach, describe, expect, it } from '@jest/globals';
import type { Party } from './channel.ts';
import { ESL_PASSWORD, startLabControl } from './control-lab.ts';
import { type FakeEdge, startFakeEdge } from './fake-edge.ts';
import { type SimulatedSwitch, startSwitch } from './switch.ts';
import { until } from './until.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function silentCaller() {
  const ended: string[] = [];
  const party: Party = {
    speak: () => null,
    hear: () => undefined,
    transferred: (target) => void ended.push(`with ${target}`),
    hungUp: (cause) => void ended.push(cause),
  };
  return { party, ended };
}

const PARTIES = { from: '+380', to: '0800' };

/** Several edges, switches and controllers, all by real sockets. */
async function setUp({ edges = 2, controllers = 1, switches = 1, lookEveryMs = 1_000 } = {}) {
  const all = await Promise.all(Array.from({ length: edges }, () => startFakeEdge()));
  const simulated = await Promise.all(
    Array.from({ length: switches }, () =>
      startSwitch({ dialplan: { type: 'control', password: ESL_PASSWORD } }),
    ),
  );
  const edgeUrls = all.map(({ url }) => url);
  const controls = simulated.flatMap((one) =>
    Array.from({ length: controllers }, (_, index) =>
      startLabControl({
        ...{ simulated: one, edgeUrls, lookEveryMs },
        controllerId: `control-${index}.${one.eslPort}`,
      }),
    ),
  );
  closing.push(...all.map((edge) => edge.close), ...simulated.map(({ close }) => close));
  closing.push(...controls.map(({ stop }) => stop));
  for (const { esl, edges: pool } of controls) {
    await until('event socket', () => esl.connected());
    await until('a look at the edges', () => pool.views().every(({ answers }) => answers !== null));
  }
  const [edge, other] = all as [FakeEdge, FakeEdge];
  return { all, edge, other, simulated: simulated[0] as SimulatedSwitch, switches: simulated, controls };
}

/** live sockets of a call, over all edges, each by the epoch of its path */
const liveEpochs = (all: readonly FakeEdge[], callId: string) =>
  all
    .flatMap(({ sockets }) => sockets)
    .filter(({ path, closeCode }) => path.includes(callId) && closeCode === null)
    .map(({ path }) => Number(/token-(\d+)$/.exec(path)?.[1]));
const settled = () => new Promise((resolve) => setTimeout(resolve, 300));

describe.each([{ controllers: 1 }, { controllers: 2 }])(
  'with $controllers controller(s)',
  ({ controllers }) => {
    it('an edge that is killed: its call goes to the other one, in one fork', async () => {
      const { all, edge, other, simulated } = await setUp({ controllers });
      const { party, ended } = silentCaller();
      const { uuid } = simulated.call(party, PARTIES);
      await until('forked', () => liveEpochs([edge], uuid).length > 0);
      await edge.close();
      await until('forked elsewhere', () => liveEpochs([other], uuid).includes(2));
      await settled();
      expect(liveEpochs(all, uuid)).toEqual([2]);
      // a clean close would have told the edge that the caller hung up
      expect(other.sockets.map(({ closeCode }) => closeCode)).toEqual([null]);
      expect(ended).toEqual([]);
      // the keys go where the call is
      simulated.channel(uuid)?.press('7');
      // both tell it, and a real edge takes it once: they name it by the same sequence
      await until('the key', () => other.digits.length === controllers);
      expect(new Set(other.digits.map(({ digit, sequence }) => `${digit} ${sequence}`)).size).toBe(1);
    });

    it('an edge that draws back and closes a call’s socket: likewise', async () => {
      const { all, edge, other, simulated } = await setUp({ controllers });
      const { uuid } = simulated.call(silentCaller().party, PARTIES);
      await until('forked', () => edge.sockets[0]);
      edge.draining = true;
      edge.sockets[0]?.socket.close(1000, 'the call is over here');
      await until('forked elsewhere', () => liveEpochs([other], uuid).includes(2));
      await settled();
      expect(liveEpochs(all, uuid)).toEqual([2]);
    });

    it('calls that park at once are forked once each', async () => {
      const { all, simulated } = await setUp({ controllers });
      const calls = Array.from({ length: 12 }, () => simulated.call(silentCaller().party, PARTIES));
      await until('all forked', () => calls.every(({ uuid }) => liveEpochs(all, uuid).length > 0));
      await settled();
      for (const { uuid } of calls) expect(liveEpochs(all, uuid)).toEqual([1]);
    });
  },
);

describe('two controllers', () => {
  it('the one that made the fork dies, then the edge: the other one makes the next fork', async () => {
    const { all, edge, other, simulated, controls } = await setUp({ controllers: 2 });
    const { uuid } = simulated.call(silentCaller().party, PARTIES);
    await until('forked', () => liveEpochs([edge], uuid).length > 0);
    const by = edge.promised.get(uuid)?.by;
    controls[by?.startsWith('control-0') ? 0 : 1]?.stop();
    await edge.close();
    await until('forked elsewhere', () => liveEpochs([other], uuid).includes(2));
    expect(liveEpochs(all, uuid)).toEqual([2]);
  }, 15_000);

  it('the one that has the place dies before it forks: the other one does', async () => {
    const { edge, simulated, controls } = await setUp({ controllers: 2, edges: 1 });
    const [first] = controls;
    const uuid = '0a0b0c0d-1111-2222-3333-444455556666';
    // as if it had asked a moment ago and died
    edge.promised.set(uuid, { callId: uuid, epoch: 1, ...PARTIES, by: 'control-0' });
    first?.stop();
    simulated.call(silentCaller().party, { ...PARTIES, uuid });
    setTimeout(() => edge.promised.delete(uuid), 3_000);
    await until('forked', () => liveEpochs([edge], uuid).length > 0, 12_000);
  }, 15_000);
});

describe('a new call', () => {
  it('goes to the other edge when the first one is full or draws back', async () => {
    const { edge, other, simulated } = await setUp();
    edge.statuses.push(503);
    const { uuid } = simulated.call(silentCaller().party, PARTIES);
    await until('forked', () => liveEpochs([other], uuid).length > 0);
    expect(edge.places).toHaveLength(1);
  });

  it('does not ask an edge that is known to draw back', async () => {
    const { edge, other, simulated, controls } = await setUp({ lookEveryMs: 30 });
    edge.draining = true;
    await until('known', () => controls[0]?.edges.views()[0]?.draining);
    const { uuid } = simulated.call(silentCaller().party, PARTIES);
    await until('forked', () => liveEpochs([other], uuid).length > 0);
    expect(edge.places).toEqual([]);
  });

  it('calls spread over the edges', async () => {
    const { edge, other, simulated } = await setUp();
    for (let n = 0; n < 6; n++) {
      const { uuid } = simulated.call(silentCaller().party, PARTIES);
      await until('forked', () => liveEpochs([edge, other], uuid).length > 0);
    }
    expect([edge.places.length, other.places.length]).toEqual([3, 3]);
  });

  it('ends when no edge is there, with a cause that says so', async () => {
    const { all, simulated } = await setUp();
    for (const edge of all) await edge.close();
    const { party, ended } = silentCaller();
    simulated.call(party, PARTIES);
    await until('ended', () => ended.length > 0, 10_000);
    expect(ended).toEqual(['NORMAL_TEMPORARY_FAILURE']);
  }, 15_000);
});

it('an edge that does not answer any more, though its sockets stay open, loses its calls', async () => {
  const { edge, other, simulated, all } = await setUp({ lookEveryMs: 100 });
  const { uuid } = simulated.call(silentCaller().party, PARTIES);
  await until('forked', () => liveEpochs([edge], uuid).length > 0);
  edge.silent = true;
  await until('forked elsewhere', () => liveEpochs([other], uuid).includes(2), 15_000);
  await until('the old fork is gone', () => liveEpochs(all, uuid).length === 1);
}, 20_000);

it('several switches share the edges, and each keeps its own calls', async () => {
  const { all, switches, controls } = await setUp({ switches: 2 });
  const [one, two] = switches.map((each) => each.call(silentCaller().party, PARTIES).uuid);
  await until('both forked', () => [one, two].every((id) => liveEpochs(all, id ?? '').length > 0));
  expect(controls.map(({ control }) => control.calls())).toEqual([1, 1]);
  switches[0]?.channel(one ?? '')?.hangUp('NORMAL_CLEARING');
  await until('one is gone', () => controls[0]?.control.calls() === 0);
  expect(controls[1]?.control.calls()).toBe(1);
});

it('a call whose id another switch has a call of ends, and the other one goes on', async () => {
  const { all, switches } = await setUp({ switches: 2 });
  const uuid = '0a0b0c0d-1111-2222-3333-444455556666';
  const [first, second] = [silentCaller(), silentCaller()];
  switches[0]?.call(first.party, { ...PARTIES, uuid });
  await until('forked', () => liveEpochs(all, uuid).length > 0);
  switches[1]?.call(second.party, { ...PARTIES, uuid });
  await until('ended', () => second.ended.length > 0, 10_000);
  expect([second.ended, first.ended, liveEpochs(all, uuid)]).toEqual([['NORMAL_TEMPORARY_FAILURE'], [], [1]]);
}, 15_000);
