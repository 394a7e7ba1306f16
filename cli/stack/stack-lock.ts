import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';

const lockIn = (home: string) => join(home, 'stack.lock');

/** The living process that holds the stack of this home folder, if any. A killed one does not count. */
export function stackOwner(home: string): number | undefined {
  try {
    const identity = readFileSync(lockIn(home), 'utf8');
    const pid = Number.parseInt(identity, 10);
    return processIdentity(pid) === identity ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the stack of this home folder for us, or throws a message that names who has it. */
export function lockStack(home: string): { unlock(): void } {
  const path = lockIn(home);
  const ours = processIdentity(process.pid) ?? `${process.pid}`;
  for (let attempt = 0; ; attempt++) {
    const owner = stackOwner(home);
    if (owner !== undefined || attempt === 3)
      throw new Error(
        `a stack of ${home} already runs (process ${owner}): use it, or end it by \`npm run up -- --stop\``,
      );
    try {
      writeFileSync(path, ours, { flag: 'wx' });
      return { unlock: () => rmSync(path, { force: true }) };
    } catch {
      rmSync(path, { force: true }); // of a killed run
    }
  }
}
