import { MIN_PASSPHRASE } from '../../src/contract/deid-key.ts';

/** A hint, no proof: what is long and does not repeat a few letters takes long to guess. */
export function strengthOf(passphrase: string): 'short' | 'fair' | 'good' {
  if (passphrase.length < MIN_PASSPHRASE) return 'short';
  return passphrase.length >= 20 && new Set(passphrase).size >= 10 ? 'good' : 'fair';
}
