import { expect, it } from '@jest/globals';
import { switchHosts } from './hosts.ts';

it.each([
  { rule: 'one host', at: ['a:1'], password: 'x', passwords: ['x'] },
  { rule: 'a comma in the password of one host', at: ['a:1'], password: 'x,y', passwords: ['x,y'] },
  { rule: 'one password for all', at: ['a:1', 'b:2'], password: 'x', passwords: ['x', 'x'] },
  { rule: 'one for each', at: ['a:1', 'b:2'], password: 'x,y', passwords: ['x', 'y'] },
  { rule: 'commas that fit no number', at: ['a:1', 'b:2'], password: 'x,y,z', passwords: ['x,y,z', 'x,y,z'] },
])('$rule', ({ at, password, passwords }) => {
  expect(switchHosts(at, password).map((host) => host.password)).toEqual(passwords);
  expect(switchHosts(at, password).map(({ host, port }) => `${host}:${port}`)).toEqual(at);
});
