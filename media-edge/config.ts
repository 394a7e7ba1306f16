import { z } from 'zod';
import { storageConfig } from '../adapters/storage/index.ts';
import {
  hostAndPort,
  httpUrl,
  port,
  postgresUrl,
  redisUrl,
  webCallSecret,
  webSocketUrl,
} from '../platform/config.ts';
import { iceServers } from './webrtc/settings.ts';

const urls = z
  .string()
  .transform((list) => list.split(',').map((url) => url.trim().replace(/\/$/, '')))
  .pipe(
    z
      .array(
        z.url({
          protocol: /^(https?|wss?)$/,
          error: 'expected addresses like http://127.0.0.1:8081, separated by commas',
        }),
      )
      .min(1),
  );

/** Environment of the media edge. */
export const configSchema = z.object({
  EDGE_HOST: z.string().default('127.0.0.1').describe('address that switches connect to'),
  EDGE_INTERNAL_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('address of the internal port; what listens there asks for no password: never a public one'),
  EDGE_PORT: port.default(8090).describe('WebSocket port for switches'),
  EDGE_INTERNAL_PORT: port.default(8091).describe('port for places, replies, health and metrics'),
  EDGE_ADVERTISE_URL: httpUrl.optional().describe('where workers reach the internal port'),
  EDGE_PUBLIC_URL: webSocketUrl.optional().describe('where switches reach the public port'),
  EDGE_SECRET: z.string().min(16, 'expected at least 16 characters').describe('signs places and replies'),
  EDGE_TOKEN: z
    .string()
    .min(8, 'expected at least 8 characters')
    .optional()
    .describe('static token of dialplans without control'),
  EDGE_AUDIOSOCKET_PORT: port.default(0).describe("TCP port for Asterisk's AudioSocket; 0: none"),
  EDGE_AUDIOSOCKET_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('address of that port; its wire has no password, so never a public one'),
  EDGE_AUDIOSOCKET_RATE: z.coerce
    .number()
    .pipe(
      z.literal(
        [8000, 16_000, 24_000],
        'expected 8000, 16000 or 24000: as c(slin), c(slin16) or c(slin24) says',
      ),
    )
    .default(8000)
    .describe('Hz of audio kind 0x10: Asterisk before October 2025 sends every rate under it'),
  EDGE_AUDIOSOCKET_TAKES: z
    .enum(['placed', 'all'], 'expected placed, or all to take calls that nobody announced by POST /calls')
    .default('placed')
    .describe('which AudioSocket calls are taken'),
  EDGE_ASTERISK_MEDIA_URL: z
    .url({ protocol: /^wss?$/, error: 'expected an address like ws://127.0.0.1:8088/media' })
    .transform((url) => url.replace(/\/$/, ''))
    .optional()
    .describe('HTTP server of Asterisk, for channels that wait for us (WebSocket/INCOMING)'),
  WEB_CALL_SECRET: webCallSecret
    .optional()
    .describe('key of the tokens for calls from pages; absent: no such calls'),
  WEB_CALL_HOST: z
    .ipv4('expected an IPv4 address of this machine')
    .optional()
    .describe('address of UDP audio of calls from pages; default: EDGE_HOST'),
  WEB_CALL_ADDRESS: z
    .ipv4('expected the IPv4 address that browsers reach')
    .optional()
    .describe('what browsers are told instead of it, where this machine stands behind NAT'),
  WEB_CALL_PORT: port.default(0).describe('UDP port of all calls from pages; 0: any'),
  WEB_CALL_ICE_SERVERS: iceServers
    .default([])
    .describe('STUN and TURN for browsers, JSON as of RTCPeerConnection'),
  WEB_CALL_TURN_SECRET: z
    .string()
    .default('')
    .describe("coturn's static-auth-secret: each call gets a TURN password of its own"),
  EDGE_MAX_CALLS: z.coerce.number().int().min(1).default(200).describe('calls taken at once'),
  EDGE_DRAIN_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .default(600)
    .describe('how long a stop waits for running calls'),
  TEMPORAL_ADDRESS: hostAndPort.default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  DATABASE_URL: postgresUrl.describe('routes and scenarios are read from it'),
  REDIS_URL: redisUrl.optional().describe('cache of spoken audio that edges share'),
  SPEECH_URL: urls.default(['http://127.0.0.1:8081']).describe('speech workers, separated by commas'),
  SPEECH_API_KEY: z.string().default('').describe('bearer token of the speech workers'),
  TTS_MODEL: z.string().default('espeak-ng').describe('engine that speaks'),
  TTS_VOICE: z.string().default('default').describe('voice; default: the usual one of each language'),
  TTS_CACHE_MB: z.coerce.number().int().min(1).default(128).describe('spoken audio kept in memory'),
  ...storageConfig,
  EDGE_SPOOL_DIR: z
    .string()
    .optional()
    .describe(
      'folder on a disk of this machine, where recordings wait to be uploaded; unset: beside RECORDINGS_DIR',
    ),
  EDGE_SPOOL_MB: z.coerce
    .number()
    .int()
    .min(1)
    .default(2048)
    .describe('how much may wait there; with more calls go on unrecorded'),
});

export type EdgeConfig = z.infer<typeof configSchema>;

/** Folder where recordings wait to be uploaded: on the same disk as theirs where none is named. */
export const spoolFolder = ({
  EDGE_SPOOL_DIR,
  RECORDINGS_DIR,
}: {
  EDGE_SPOOL_DIR?: string | undefined;
  RECORDINGS_DIR: string;
}): string => EDGE_SPOOL_DIR || `${RECORDINGS_DIR}-spool`;
