import { z } from 'zod';
import { hostAndPort, httpUrl, port } from '../../platform/config.ts';

/** Environment of switch-control. */
export const configSchema = z.object({
  FREESWITCH_ESL: hostAndPort.describe('event socket of FreeSWITCH'),
  FREESWITCH_ESL_PASSWORD: z
    .string()
    .min(1)
    .regex(/^[^\r\n]+$/, 'one line')
    .describe('password of the event socket'),
  FREESWITCH_MODULE: z
    .enum(['jambonz', 'drachtio', 'mod_audio_stream'], 'expected jambonz, drachtio or mod_audio_stream')
    .default('jambonz')
    .describe('what forks the audio: jambonz’ or drachtio’s mod_audio_fork, or mod_audio_stream'),
  EDGE_INTERNAL_URL: httpUrl.describe('internal address of the edge'),
  TRANSFER_CONTEXT: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+$/, 'expected the name of a dialplan context')
    .default('default')
    .describe('dialplan context of transfer targets that are extensions'),
  CONTROL_HOST: z.string().default('127.0.0.1').describe('address of /healthz, /readyz and /metrics'),
  CONTROL_PORT: port.default(0).describe('port of /healthz, /readyz and /metrics; 0 picks a free one'),
});
export type ControlConfig = z.infer<typeof configSchema>;
