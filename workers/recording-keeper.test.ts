import { expect, it } from '@jest/globals';
import { startRecordingKeeper, TAKEN } from './recording-keeper.ts';

function lab(alone: (work: () => Promise<unknown>, turn: number) => Promise<unknown>) {
  const told: string[] = [];
  let rounds = 0;
  let looked = 0;
  const none = async () => {
    throw new Error('nobody asks for this');
  };
  const stop = startRecordingKeeper({
    recordings: {
      folders: async () => {
        looked++;
        return [];
      },
      ...{ list: none, read: none, open: none, size: none, put: none, remove: none },
    },
    calls: {
      expiredRecordings: async () => [],
      ...{ markRecordingRemoved: none, recordingStatus: none, saveRecording: none, withRecordingLock: none },
    },
    retention: { usual: 1, byTenant: {} },
    alone: (work) => alone(work, ++rounds) as never,
    now: () => 0,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: (message) => void told.push(message) },
    ...{ firstAfterMs: 1, everyMs: 1 },
  });
  const until = async (done: () => boolean) => {
    for (let tries = 0; tries < 1000 && !done(); tries++)
      await new Promise((resolve) => setTimeout(resolve, 2));
  };
  return { stop, told, until, rounds: () => rounds, looked: () => looked };
}

it('looks again and again, until it is stopped', async () => {
  const keeper = lab((work) => work());
  await keeper.until(() => keeper.looked() >= 3);
  await keeper.stop();
  const { looked } = keeper;
  const before = looked();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([before >= 3, looked() === before, keeper.told]).toEqual([true, true, []]);
});

it('leaves it to another worker without a word, and tries again', async () => {
  const keeper = lab((work, turn) => (turn < 3 ? Promise.reject(new Error(TAKEN)) : work()));
  await keeper.until(() => keeper.looked() >= 1);
  await keeper.stop();
  expect([keeper.looked() >= 1, keeper.told]).toEqual([true, []]);
});

it('says what went wrong, and tries again', async () => {
  const keeper = lab((work, turn) => (turn === 1 ? Promise.reject(new Error('no database')) : work()));
  await keeper.until(() => keeper.looked() >= 1);
  await keeper.stop();
  expect(keeper.told).toEqual(['recordings could not be looked after']);
});
