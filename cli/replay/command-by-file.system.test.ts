import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const RECORDED = path('../../tests/replay/histories/silence-and-keys.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast replay '));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command with the text of a history in `history.json`. */
async function replayed(text: string, ...more: string[]) {
  const file = join(folder, 'history.json');
  await writeFile(file, text);
  return run('--file', file, ...more);
}

const run = (...args: string[]) =>
  new Promise<{ code: number | null; out: string; said: string }>((resolve) => {
    const child = execFile(process.execPath, [path('../main.ts'), 'replay', ...args], (_error, out, said) =>
      resolve({ code: child.exitCode, out, said }),
    );
  });

describe('npm run replay --file', () => {
  it('replays a recorded call and says so, a JSON object per call and one for all', async () => {
    const { code, out } = await run('--file', RECORDED, '--json');
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      { workflowId: 'silence-and-keys', events: expect.any(Number), ok: true },
      { calls: 1, failed: 0 },
    ]);
  });

  it('names a history that today takes another path, and ends with 1', async () => {
    const history = JSON.parse(await readFile(RECORDED, 'utf8'));
    // the call was never opened: today's code would not have gone on
    const accepted = history.events.findIndex(
      (event: { eventType: string }) => event.eventType === 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
    );
    history.events[accepted].workflowExecutionUpdateAcceptedEventAttributes.acceptedRequest.input.name =
      'other';
    const { code, out } = await replayed(JSON.stringify(history), '--json');
    expect(code).toBe(1);
    const [finding, sum] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(finding).toMatchObject({ workflowId: 'history', ok: false, message: expect.any(String) });
    expect(sum).toEqual({ calls: 1, failed: 1 });
  });

  it.each([
    ['a file that is no JSON', 'hello', 'history.json is not JSON'],
    ['JSON that is no history', '{"a": 1}', 'holds no events of a workflow'],
    ['a history without events', '{"events": []}', 'holds no events of a workflow'],
    ['events of something else', '{"events": [{"name": "click"}]}', 'is no history of Temporal'],
    [
      'a history whose begin is missing',
      '{"events": [{"eventId": "3", "eventType": "EVENT_TYPE_WORKFLOW_TASK_STARTED", "workflowTaskStartedEventAttributes": {}}]}',
      'history does not begin with the start of a workflow',
    ],
    [
      'a history of another workflow',
      JSON.stringify({
        events: [
          {
            eventId: '1',
            eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED',
            workflowExecutionStartedEventAttributes: { workflowType: { name: 'invoice' } },
          },
        ],
      }),
      'history is a workflow of type "invoice": only call and sheetWriter can be replayed',
    ],
  ])('%s ends with 1 and says what it is', async (_rule, text, says) => {
    const { code, out, said } = await replayed(text, '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toContain(says);
    expect(said).not.toContain('    at ');
  });

  it('a file that is not there ends with 1, too', async () => {
    const { code, said } = await run('--file', join(folder, 'none.json'));
    expect(code).toBe(1);
    expect(said).toContain('none.json (ENOENT): give the path of an exported history');
  });

  it.each([[[]], [['--last', '0']], [['--last', '1.5']], [['--last', '3', '--file', 'x']]])(
    'arguments %j end with 2',
    async (args) => {
      const { code, said } = await run(...args);
      expect(code).toBe(2);
      expect(said).toContain('give one of --workflow-id, --file and --last N');
    },
  );
});
