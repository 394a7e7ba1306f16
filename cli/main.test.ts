import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

const run = (...args: string[]) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode, said: stderr }),
    );
  });

it.each([
  ['an unknown command shows the commands', ['nope'], 'no command "nope"', 'npm run demo'],
  ['an unknown option shows the usage', ['scenario', 'check', '--bogus'], "'--bogus'", 'npm run scenario --'],
  ['so does an option without its value', ['replay', '--last'], "'--last <value>'", 'npm run replay --'],
])('%s, and ends with 2', async (_rule, args, fault, repair) => {
  const { code, said } = await run(...args);
  expect(code).toBe(2);
  expect(said).toContain(fault);
  expect(said).toContain(repair);
});

it('a reader that goes away early is no fault', async () => {
  const child = execFile(process.execPath, [main, 'scenario', 'draw']);
  child.stdout?.destroy();
  let said = '';
  child.stderr?.on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, said }).toEqual({ code: 0, said: '' });
});
