import { z } from 'zod';
import type { IceServer } from '../../contracts/web-call.ts';

/** `40000-40199`, or one port that all calls share. */
export const portRange = z
  .string()
  .regex(/^\d{1,5}(-\d{1,5})?$/, 'expected ports like 40000-40199, or one port')
  .transform((text) => {
    const [from = 0, to = from] = text.split('-').map(Number);
    return { from, to };
  })
  .refine(({ from, to }) => from >= 1024 && from <= to && to <= 65_535, {
    error: 'expected ports from 1024 to 65535, the smaller one first',
  });

const urls = z
  .union([z.string(), z.array(z.string()).min(1)])
  .refine((given) => [given].flat().every((url) => /^(stun|turn|turns):\S+$/.test(url)), {
    error: 'expected stun:, turn: or turns: in front of host and port',
  });
const server = z.strictObject({
  urls,
  username: z.string().optional(),
  credential: z.string().optional(),
}) satisfies z.ZodType<IceServer>;

/** JSON as `iceServers` of a browser's RTCPeerConnection. */
export const iceServers = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'expected JSON, e.g. [{"urls":"stun:stun.example:3478"}]',
      });
      return z.NEVER;
    }
  })
  .pipe(z.array(server));
