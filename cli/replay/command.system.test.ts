import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { prepareNamespace } from '../bench/namespace.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
/** Nobody else's calls are in it. */
const NAMESPACE = 'replay-command';

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
  await prepareNamespace(connection, NAMESPACE);
});
afterAll(() => connection?.close());

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; out: string; said: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [main, 'replay', ...args],
      {
        env: {
          ...process.env,
          TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS,
          TEMPORAL_NAMESPACE: NAMESPACE,
          ...env,
        },
      },
      (_error, out, said) => resolve({ code: child.exitCode, out, said }),
    );
  });

describe('npm run replay from a server', () => {
  it('without calls says so in one JSON object, and that is no failure', async () => {
    expect(await run(['--last', '5', '--json'])).toEqual({
      code: 0,
      out: '{"calls":0,"failed":0}\n',
      said: '',
    });
    expect(await run(['--last', '5'])).toEqual({ code: 0, out: 'no calls to replay\n', said: '' });
  });

  it('names a workflow that does not exist', async () => {
    const { code, said } = await run(['--workflow-id', 'call-none']);
    expect(code).toBe(1);
    expect(said).toContain('no workflow "call-none": list calls with npm run calls');
  });

  it('refuses a workflow that is none of ours', async () => {
    const workflowId = randomUUID();
    await new Client({ connection, namespace: NAMESPACE }).workflow.start('invoice', {
      workflowId,
      taskQueue: 'nobody',
    });
    const { code, out, said } = await run(['--workflow-id', workflowId, '--json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toContain(`${workflowId} is a workflow of type "invoice"`);
  });

  it('names a server that is away', async () => {
    const { code, said } = await run(['--last', '1'], { TEMPORAL_ADDRESS: '127.0.0.1:9' });
    expect(code).toBe(1);
    expect(said).toContain('no Temporal server at 127.0.0.1:9');
  });

  it('names a namespace that does not exist', async () => {
    const { code, said } = await run(['--last', '1'], { TEMPORAL_NAMESPACE: 'elsewhere' });
    expect(code).toBe(1);
    expect(said).toContain('elsewhere');
    expect(said).not.toContain('    at ');
  });
});
