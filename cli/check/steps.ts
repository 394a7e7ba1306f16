import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../stack/paths.ts';

/** A program whose exit code says whether something holds. */
export interface CheckStep {
  name: string;
  program: string;
  args: readonly string[];
  cwd?: string;
}

const tool = (name: string): string => join(projectRoot, 'node_modules', '.bin', name);
const python = join(projectRoot, '.venv', 'bin', 'python');

/** Folders where a forgotten `await` loses work instead of a line of output. */
const AWAITED = [
  'workflows',
  'activities',
  'workers',
  'media-edge',
  'adapters',
  'platform',
  'admin/api',
  'cli',
];

/** What was checked last time is remembered, by content: a sixth of the work where little has changed. */
const typesOf = (config: string): string[] => [
  ...['-p', config, '--incremental', '--tsBuildInfoFile'],
  join(projectRoot, '.local', 'check', `${config}.tsbuildinfo`),
];

/** What is checked without running the code. A new check is one entry. */
export const staticSteps = (): CheckStep[] => [
  { name: 'format and lint', program: tool('biome'), args: ['check', '--error-on-warnings', '.'] },
  { name: 'types', program: tool('tsc'), args: typesOf('tsconfig.json') },
  { name: 'types without Node', program: tool('tsc'), args: typesOf('tsconfig.pure.json') },
  { name: 'types in the browser', program: tool('tsc'), args: typesOf('tsconfig.web.json') },
  {
    name: 'awaited promises',
    program: tool('oxlint'),
    args: ['--type-aware', '-A', 'all', '-D', 'typescript/no-floating-promises', ...AWAITED.filter(hasFiles)],
  },
  { name: 'Python format', program: python, args: ['-m', 'ruff', 'format', '--check', 'gpu-workers'] },
  { name: 'Python lint', program: python, args: ['-m', 'ruff', 'check', 'gpu-workers'] },
];

/** Arguments of the project's Node that run Jest. */
export const jestStep = (project: 'unit' | 'system', args: readonly string[]): CheckStep => ({
  name: `${project} tests`,
  program: process.execPath,
  args: [
    join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--selectProjects',
    project,
    '--ci',
    '--passWithNoTests',
    // Temporal's native runtime keeps a finished Jest alive
    '--forceExit',
    // Jest's own choice leaves a core idle: many unit tests wait for real time, a system test has processes of its own
    `--maxWorkers=${availableParallelism() + (project === 'unit' ? 3 : 1)}`,
    ...args,
  ],
});

/** oxlint fails on a folder that has nothing for it. */
function hasFiles(folder: string): boolean {
  try {
    const files = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' });
    return files.some((name) => name.endsWith('.ts'));
  } catch {
    return false;
  }
}
