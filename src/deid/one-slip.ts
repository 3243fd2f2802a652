/**
 * Whether two texts differ by one slip of a hand: one character more, less or other, or two neighbours swapped.
 * Undefined when by more, or by nothing.
 */
export function hasOneSlip(a: string, b: string): 'one-character' | 'swapped-characters' | undefined {
  const [left, right] = [Array.from(a), Array.from(b)];
  const [long, short] = left.length >= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return undefined;
  const at = long.findIndex((char, index) => char !== short[index]);
  if (at === -1) return undefined;
  if (long.length > short.length) return rest(long, at + 1) === rest(short, at) ? 'one-character' : undefined;
  if (rest(long, at + 1) === rest(short, at + 1)) return 'one-character';
  const isSwapped = long[at] === short[at + 1] && long[at + 1] === short[at];
  return isSwapped && rest(long, at + 2) === rest(short, at + 2) ? 'swapped-characters' : undefined;
}

function rest(chars: readonly string[], from: number): string {
  return chars.slice(from).join('');
}
