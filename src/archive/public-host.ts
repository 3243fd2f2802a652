import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * The name or address at which other machines reach a server that was asked to listen at `host` and is bound to the
 * address `bound`. None when it listens to this machine only, and none when it listens everywhere and the machine has
 * several addresses, of which only a person knows the right one.
 */
export function publicHostOf(host: string, bound: string, interfaces = networkInterfaces()): string | undefined {
  if (loopback.check(bound, isIPv6(bound) ? 'ipv6' : 'ipv4')) return undefined;
  if (bound !== '0.0.0.0' && bound !== '::') return host;
  const outside = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  return outside.length === 1 ? outside[0]?.address : undefined;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');
