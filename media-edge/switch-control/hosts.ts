/** One FreeSWITCH. */
export interface SwitchHost {
  host: string;
  port: number;
  password: string;
}

/** The hosts of a configuration. As many passwords as hosts, separated by commas, are one for each; else it is one for all. */
export function switchHosts(addresses: readonly string[], password: string): SwitchHost[] {
  const parts = password.split(',');
  const each = addresses.length > 1 && parts.length === addresses.length;
  return addresses.map((address, index) => {
    const [host = '', port = ''] = address.split(':');
    return { host, port: Number(port), password: each ? (parts[index] ?? '') : password };
  });
}
