import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Scenario } from '../../domain/scenario/schema.ts';
import { chat, engineSpeaker } from './chat.ts';
import { mustLoad } from './load.ts';
import { writeNewScenario } from './new.ts';
import { explore } from './paths/explore.ts';
import { misheard } from './paths/misheard.ts';
import { testLines, testScenario } from './test.ts';
import { changedScenario } from './testing/changed-scenario.ts';

const QUICK = { seed: 1, maxCalls: 300 };
let directory: string;
let folder: string;
let scenario: Scenario;
let text: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'holdfast scenario '));
  await writeNewScenario('barber', directory);
  folder = join(directory, 'barber');
  scenario = await mustLoad(folder);
  text = await readFile(join(folder, 'scenario.yaml'), 'utf8');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The new scenario with one thing changed, in a folder of its own. */
const changed = (name: string, from: string, to: string) => changedScenario(directory, name, from, to);

describe('scenario new', () => {
  it('writes a scenario that passes its check and its test', async () => {
    const report = await testScenario(scenario, folder, QUICK);
    expect(report).toMatchObject({
      passed: true,
      conversations: { played: 1, failed: [] },
      paths: { states: { missed: [] }, branches: { missed: [] }, faults: [] },
      misheard: [],
    });
    expect(scenario.languages).toEqual(['uk', 'ru', 'en']);
  });

  it.each(['Barber', '9lives', '../evil', '', 'a b'])('refuses the name "%s"', async (name) => {
    await expect(writeNewScenario(name, directory)).rejects.toThrow("cannot be a scenario's name");
  });

  it('overwrites nothing', async () => {
    await expect(writeNewScenario('barber', directory)).rejects.toThrow('is there already');
    expect(await readFile(join(folder, 'scenario.yaml'), 'utf8')).toBe(text);
  });
});

describe('a scenario that is none', () => {
  it.each([
    [
      'README.md',
      'README.md is a file: name the folder of a scenario, such as scenarios/callback, scenarios/clinic',
    ],
    ['scenarios/clinic/slots.yaml', 'scenarios/clinic/slots.yaml is a file'],
    ['nowhere', 'no scenario at nowhere: choose scenarios/callback, scenarios/clinic'],
    ['docs', 'docs holds no .yaml file: name a folder such as scenarios/clinic'],
  ])('%s is named, with what to name instead', async (path, words) => {
    await expect(mustLoad(path)).rejects.toThrow(words);
  });
});

describe('scenario test', () => {
  it('names the branch and the state that no answer leads to', async () => {
    const dead = await changed(
      'dead-end',
      '    ask: service\n    next: ASK_NAME',
      '    ask: service\n    next:\n      - { when: service == advice and service == repair, to: OTHER }\n      - ASK_NAME\n  OTHER:\n    next: ASK_NAME',
    );
    const report = await testScenario(await mustLoad(dead), dead, QUICK);
    expect(report.passed).toBe(false);
    expect(report.paths.states.missed).toEqual(['OTHER']);
    expect(report.paths.branches.missed).toEqual([
      'ASK_SERVICE.next when service == advice and service == repair → OTHER',
    ]);
    expect(testLines(report).join('\n')).toContain('never reached: OTHER');
  });

  it('names the turn of a conversation that goes another way', async () => {
    const other = await changed(
      'other-words',
      'What do you need: advice or a repair?',
      'What is it: advice or a repair?',
    );
    const file = join(other, 'conversations', 'en.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('service: repair', 'service: advice'));
    const { conversations, passed } = await testScenario(await mustLoad(other), other, QUICK);
    expect(passed).toBe(false);
    expect(conversations.failed).toEqual([
      expect.objectContaining({
        turn: 3,
        happened: expect.objectContaining({ slots: { service: 'repair' } }),
      }),
    ]);
  });

  it('names the phrase of one choice that is heard as another', async () => {
    const double = await changed('double-meaning', 'uk: [ремонт, ', 'uk: [консультація, ремонт, ');
    expect(misheard(await mustLoad(double)).map(({ phrase }) => phrase)).toContain('консультація');
  });

  it('names the call, by its seed, in which the agent falls silent', async () => {
    const silent = await changed('silence', '    outcome: callback\n    action: hang-up', '    next: END');
    const mute = { ...(await mustLoad(silent)), phrases: { didNotCatch: { uk: ' ', ru: ' ', en: ' ' } } };
    mute.states = {
      ...mute.states,
      GREETING: { ...mute.states.GREETING!, say: [] },
      ASK_SERVICE: { ...mute.states.ASK_SERVICE!, say: [] },
    };
    mute.asking = {};
    expect(explore(mute, QUICK).faults[0]).toMatch(/^call \d+ of seed 1: ASK_SERVICE says nothing and waits/);
  });

  it('plays the same calls for the same seed', () => {
    const once = explore(scenario, { seed: 7, maxCalls: 20 });
    expect(explore(scenario, { seed: 7, maxCalls: 20 })).toEqual(once);
  });
});

describe('scenario chat', () => {
  const talk = async (lines: string[], json: boolean) => {
    const printed: string[] = [];
    const options = {
      language: 'en' as const,
      from: '',
      json,
      input: Readable.from(lines.map((line) => `${line}\n`)),
      print: (line: string) => void printed.push(line),
    };
    await chat(engineSpeaker(scenario, options), options);
    return printed;
  };

  it('answers line by line and ends with the call', async () => {
    const said = await talk(['a repair', 'John Smith', '/keys 0671234567', 'yes', 'never heard'], false);
    expect(said[0]).toContain('advice or a repair?');
    expect(said.at(-1)).toContain('[PROMISED]');
    expect(said.join('\n')).not.toContain('never heard');
  });

  it('speaks JSON, knows silence, the slots, and the way out', async () => {
    const lines = (await talk(['', 'advice', '/slots', '/quit', 'no more'], true)).map(
      (line) => JSON.parse(line) as { state?: string; reply?: string; service?: string },
    );
    expect(lines).toHaveLength(4);
    expect(lines[1]?.reply).toContain('Are you still there?');
    expect(lines[3]).toEqual({ service: 'advice' });
  });
});
