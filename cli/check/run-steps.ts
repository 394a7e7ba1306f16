import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type Child, startChild } from '../stack/child.ts';
import { projectRoot } from '../stack/paths.ts';
import { inScratch, SCRATCH_MARK } from './scratch.ts';
import type { CheckStep } from './steps.ts';

/** How a step ended; `output` is all it printed. */
export interface StepResult {
  name: string;
  passed: boolean;
  seconds: number;
  output: string;
}

/** Runs steps, `width` at a time, and reports each as it ends. An abort ends the running ones and begins no other. */
export async function runSteps(
  steps: readonly CheckStep[],
  { width, signal, onResult }: { width: number; signal: AbortSignal; onResult(result: StepResult): void },
): Promise<StepResult[]> {
  return inScratch(async (scratch) => {
    const waiting = steps.entries();
    const results: StepResult[] = [];
    const worker = async () => {
      for (const [index, step] of waiting) {
        if (signal.aborted) return;
        const result = await runStep(step, { scratch, logPath: join(scratch, `${index}.log`), signal });
        results.push(result);
        onResult(result);
      }
    };
    await Promise.all(Array.from({ length: width }, worker));
    return results;
  });
}

async function runStep(
  step: CheckStep,
  { signal, ...to }: { scratch: string; logPath: string; signal: AbortSignal },
): Promise<StepResult> {
  const begun = Date.now();
  const reason = await exitOf(startStep(step, to), signal);
  return {
    name: step.name,
    passed: reason === 'ended with code 0',
    seconds: (Date.now() - begun) / 1000,
    output: await readFile(to.logPath, 'utf8').catch(() => reason),
  };
}

/** Where a step keeps temporary files, and where its output goes: to a file, where ours goes, or all to our stderr. */
export interface StepSurroundings {
  scratch: string;
  logPath?: string;
  toStderr?: boolean;
}

/** Starts the program of a step. */
export const startStep = (step: CheckStep, { scratch, ...to }: StepSurroundings): Child =>
  startChild({
    name: step.name,
    command: step.program,
    args: step.args,
    cwd: step.cwd ?? projectRoot,
    ...to,
    // tools that are scripts must run on the project's Node too
    env: {
      ...process.env,
      [SCRATCH_MARK]: scratch,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    },
  });

/** Waits for the end of a child, and ends it when `signal` aborts. Answers the reason of its end. */
export async function exitOf(child: Child, signal: AbortSignal): Promise<string> {
  const end = () => void child.stop(3_000);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  const reason = await child.exited;
  signal.removeEventListener('abort', end);
  return reason;
}
