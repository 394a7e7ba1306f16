import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockOwner, processIdentity } from '../setup/process-identity.mjs';

const lockIn = (home: string) => join(home, 'stack.lock');

/** The living process that holds the stack of this home folder, if any. A killed one does not count. */
export const stackOwner = (home: string): number | undefined => lockOwner(lockIn(home));

/** Somebody else holds the stack. */
export class StackTaken extends Error {
  override name = 'StackTaken';
}

/** Takes the stack of this home folder for us, or throws `StackTaken` with a message that names who has it. */
export function lockStack(home: string): { unlock(): void } {
  const path = lockIn(home);
  const ours = processIdentity(process.pid) ?? `${process.pid}`;
  for (let attempt = 0; ; attempt++) {
    const owner = stackOwner(home);
    if (owner !== undefined || attempt === 3)
      throw new StackTaken(
        `a stack of ${home} already runs (process ${owner}): use it, or end it by \`npm run up -- --stop\``,
      );
    try {
      writeFileSync(path, ours, { flag: 'wx' });
      return { unlock: () => rmSync(path, { force: true }) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST')
        throw new Error(`${path} cannot be written (${code}): set HOLDFAST_HOME to a folder of your own`);
      rmSync(path, { force: true }); // of a killed run
    }
  }
}
