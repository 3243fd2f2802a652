/**
 * Whether a webhook may call an address. Only hosts that the operator names are called: an archive that calls whatever
 * its users type reaches the inside of the network it stands in. Without names nothing is called.
 * @param hosts `host` for both ports of the web, `host:port` for one other
 */
export function isAllowed(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  // Credentials go in `auth`, not into an address that lists show.
  return username === '' && password === '' && hosts.some((each) => each.toLowerCase() === host);
}
