import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { importsOf, WALLS, wallFaults } from './import-walls.ts';
import { sourceFiles } from './source-files.ts';

// this file is read by its own check: it must not look like an import of a process
const MAIN = 'main.ts';

/** Folders of code that hears a caller or speaks as one, and so must not look up what the scenario expects to hear. */
const BLIND = ['cli/sim/', 'gpu-workers/'];

describe('import walls', () => {
  it('every source file stands in a folder of the table', () => {
    const folders = Object.keys(WALLS);
    const strays = sourceFiles(['.ts', '.tsx']).filter(
      ({ path }) => !folders.some((folder) => path.startsWith(`${folder}/`)),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.keys(WALLS))('%s imports only what it may', (folder) => {
    const files = sourceFiles(['.ts', '.tsx', '.mts']).filter(({ path }) => path.startsWith(`${folder}/`));
    expect(files.flatMap(({ path, absolute }) => wallFaults(path, readFileSync(absolute, 'utf8')))).toEqual(
      [],
    );
  });

  it.each([
    ['a workflow that reads a file', 'workflows/call.ts', `import { readFileSync } from 'node:fs';`, 'IO'],
    [
      'the domain that knows a contract',
      'domain/x.ts',
      `import type { A } from '../contracts/a.ts';`,
      'may import',
    ],
    [
      'an edge that reaches into the sheets',
      'media-edge/a/b.ts',
      `await import('../../adapters/sheets/x.ts');`,
      '',
    ],
    [
      'an adapter that knows an activity',
      'adapters/x/y.ts',
      `export { a } from '../../activities/a.ts';`,
      '',
    ],
    [
      "a simulated caller that knows the scenario's hints",
      'cli/sim/caller/x.ts',
      `import { hintsFor } from '../../../domain/slots/index.ts';`,
      'cli/sim may import',
    ],
    [
      'a simulated switch that uses the commands',
      'cli/sim/x.ts',
      `import { withStack } from '../stack/stack.ts';`,
      'cli/sim may import',
    ],
    ['anything that starts a process by import', 'cli/x.ts', `import '../media-edge/${MAIN}';`, 'process'],
    ['a file outside the table', 'elsewhere/x.ts', '', 'no folder'],
  ])('%s is a fault', (_rule, path, source, words) => {
    const faults = wallFaults(path, source);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  it.each([
    ['contracts know the domain', 'contracts/a.ts', `import { b } from '../domain/b.ts';`],
    [
      'the edge reads the snapshot',
      'media-edge/main.ts',
      `import { s } from '../adapters/postgres/index.ts';`,
    ],
    ['a test of a pure file may use Node', 'domain/a.test.ts', `import { readFileSync } from 'node:fs';`],
    ['a command runs the simulated switch', 'cli/demo/x.ts', `import { r } from '../sim/random.ts';`],
    ['a comment imports nothing', 'domain/a.ts', `/* import { x } from 'node:fs' */\n// import 'node:fs'`],
  ])('%s', (_rule, path, source) => expect(wallFaults(path, source)).toEqual([]));

  it.each(BLIND)('%s names no scenario, so it cannot read one from its file either', (folder) => {
    const files = sourceFiles(['.ts', '.py']).filter(
      ({ path }) => path.startsWith(folder) && !/\.test\.ts$|^gpu-workers\/tests\//.test(path),
    );
    expect(files.length).toBeGreaterThan(10);
    const reading = files.filter(({ absolute }) => /scenario/i.test(readFileSync(absolute, 'utf8')));
    expect(reading.map(({ path }) => path)).toEqual([]);
  });

  it('finds imports over several lines', () => {
    expect(importsOf(`import {\n  a,\n  type B,\n} from './a.ts';\nexport * from "./b.ts";`)).toEqual([
      './a.ts',
      './b.ts',
    ]);
  });
});
