import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitOf, startStep } from '../check/run-steps.ts';
import { type CheckStep, jestStep } from '../check/steps.ts';
import { projectRoot } from '../stack/paths.ts';
import { type Counts, countJest, countJunit, judge } from './reports.ts';

/** A test runner: a program that writes a report, and how to read that. */
export interface Runner {
  name: 'unit' | 'python' | 'system';
  /** `patterns` choose test files; empty: all */
  step(reportPath: string, patterns: readonly string[]): CheckStep;
  count(report: string): Counts;
}

export const runners: readonly Runner[] = [
  {
    name: 'unit',
    step: (path, patterns) => jestStep('unit', ['--json', `--outputFile=${path}`, '--silent', ...patterns]),
    count: countJest,
  },
  {
    name: 'python',
    step: (path) => ({
      name: 'Python tests',
      program: join(projectRoot, '.venv', 'bin', 'python'),
      args: ['-m', 'pytest', '-q', `--junitxml=${path}`, `--basetemp=${path}.files`],
      cwd: join(projectRoot, 'gpu-workers'),
    }),
    count: countJunit,
  },
  {
    name: 'system',
    step: (path, patterns) =>
      jestStep('system', ['--json', `--outputFile=${path}`, '--verbose', ...patterns]),
    count: countJest,
  },
];

/** Runners that run beside one another, wave after wave; the last of a wave prints as it goes, the others when they end. */
export const waves = (chosen: readonly string[]): Runner[][] =>
  // units fill every core, and whole systems beside them would be late for what they wait for
  [['unit'], ['python', 'system']]
    .map((names) => runners.filter(({ name }) => names.includes(name) && chosen.includes(name)))
    .filter((wave) => wave.length > 0);

export interface RunnerOptions {
  /** where reports are written and temporary files belong */
  folder: string;
  patterns: readonly string[];
  signal: AbortSignal;
  toStderr: boolean;
  /** holds its output back until it has ended */
  quiet: boolean;
}

/** Runs one runner with its output on ours, all of it on stderr where stdout is for a machine, and answers what its report says. */
export async function runRunner(
  runner: Runner,
  { folder, patterns, signal, toStderr, quiet }: RunnerOptions,
): Promise<Counts> {
  const path = join(folder, `${runner.name}.report`);
  const logPath = join(folder, `${runner.name}.log`);
  const to = quiet ? { logPath } : { toStderr };
  const reason = await exitOf(startStep(runner.step(path, patterns), { scratch: folder, ...to }), signal);
  if (quiet) (toStderr ? process.stderr : process.stdout).write(await readFile(logPath).catch(() => reason));
  const counts = await readFile(path, 'utf8').then(runner.count, () => undefined);
  return judge(counts, reason === 'ended with code 0');
}
