import { z } from 'zod';
import { hostAndPort, httpUrl, port } from '../../platform/config.ts';
import { DIAL, MUSIC } from './switch-command.ts';

const listOf = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .pipe(z.array(item).min(1));

/** Environment of switch-control. */
export const configSchema = z.object({
  FREESWITCH_ESL: listOf(hostAndPort).describe('event sockets of FreeSWITCH hosts, separated by commas'),
  FREESWITCH_ESL_PASSWORD: z
    .string()
    .min(1)
    .regex(/^[^\r\n]+$/, 'one line')
    .describe('password of the event sockets; one for all, or one for each host, separated by commas'),
  FREESWITCH_MODULE: z
    .enum(['jambonz', 'drachtio', 'mod_audio_stream'], 'expected jambonz, drachtio or mod_audio_stream')
    .default('jambonz')
    .describe('what forks the audio: jambonz’ or drachtio’s mod_audio_fork, or mod_audio_stream'),
  FREESWITCH_RECORD_TO: z
    .string()
    .regex(/^\/[A-Za-z0-9._/-]{1,200}$/, 'expected an absolute folder at the switch')
    .optional()
    .describe('folder at the switch where it records whole calls, the human included; unset: it does not'),
  EDGE_INTERNAL_URL: listOf(httpUrl).describe('internal addresses of the edges, separated by commas'),
  TRANSFER_CONTEXT: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+$/, 'expected the name of a dialplan context')
    .default('default')
    .describe('dialplan context of transfer targets that are extensions'),
  TRANSFER_DIAL: z
    .string()
    .regex(DIAL, 'expected a dial string with {target}, e.g. user/{target}')
    .includes('{target}', { error: 'expected a dial string with {target}, e.g. user/{target}' })
    .default('user/{target}')
    .describe('how a human is rung for a warm transfer: user/{target}, sofia/gateway/trunk/{target}'),
  TRANSFER_SIP_DIAL: z
    .string()
    .regex(DIAL, 'expected a dial string with {target}, e.g. sofia/external/{target}')
    .includes('{target}', { error: 'expected a dial string with {target}, e.g. sofia/external/{target}' })
    .default('sofia/external/{target}')
    .describe('the same for targets of the form sip:user@host'),
  TRANSFER_MUSIC: z
    .string()
    .regex(MUSIC, 'expected a source of the switch, e.g. local_stream://moh')
    .optional()
    .describe('what the caller hears while a human is rung, beside the agent’s words'),
  CONTROL_HOST: z.string().default('127.0.0.1').describe('address of /healthz, /readyz and /metrics'),
  CONTROL_PORT: port.default(0).describe('port of /healthz, /readyz and /metrics; 0 picks a free one'),
});
export type ControlConfig = z.infer<typeof configSchema>;
