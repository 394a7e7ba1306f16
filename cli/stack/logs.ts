import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Every run begins with empty logs; those of the run before stay beside them as `<name>.previous.log`. */
export function keepLastLogs(home: string): void {
  const folder = join(home, 'logs');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.log') && !name.endsWith('.previous.log'))
      renameSync(join(folder, name), join(folder, name.replace(/\.log$/, '.previous.log')));
  }
}
