import { z } from 'zod';
import type { IceServer } from '../../contracts/web-call.ts';

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
