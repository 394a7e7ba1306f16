import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../platform/make-folder.ts';
import { lockOwner, processIdentity } from '../setup/process-identity.mjs';

const folderIn = (home: string) => join(home, 'users');

/**
 * Says that this process works with the stack of this home folder, whoever holds it. To be said before its state is read:
 * who stops the stack looks for users after it has taken the state away. Answers what takes it back.
 */
export async function useStack(home: string): Promise<() => void> {
  await makeFolder(folderIn(home));
  const path = join(folderIn(home), `${process.pid}`);
  writeFileSync(path, processIdentity(process.pid) ?? '');
  return () => rmSync(path, { force: true });
}

/** Living processes, besides ours, that work with the stack of this home folder. */
export function otherUsers(home: string): number[] {
  const users: number[] = [];
  for (const name of namesIn(folderIn(home))) {
    const path = join(folderIn(home), name);
    const pid = lockOwner(path);
    if (pid === undefined)
      rmSync(path, { force: true }); // it was killed
    else if (pid !== process.pid) users.push(pid);
  }
  return users;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // nobody ever was
  }
}
