/**
 * Variables that name somebody's own systems: addresses, what opens them, and folders. A stack that must be nobody
 * else's (a test, a measurement) starts without them. A variable of a process stands here or in TUNING, else a test fails.
 */
export const FOREIGN: readonly string[] = [
  ...['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_TLS', 'TEMPORAL_UI_URL'],
  ...['DATABASE_URL', 'REDIS_URL', 'STORE_URL', 'STORE_TOKEN', 'STORE_HOST', 'STORE_PORT', 'STORE_SHOPS'],
  ...['SPEECH_URL', 'SPEECH_API_KEY', 'SPEECH_TOKEN', 'SPEECH_HOST', 'SPEECH_PORT'],
  ...['EDGE_HOST', 'EDGE_PORT', 'EDGE_INTERNAL_HOST', 'EDGE_INTERNAL_PORT', 'EDGE_INTERNAL_URL'],
  ...['EDGE_ADVERTISE_URL', 'EDGE_PUBLIC_URL', 'EDGE_SECRET', 'EDGE_TOKEN'],
  ...['EDGE_AUDIOSOCKET_HOST', 'EDGE_AUDIOSOCKET_PORT', 'EDGE_ASTERISK_MEDIA_URL'],
  ...['WEB_CALL_SECRET', 'WEB_CALL_HOST', 'WEB_CALL_ADDRESS', 'WEB_CALL_PORT', 'WEB_CALL_DEMO_SCRIPT_URL'],
  ...['WEB_CALL_ICE_SERVERS', 'WEB_CALL_TURN_SECRET'],
  ...[
    'FREESWITCH_ESL',
    'FREESWITCH_ESL_PASSWORD',
    'FREESWITCH_MODULE',
    'FREESWITCH_RECORD_TO',
    ...['TRANSFER_CONTEXT', 'TRANSFER_DIAL', 'TRANSFER_SIP_DIAL', 'TRANSFER_MUSIC'],
    'CONTROL_HOST',
    'CONTROL_PORT',
  ],
  ...['ADMIN_HOST', 'ADMIN_PORT', 'ADMIN_TOKEN', 'WORKER_HOST', 'WORKER_PORT'],
  ...['LLM_BASE_URL', 'LLM_PROVIDER', 'LLM_MODEL', 'LLM_API_KEY'],
  ...['GOOGLE_SHEET_ID', 'GOOGLE_CREDENTIALS_PATH', 'SHEET_TITLE', 'SHEET_CSV_PATH'],
  ...['SCENARIOS_DIR', 'RECORDINGS_DIR', 'RECORDINGS_BUCKET', 'EDGE_SPOOL_DIR'],
  ...['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
];

/** Variables that make the same systems behave otherwise: engines, limits, patience. */
export const TUNING: readonly string[] = [
  ...[
    'EDGE_AUDIOSOCKET_RATE',
    'EDGE_AUDIOSOCKET_TAKES',
    'EDGE_MAX_CALLS',
    'EDGE_DRAIN_SECONDS',
    'EDGE_SPOOL_MB',
    'RECORDING_KEEP_DAYS',
    'WORKER_MAX_CACHED_CALLS',
    'TEXT_IDLE_MS',
    'DATABASE_WAIT_MS',
  ],
  ...['TTS_MODEL', 'TTS_VOICE', 'TTS_CACHE_MB', 'STT_ROUTES'],
  ...['MODEL_DIR', 'WHISPER_MODEL_DIR', 'WHISPER_MODEL_SIZE', 'WHISPER_DEVICE'],
  ...['SPEECH_MAX_STREAMS', 'SPEECH_MAX_SYNTHESES', 'SPEECH_MAX_WAITING_SYNTHESES'],
  ...['SPEECH_DECODE_THREADS', 'SPEECH_DRAIN_S', 'LOG_LEVEL'],
];

/** The environment without what would send a stack elsewhere; `TUNING` beside it makes one that behaves as by default. */
export function without(names: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const away = new Set(names);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !away.has(name)));
}
