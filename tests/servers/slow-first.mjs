import { relative } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/**
 * Test files that take half a minute and more, the slowest first: what begins last would leave the other workers idle.
 * Jest knows durations only after a first run, and a clean clone has none.
 */
const SLOWEST = [
  'cli/demo/demo.system.test.ts',
  'tests/chaos/kills.system.test.ts',
  'tests/text-channel/conversations.system.test.ts',
  'tests/telephony/asterisk-calls.system.test.ts',
  'cli/sim/caller/value-ear.system.test.ts',
  'cli/commands.system.test.ts',
  'cli/sim/place-call.system.test.ts',
  'cli/stack/shared-stack.system.test.ts',
  'media-edge/conformance/conformance.test.ts',
  'media-edge/conformance/bad-wire.test.ts',
];

export default class SlowFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const at = SLOWEST.indexOf(relative(context.config.rootDir, path));
      return at < 0 ? SLOWEST.length : at;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
