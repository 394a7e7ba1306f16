import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { delimiterOf, parseCsv } from '../../adapters/sheets/csv-text.ts';
import type { TranscriptTurn } from '../../contracts/call-messages.ts';
import { CALL_ID_COLUMN, SHEET_COLUMNS } from '../../domain/sheet-row/row.ts';
import { createStackHome } from '../../tests/servers/stack-home.ts';
import { decodeWav } from '../sim/wav.ts';
import { STACK_MARK } from '../stack/leftovers.ts';
import { projectRoot } from '../stack/paths.ts';
import { FOREIGN, TUNING, without } from '../stack/settings.ts';
import { readState, type StackState } from '../stack/state.ts';
import type { DemoReport } from './report.ts';

const COMMAND_MS = 120_000;
/** a whole call of the clinic, at the pace of people who speak */
const WHOLE_CALL_MS = 330_000;

/** A clinic's call by voice lasts minutes; a haircut is booked in half of one. */
const HAIRCUT = `
title: Books a haircut on Monday
language: en
from: '+380671234567'
to: '100'
voices: ['flite:rms']
goal: { weekday: monday, study: haircut }
answers:
  - { asked: [would you like a haircut or a shave, a haircut or a shave], do: { say: a haircut please } }
  - { asked: [which day would suit you, which day], do: { say: on monday } }
  - { asked: [which would you like, which time], do: { say: the first one } }
  - { asked: [shall i book it], do: { say: yes please } }
  - { asked: [thank you for calling goodbye], do: { hang-up: true } }
`;

let home: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  home = await createStackHome('demo');
  const scenarios = join(home, 'scenarios');
  cpSync(join(projectRoot, 'scenarios'), scenarios, { recursive: true });
  cpSync(join(projectRoot, 'tests/chaos/scenarios/desk'), join(scenarios, 'desk'), { recursive: true });
  const routes = join(scenarios, 'routes.yaml');
  writeFileSync(
    routes,
    readFileSync(routes, 'utf8').replace(
      'routes:',
      `routes:\n  - { to: '100', tenant: demo, scenario: desk, language: en }`,
    ),
  );
  writeFileSync(join(home, 'haircut.yaml'), HAIRCUT);
  const ours = without([...FOREIGN, ...TUNING], process.env);
  env = { ...ours, HOLDFAST_HOME: home, HOLDFAST_PORTS: 'any', SCENARIOS_DIR: scenarios };
});
afterAll(async () => {
  await command('up', '--stop');
  await rm(home, { recursive: true, force: true });
}, COMMAND_MS);

describe('npm run demo on a stack of its own', () => {
  let stack: StackState;
  /** runs beside the test by voice: both wait for people to finish speaking */
  let wholeCall: ReturnType<typeof command>;

  it(
    'by text: one booking, one row, and a report for machines as the last line',
    async () => {
      const { code, stdout, stderr } = await command('demo', '--text', '--json', '--keep', '--seed', '2');
      expect(code === 0 ? '' : stderr).toBe('');
      const report = reportIn(stdout);
      expect(Object.keys(report)).toEqual([
        'callId',
        'workflowId',
        'outcome',
        'finalState',
        'slots',
        'turns',
        'costUsd',
        'costBreakdown',
        'sheetRow',
        'recording',
        'latencyMs',
      ]);
      expect(report).toMatchObject({
        workflowId: `call-${report.callId}`,
        outcome: 'booked',
        finalState: 'END',
        slots: { name: 'Bohdan Rudenko', age: 37, weight: 72, study: 'mri_head' },
        recording: null,
        latencyMs: { p50: null, p95: null },
      });
      expect(report.turns.length).toBeGreaterThanOrEqual(15);
      expect(Object.keys(report.turns[0] ?? {})).toEqual(['caller', 'heard', 'agent', 'stages']);
      expect(report.costUsd).toBeGreaterThan(0);
      const found = readState(home);
      if (!found) throw new Error('--keep left no stack behind');
      stack = found;
      const [row, ...others] = await rowsOf(stack, report.callId);
      expect(others).toEqual([]);
      expect(row?.at).toBe(report.sheetRow);
      expect(row?.cells).toMatchObject({
        'Client name': 'Bohdan Rudenko',
        Age: '37',
        Weight: '72',
        Appointment: `${report.slots.appointment_time}`.slice(0, 16).replace('T', ' '),
        Status: 'booked',
      });
    },
    COMMAND_MS,
  );

  it(
    'by voice: heard by the real recogniser, with the latency of each turn and both voices on record',
    async () => {
      wholeCall = command('demo', '--json', '--lang', 'uk', '--seed', '2');
      const { code, stdout, stderr } = await command(
        'demo',
        '--json',
        '--conversation',
        join(home, 'haircut.yaml'),
      );
      expect(code === 0 ? '' : stderr).toBe('');
      const report = reportIn(stdout);
      expect(report).toMatchObject({ outcome: 'booked', slots: { service: 'haircut' } });
      // a line that was not understood on a busy machine is asked for, and said, again
      const lines = report.turns.map(({ caller }) => caller);
      expect(lines.filter((line, at) => line !== lines[at - 1])).toEqual([
        'a haircut please',
        'on monday',
        'the first one',
        'yes please',
      ]);
      for (const { stages } of report.turns) expect(stages?.totalMs).toBeGreaterThan(0);
      const { p50, p95 } = report.latencyMs;
      expect(p50).toBeGreaterThan(0);
      expect(p95).toBeGreaterThanOrEqual(p50 ?? 0);
      expect(report.costUsd).toBeGreaterThan(0);
      expect(isAbsolute(report.recording ?? '')).toBe(true);
      const { channels, samples } = decodeWav(await readFile(report.recording ?? ''));
      expect(channels).toBe(2);
      const loudest = (channel: number) =>
        samples.reduce(
          (most, sample, at) => (at % 2 === channel ? Math.max(most, Math.abs(sample)) : most),
          0,
        );
      expect(loudest(0)).toBeGreaterThan(3_000);
      expect(loudest(1)).toBeGreaterThan(3_000);
    },
    COMMAND_MS,
  );

  it(
    'by voice, a whole call of the clinic: interrupted, asked to repeat, and another day than at first',
    async () => {
      const { code, stdout, stderr } = await wholeCall;
      expect(code === 0 ? '' : stderr).toBe('');
      const report = reportIn(stdout);
      expect(report.outcome).toBe('booked');
      expect(report.turns.length).toBeGreaterThanOrEqual(15);
      const lines = report.turns.map(({ caller }) => caller);
      expect(lines).toContain('повторіть будь ласка');
      expect(lines.find((line) => line.startsWith('ні у'))).toBeDefined();
      const shown = await command('calls', 'show', report.callId, '--json');
      const { transcript } = reportIn<{ transcript: TranscriptTurn[] }>(shown.stdout);
      const interrupted = transcript.filter(({ heard, agent }) => heard !== null && heard !== agent);
      expect(interrupted).not.toEqual([]);
      // what was heard is a beginning of what was to be said
      for (const { heard, agent } of interrupted) expect(agent.startsWith(`${heard}`.trimEnd())).toBe(true);
    },
    WHOLE_CALL_MS,
  );

  it(
    'which ends with up --stop: no process and no port is left',
    async () => {
      expect(marked()).not.toEqual([]);
      expect(await command('up', '--stop')).toMatchObject({ code: 0, stdout: 'the stack is stopped\n' });
      expect(marked()).toEqual([]);
      const open = await Promise.all(Object.values(stack.ports).map(answers));
      expect(open.filter(Boolean)).toEqual([]);
    },
    COMMAND_MS,
  );
});

function command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const options = { env, cwd: projectRoot, timeout: WHOLE_CALL_MS, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(projectRoot, 'cli/main.ts'), ...args],
      options,
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

const reportIn = <T = DemoReport>(stdout: string): T => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

async function rowsOf(stack: StackState, callId: string) {
  const text = await readFile(stack.sheetCsvPath, 'utf8');
  return parseCsv(text, delimiterOf(text)).flatMap((row, index) =>
    row[CALL_ID_COLUMN] === callId
      ? [{ at: index + 1, cells: Object.fromEntries(SHEET_COLUMNS.map((name, at) => [name, row[at]])) }]
      : [],
  );
}

/** Processes that belong to the stack of this home. */
const marked = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${STACK_MARK}=${home}`);
      } catch {
        return false; // gone, or no process
      }
    });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true));
    socket.once('connect', () => socket.destroy()).once('error', () => resolve(false));
  });
