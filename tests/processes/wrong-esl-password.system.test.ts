import { afterEach, expect, it } from '@jest/globals';
import { startEslServer } from '../../cli/sim/esl-server.ts';
import { until } from '../../cli/sim/until.ts';
import { type StartedMain, startMain } from './start-main.ts';

let control: StartedMain | undefined;
afterEach(() => control?.stop());

it('switch-control with a wrong password says so, tries again more and more rarely, and is not ready', async () => {
  const server = await startEslServer({ password: 'right', api: () => '' });
  control = startMain('media-edge/switch-control/main.ts', {
    FREESWITCH_ESL: `127.0.0.1:${server.port}`,
    FREESWITCH_ESL_PASSWORD: 'guessed',
    EDGE_INTERNAL_URL: 'http://127.0.0.1:9',
  });
  const { output, stop } = control;
  const downs = () =>
    output()
      .split('\n')
      .filter((line) => line.includes('event socket is down'));
  try {
    await until('four tries', () => downs().length >= 4, 30_000);
    const at = downs().map((line) => Date.parse(JSON.parse(line).timestamp));
    const [first = 0, second = 0, third = 0] = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect([second > first, third > second]).toEqual([true, true]);

    const port = /"port":(\d+)/.exec(output())?.[1];
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('FREESWITCH_ESL_PASSWORD is refused: correct it');
    expect(downs()[0]).toContain('FREESWITCH_ESL_PASSWORD is refused: correct it');
    expect(output()).not.toContain('guessed');
    expect(await stop()).toBe(0);
  } finally {
    await server.close();
  }
});
