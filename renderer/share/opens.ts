/** Who can open a link of the archive on this computer: nobody yet, this computer alone, or others too. */
export type Opens = 'nowhere' | 'here' | 'served';

export function opensAt(url: string | undefined): Opens {
  if (url === undefined) return 'nowhere';
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname) ? 'here' : 'served';
}
