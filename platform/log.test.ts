import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { levelOf } from './log.ts';

/** What a process logs of an error that a library made. */
function logged(make: string): Record<string, unknown> {
  const module = new URL('./log.ts', import.meta.url).href;
  const script = `const { createLog } = await import('${module}'); createLog('test', 'info').error('it failed', { error: ${make} });`;
  const line = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  return JSON.parse(line);
}

describe('a logged error', () => {
  it('has its name, message, code and cause, but nothing that a library hung on it', () => {
    const line = logged(
      `Object.assign(new Error('refused', { cause: new Error('why') }), { code: 'E1', command: { args: ['SECRET'] }, config: { body: 'Anna' } })`,
    );
    expect(line).toMatchObject({
      message: 'it failed',
      context: { error: { type: 'Error', message: 'refused', code: 'E1', cause: { message: 'why' } } },
    });
    expect(JSON.stringify(line)).not.toMatch(/SECRET|Anna/);
  });

  it('may be something else that was thrown', () => {
    expect(logged(`'just text'`)).toMatchObject({ context: { error: { message: 'just text' } } });
  });
});

it.each([
  { given: undefined, level: 'info' },
  { given: '', level: 'info' },
  { given: 'WARNING', level: 'warn' },
  { given: 'Debug', level: 'debug' },
  { given: 'loud', level: 'info' },
])('LOG_LEVEL=$given is $level', ({ given, level }) => expect(levelOf(given)).toBe(level));
