import { chanWebSocket } from './asterisk/chan-websocket.ts';
import type { WebSocketDialect } from './dialect.ts';
import { audioStream } from './freeswitch/audio-stream.ts';
import { drachtio } from './freeswitch/drachtio.ts';
import { jambonz } from './freeswitch/jambonz.ts';

/**
 * Every dialect that the WebSocket port speaks, chosen by the first segment of the path. AudioSocket and calls from pages
 * have listeners of their own, which ../edge.ts starts.
 */
export const DIALECTS: readonly WebSocketDialect[] = [jambonz, drachtio, audioStream, chanWebSocket];
