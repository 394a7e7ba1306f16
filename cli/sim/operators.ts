import type { Party } from './channel.ts';

/** How a telephone behaves that the switch rings. */
export type Operator =
  | { does: 'answer'; afterMs: number; party?: Party }
  /** hangs up by itself so long after it was rung */
  | { does: 'busy' | 'reject'; afterMs: number }
  | { does: 'ring' }
  /** known, but no telephone is registered */
  | { does: 'absent' };

/** What the switch names as the cause where nobody answers. */
export const CAUSES = {
  busy: 'USER_BUSY',
  reject: 'CALL_REJECTED',
  ring: 'NO_ANSWER',
  absent: 'USER_NOT_REGISTERED',
} as const;

/** Somebody who says nothing. */
export const silentParty = (): Party => ({
  speak: () => null,
  hear: () => undefined,
  transferred: () => undefined,
  hungUp: () => undefined,
});

/** `{a=b,c=d e}user/1000` → what was set and whom to ring; null for what the switch cannot read. */
export function readDialString(
  text: string,
): { variables: Map<string, string>; endpoint: string; name: string } | null {
  const [, list = '', dial = ''] = /^(?:\{([^}]*)\})?(.+)$/.exec(text) ?? [];
  const slash = dial.indexOf('/');
  if (slash <= 0) return null;
  const pairs =
    list === ''
      ? []
      : list.split(',').map((pair): [string, string] => {
          const equals = pair.indexOf('=');
          return [pair.slice(0, equals), pair.slice(equals + 1)];
        });
  const name = dial.slice(dial.lastIndexOf('/') + 1);
  return { variables: new Map(pairs), endpoint: dial.slice(0, slash), name };
}
