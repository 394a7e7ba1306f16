import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findTemporalCli } from '../../cli/setup/tool-paths.mjs';
import { createTemporalCallClient } from '../../media-edge/brain/temporal.ts';
import { type CallLab, type LabCall, look, openCallLab, turnOf } from './call-lab.ts';

let lab: CallLab;
let folder: string;
let rows: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast commands '));
  rows = await commandsOfReadme();
  lab = await openCallLab();
}, 60_000);
afterAll(async () => {
  await lab?.close();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

/** The `temporal` column of the README's table, by what the row is for. */
async function commandsOfReadme(): Promise<Record<string, string>> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  return Object.fromEntries(
    readme.split('\n').flatMap((line) => {
      const [, what = '', , , ...command] = /^\| ([^|]+) \| ([^|]+)(\|) `(temporal .*)` \|$/.exec(line) ?? [];
      return what === '' ? [] : [[what.trim(), command.join('')]];
    }),
  );
}

/** Runs a row of the table for a call, as a shell would; rejects with what it said. */
function run(what: string, { callId }: LabCall, change = (command: string) => command): Promise<string> {
  const command = change(rows[what] ?? `echo no row "${what}" in the README; false`)
    .replaceAll('<id>', callId)
    .replace(/^temporal/, `'${findTemporalCli()}'`);
  return new Promise((resolve, reject) => {
    const env = { ...process.env, TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS };
    execFile('bash', ['-c', command], { cwd: folder, env, timeout: 30_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command}\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
}

/** A call that has begun and taken one turn. */
async function liveCall(): Promise<LabCall> {
  const call = lab.call();
  await call.open();
  await call.say('set name Anna');
  return call;
}

describe("the README's commands, against a live call", () => {
  it.each<{ what: string; shows: string }>([
    { what: 'one call: status, pending work', shows: 'a call of the tests' },
    { what: 'its story, event by event', shows: 'WorkflowExecutionUpdateCompleted' },
    { what: 'state, slots, transcript', shows: 'name is Anna' },
    { what: 'where it stands in the code', shows: 'workflows/call.ts' },
    { what: 'what the agent is doing, in words', shows: '**State** START' },
    { what: 'who polls the queue', shows: 'Pollers' },
  ])('$what', async ({ what, shows }) => {
    const call = await liveCall();
    expect(await run(what, call)).toContain(shows);
    // to look at a call leaves no mark on it
    expect(await call.say('hello')).toMatchObject({ reply: 'you said hello' });
    await call.end();
  });

  it.each(['list calls', 'calls by outcome'])('%s', async (what) => {
    const call = await liveCall();
    await call.say('bye');
    await call.end();
    await call.result();
    // the list follows the calls by some hundred milliseconds
    const informed = (command: string) => command.replace('booked', 'informed');
    for (let tries = 0; !(await run(what, call, informed)).includes(call.callId); tries++)
      expect(tries).toBeLessThan(100);
  });

  it('save its history: what is saved replays', async () => {
    const call = await liveCall();
    await run('save its history', call);
    await call.end();
    const replayed = await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('../../cli/main.ts', import.meta.url)),
      ...['replay', '--file', join(folder, 'h.json')],
    ]);
    expect(replayed.stdout).toContain('1 of 1 replay');
  });

  it('end it kindly: the call is wrapped up as after a hang-up', async () => {
    const call = await liveCall();
    await run('end it kindly', call);
    expect(await call.result()).toMatchObject({ ended: 'deleted', turns: 1 });
    expect(lab.world.finished(call.callId)).toContain('saveCall');
  });

  it('end it now: the edge learns with its next message that the call has ended, and nothing is wrapped up', async () => {
    const call = await liveCall();
    await run('end it now', call);
    const edge = createTemporalCallClient(process.env.TEST_TEMPORAL_ADDRESS ?? '', 'default');
    await expect(edge.submit(call.callId, turnOf('t2', 'hello'))).rejects.toMatchObject({ fault: 'ended' });
    await edge.close();
    expect(lab.world.finished(call.callId)).toEqual([]);
  });

  it('run it again from an event: the call goes on in a new run, with what it knew', async () => {
    const call = await liveCall();
    const before = (await call.handle.describe()).runId;
    // any event that ends a workflow task
    const story = await run('its story, event by event', call);
    const event = [...story.matchAll(/^ *(\d+) .*WorkflowTaskCompleted/gm)].at(-1)?.[1] ?? '';
    const from = (command: string) => command.replace('--event-id 12', `--event-id ${event}`);
    await run('run it again from an event', call, (command) => from(command).replace('…', 'trial'));
    expect((await call.handle.describe()).runId).not.toBe(before);
    expect(await call.say('set age 34')).toMatchObject({ reply: 'age is 34' });
    expect(Object.keys((await look(call)).dialog.slots)).toEqual(['name', 'age']);
    await call.end();
    expect(await call.result()).toMatchObject({ ended: 'caller-hung-up', turns: 2 });
  });
});
