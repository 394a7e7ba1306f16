import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseRoutes, readRoutes } from '../../admin/api/scenarios/routes-file.ts';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { bundleText, type Fault } from '../../domain/scenario/bundle.ts';
import { drawScenario } from '../../domain/scenario/draw.ts';
import { sha256 } from '../../platform/sha256.ts';
import { createHttpSpeaker } from '../../tests/conversations/http-speaker.ts';
import { createAdminClient } from '../admin-client.ts';
import type { Command } from '../command.ts';
import { homeFolder } from '../stack/paths.ts';
import { runningStack } from '../stack/running-stack.ts';
import { type ChatOptions, chat, engineSpeaker } from './chat.ts';
import { allFolders, faultLine, folderOf, loadScenario, mustLoad } from './load.ts';
import { writeNewScenario } from './new.ts';
import { platformTools } from './platform-tools.ts';
import { testLines, testScenario } from './test.ts';

const usage = `npm run scenario -- new NAME              writes scenarios/NAME: a small scenario in three languages
npm run scenario -- check [NAME …]        every fault with file and line; default: all of scenarios/, and routes.yaml
npm run scenario -- draw [NAME]           a Mermaid state diagram; default: clinic
npm run scenario -- chat NAME             talk to it here, with calendar and store in memory; nothing has to run
npm run scenario -- test [NAME …]         its conversations, every phrase, and generated calls through every state and
                                          branch; exit code 1 when one fails or is never reached

NAME is a folder of scenarios/, or a path to one.
  --lang uk|ru|en   chat: the language; default uk
  --from NUMBER     chat: the number that calls; default: hidden
  --stack           chat: over the running stack, with its real tools
  --seed N          test: of the generated calls; default 1
  --calls N         test: generated calls at most; default 12000
  --dir FOLDER      new: where to write; default scenarios
  --json            one JSON object per line
  --help

Example: npm run scenario -- draw clinic > clinic.mmd`;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** `routes`: whether routes.yaml is looked at, too, which names every scenario. */
async function check(
  folders: readonly string[],
  { json, routes }: { json: boolean; routes: boolean },
): Promise<number> {
  let faults = 0;
  const spoken = new Map<string, readonly Language[]>();
  for (const folder of folders) {
    const result = await loadScenario(folder);
    spoken.set(basename(folder), 'faults' in result ? LANGUAGES : result.scenario.languages);
    const found = 'faults' in result ? result.faults : platformTools(result.scenario, folder);
    faults += found.length;
    for (const fault of found) print(json ? JSON.stringify(fault) : faultLine(fault));
    if (found.length > 0 || 'faults' in result) continue;
    const { name, version, languages, states } = result.scenario;
    const hash = sha256(bundleText(result.scenario));
    const count = Object.keys(states).length;
    print(
      json
        ? JSON.stringify({ folder, scenario: name, version, states: count, hash })
        : `${folder}: ${name} version ${version} is right: ${count} states in ${languages.join(', ')}; bundle ${hash.slice(0, 12)}`,
    );
  }
  for (const fault of routes ? await routeFaults(spoken) : []) {
    faults++;
    print(json ? JSON.stringify(fault) : faultLine(fault));
  }
  return faults > 0 ? 1 : 0;
}

async function routeFaults(spoken: ReadonlyMap<string, readonly Language[]>): Promise<Fault[]> {
  const file = join('scenarios', 'routes.yaml');
  const read = readRoutes(await readFile(file, 'utf8'), spoken);
  return 'faults' in read ? read.faults.map((fault) => ({ file, ...fault })) : [];
}

async function draw(folder: string, json: boolean): Promise<number> {
  const mermaid = drawScenario(await mustLoad(folder));
  print(json ? JSON.stringify({ folder, mermaid }) : mermaid.trimEnd());
  return 0;
}

async function test(
  folders: readonly string[],
  { json, seed, maxCalls }: { json: boolean; seed: number; maxCalls: number },
): Promise<number> {
  let isPassed = true;
  for (const folder of folders) {
    const report = await testScenario(await mustLoad(folder), folder, { seed, maxCalls });
    isPassed &&= report.passed;
    if (json) print(JSON.stringify(report));
    else for (const line of testLines(report)) print(line);
  }
  return isPassed ? 0 : 1;
}

async function talk(folder: string, overStack: boolean, options: ChatOptions): Promise<number> {
  const scenario = await mustLoad(folder);
  if (!overStack) {
    await chat(engineSpeaker(scenario, options), options);
    return 0;
  }
  const stack = await runningStack(homeFolder());
  if (stack === undefined)
    throw new Error('no stack runs: start one with "npm run up", or leave --stack out');
  const routes = parseRoutes(await readFile(join('scenarios', 'routes.yaml'), 'utf8'));
  const to = routes.find((route) => route.scenario === scenario.name && route.to !== '*')?.to;
  if (to === undefined)
    throw new Error(`scenarios/routes.yaml has no number for ${scenario.name}: add a route with its name`);
  const { language, from } = options;
  const conversation = { name: '', scenario: scenario.name, language, from, turns: [{}] };
  const timeZone = scenario.timeZone;
  await chat(createHttpSpeaker(createAdminClient(stack.admin), conversation, { to, timeZone }), options);
  return 0;
}

async function create(name: string, directory: string, json: boolean): Promise<number> {
  const files = await writeNewScenario(name, directory);
  const route = `  - { to: '+380440000099', tenant: ${name}, scenario: ${name}, language: uk }`;
  if (json) print(JSON.stringify({ scenario: name, files, route: route.trim() }));
  else
    print(
      `${files.join('\n')}\n\nTalk to it:  npm run scenario -- chat ${join(directory, name)}\nA number for it, in scenarios/routes.yaml:\n${route}`,
    );
  return 0;
}

const numberOf = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} ${text}: write a whole number`);
  return value;
};

const languageOf = (text: string): Language => {
  const language = LANGUAGES.find((known) => known === text);
  if (language === undefined) throw new Error(`--lang ${text}: one of ${LANGUAGES.join(', ')}`);
  return language;
};

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
      lang: { type: 'string', default: 'uk' },
      from: { type: 'string', default: '' },
      stack: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      calls: { type: 'string', default: '12000' },
      dir: { type: 'string', default: 'scenarios' },
    },
  });
  if (values.help === true) {
    print(usage);
    return 0;
  }
  const { json } = values;
  const [verb, ...names] = positionals;
  const given = names.map(folderOf);
  const folders = given.length > 0 ? given : await allFolders();
  const [name] = names;
  switch (verb) {
    case 'check':
      return check(folders, { json, routes: given.length === 0 });
    case 'draw':
      return draw(given[0] ?? folderOf('clinic'), json);
    case 'test':
      return test(folders, {
        json,
        seed: numberOf('seed', values.seed),
        maxCalls: numberOf('calls', values.calls),
      });
    case 'chat':
    case 'new':
      if (name === undefined)
        throw new Error(`${verb} needs a name, e.g. npm run scenario -- ${verb} clinic`);
      if (verb === 'new') return create(name, values.dir, json);
      return talk(folderOf(name), values.stack, {
        language: languageOf(values.lang),
        from: values.from,
        json,
        input: process.stdin,
        print,
      });
  }
  process.stderr.write(`${verb === undefined ? 'say what to do' : `unknown: "${verb}"`}\n${usage}\n`);
  return 2;
}

/** `npm run scenario`: conversations as data, from the first draft to their tests. */
export const command: Command = {
  name: 'scenario',
  summary: 'write, check, draw, try and test conversations',
  usage,
  needs: 'nothing',
  run,
};
