import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  createReplayer,
  parseHistory,
  type RecordedRun,
  type ReplayFinding,
} from '../../cli/replay/replay.ts';
import { workflowsBundle } from '../../workers/workflows-bundle.ts';
import { SHAPES } from './shapes.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const FILES = readdirSync(path('./histories/')).filter((name) => name.endsWith('.json'));
const recorded = (file: string): RecordedRun => ({
  workflowId: file.replace('.json', ''),
  history: parseHistory(readFileSync(path(`./histories/${file}`), 'utf8'), file),
});

type Replay = (run: RecordedRun) => Promise<ReplayFinding>;
let today: Replay;
let withTimerFirst: Replay;
let withTimerLast: Replay;

beforeAll(async () => {
  today = await createReplayer();
  withTimerFirst = await createReplayer(await workflowsBundle(undefined, path('./broken/index.ts')));
  withTimerLast = await createReplayer(await workflowsBundle(undefined, path('./broken/late.ts')));
}, 120_000);

// A history that fails here means that calls which run during a deploy would stand still: repair the code, do not
// record anew. Reading JSON at all needs protobufjs 8.8.1 beside the SDK; an older one fails every line below.
describe("recorded calls replay against today's code", () => {
  it.each(FILES)('%s', async (file) => {
    expect(await today(recorded(file))).toMatchObject({ ok: true });
  });

  it('every shape of call has its recording', () => {
    expect(SHAPES.map(({ name }) => `${name}.json`).filter((name) => !FILES.includes(name))).toEqual([]);
  });
});

describe('the replay bites', () => {
  it.each(['slot-fill-booking.json', 'superseded.json', 'barge-in.json'])(
    'on a timer that %s did not have, at the start or at the very end',
    async (file) => {
      expect(await withTimerFirst(recorded(file))).toMatchObject({ ok: false, fault: 'nondeterminism' });
      expect(await withTimerLast(recorded(file))).toMatchObject({ ok: false, fault: 'nondeterminism' });
    },
  );

  it('and on a history that is none', () => {
    expect(() => parseHistory('{', 'x.json')).toThrow('x.json is not JSON');
    expect(() => parseHistory('{"events":[]}', 'x.json')).toThrow('holds no events');
  });
});
