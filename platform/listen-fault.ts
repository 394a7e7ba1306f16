import { ConfigError } from './config.ts';

/** Where a process listens, and which environment variables say so. */
export interface ListenAddress {
  host: string;
  port: number;
  /** named in the repair; absent where none decides */
  variables?: { host: string; port: string };
}

/** Why listening failed: what the environment can repair names the address and the variable, anything else stays as it is. */
export function listenFault(error: unknown, { host, port, variables }: ListenAddress): unknown {
  const [hostRepair, portRepair] =
    variables === undefined
      ? ['choose another address', 'choose another port']
      : [`set ${variables.host} to an address of this machine`, `set ${variables.port} to another port`];
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new ConfigError(`${host}:${port} is in use: stop what listens there, or ${portRepair}`);
    case 'EACCES':
      return new ConfigError(`${host}:${port} may not be listened on by this user: ${portRepair}`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(`${host} is no address of this machine: ${hostRepair}`);
    default:
      return error;
  }
}
