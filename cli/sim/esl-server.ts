import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a test may do to a command instead of running it. */
export type CommandFate = 'answer' | 'ignore' | 'drop' | { delayMs: number };

export interface EslServerOptions {
  port?: number;
  password: string;
  /** runs an API command; `bgapi` reports its answer in a BACKGROUND_JOB */
  api(command: string): string | Promise<string>;
  /** hook for faults, asked before each command after `auth` */
  fateOf?(command: string): CommandFate;
}

export interface EslServer {
  port: number;
  /** sends an event to every connection that subscribed to it */
  publish(headers: Readonly<Record<string, string>>, body?: string): void;
  /** cuts every connection */
  dropConnections(): void;
  close(): Promise<void>;
}

interface Connection {
  socket: Socket;
  signedIn: boolean;
  events: Set<string>;
  subclasses: Set<string>;
}

/** The event socket of FreeSWITCH (mod_event_socket), inbound mode, JSON events. Listens on 127.0.0.1. */
export async function startEslServer(options: EslServerOptions): Promise<EslServer> {
  const connections = new Set<Connection>();
  const server = createServer((socket) => {
    const connection: Connection = { socket, signedIn: false, events: new Set(), subclasses: new Set() };
    connections.add(connection);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => connections.delete(connection));
    socket.write('Content-Type: auth/request\n\n');
    let pending = '';
    // commands run one after another: a slow one holds up the socket
    let queue = Promise.resolve();
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
        const command = Buffer.from(pending.slice(0, end), 'latin1').toString('utf8');
        pending = pending.slice(end + 2);
        if (command.trim() !== '') queue = queue.then(() => run(connection, command));
      }
    });
  });

  const run = async (connection: Connection, text: string): Promise<void> => {
    const [line = '', ...headerLines] = text.split('\n').filter((part) => part !== '');
    const { socket } = connection;
    const reply = (textOfReply: string, extra = '') =>
      socket.write(`Content-Type: command/reply\nReply-Text: ${textOfReply}\n${extra}\n`);
    const [verb = '', ...words] = line.split(' ');
    if (verb === 'auth') {
      connection.signedIn = words.join(' ') === options.password;
      if (connection.signedIn) return void reply('+OK accepted');
      // FreeSWITCH hangs up in the same breath
      return void socket.end(
        'Content-Type: command/reply\nReply-Text: -ERR invalid\n\nContent-Type: text/disconnect-notice\nContent-Length: 0\n\n',
      );
    }
    if (!connection.signedIn) return void reply('-ERR command not found');
    const fate = options.fateOf?.(line) ?? 'answer';
    if (fate === 'drop') return void socket.destroy();
    if (fate === 'ignore') return;
    if (typeof fate === 'object') await new Promise((resolve) => setTimeout(resolve, fate.delayMs));
    if (socket.destroyed) return;
    switch (verb) {
      case 'event': {
        const custom = words.indexOf('CUSTOM');
        for (const name of custom < 0 ? words.slice(1) : words.slice(1, custom)) connection.events.add(name);
        if (custom >= 0) for (const name of words.slice(custom + 1)) connection.subclasses.add(name);
        return void reply(`+OK event listener enabled ${words[0]}`);
      }
      case 'api': {
        const answer = await options.api(words.join(' '));
        return void socket.write(
          `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(answer)}\n\n${answer}`,
        );
      }
      case 'bgapi': {
        const asked = headerLines.find((header) => header.startsWith('Job-UUID:'));
        const job = asked?.slice('Job-UUID:'.length).trim() || randomUUID();
        reply(`+OK Job-UUID: ${job}`, `Job-UUID: ${job}\n`);
        const [command = ''] = words;
        const done = (answer: string) =>
          publish({ 'Event-Name': 'BACKGROUND_JOB', 'Job-UUID': job, 'Job-Command': command }, answer);
        // in a thread of its own: other commands go on meanwhile
        setImmediate(() => void Promise.resolve(options.api(words.join(' '))).then(done));
        return;
      }
      case 'exit':
        reply('+OK bye');
        return void socket.end();
      default:
        return void reply('-ERR command not found');
    }
  };

  let sequence = 0;
  const publish: EslServer['publish'] = (headers, body) => {
    const event: Record<string, string | undefined> = {
      'Event-Sequence': String(++sequence),
      'Event-Date-Timestamp': String(Date.now() * 1000),
      'FreeSWITCH-Hostname': 'simulated',
      ...headers,
      ...(body ? { 'Content-Length': String(Buffer.byteLength(body)), _body: body } : {}),
    };
    const json = JSON.stringify(event);
    const frame = `Content-Length: ${Buffer.byteLength(json)}\nContent-Type: text/event-json\n\n${json}`;
    for (const { socket, events, subclasses } of connections) {
      const name = event['Event-Name'] ?? '';
      const subclass = event['Event-Subclass'] ?? '';
      if (name === 'CUSTOM' ? subclasses.has(subclass) : events.has(name)) socket.write(frame);
    }
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    publish,
    dropConnections() {
      for (const { socket } of connections) socket.destroy();
    },
    async close() {
      for (const { socket } of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
