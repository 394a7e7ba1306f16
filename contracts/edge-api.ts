/** Internal HTTP of the edge: `POST /calls` reserves a place for a call before the switch forks its audio. */
export interface PlaceRequest {
  callId: string;
  epoch: number;
  from: string;
  to: string;
  /** first segment of the path that the switch will connect to; absent: `fs`, jambonz' mod_audio_fork */
  dialect?: string;
  /** a channel of Asterisk's chan_websocket that waits for us: the edge connects to it at once */
  mediaConnection?: string;
}
/** 201. `path` belongs behind the edge's public ws URL, e.g. `/fs/<callId>/<token>`. 503 {error} when full or draining. */
export interface PlaceReply {
  url: string;
  path: string;
  expiresAt: string;
}
