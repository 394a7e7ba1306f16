import { join } from 'node:path';
import { createTools, type ToolPorts } from '../../activities/tools/index.ts';
import type { Fault } from '../../domain/scenario/bundle.ts';
import type { Scenario } from '../../domain/scenario/schema.ts';

/** Tools that the workers perform, by name; nothing is called, so the ports may be missing. */
const performed = Object.keys(createTools({} as ToolPorts));

/** A scenario may declare tools of its own; one that no worker performs would fail in every call. */
export function platformTools(scenario: Scenario, folder: string): Fault[] {
  return Object.keys(scenario.tools)
    .filter((name) => !performed.includes(name))
    .map((name) => ({
      file: join(folder, 'scenario.yaml'),
      line: 1,
      message: `tools.${name}: no worker performs it: known are ${performed.join(', ')}; a new one is a file in activities/tools`,
    }));
}
