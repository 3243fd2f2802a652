import type { NewShare, Recipient } from '../../src/contract/sharing.ts';

/** Those whose name or address holds every word of `typed`, at most `limit`. */
export function matching(recipients: readonly Recipient[], typed: string, limit = 50): readonly Recipient[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, email = '' }: Recipient): boolean => {
    const text = `${name} ${email}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
  return recipients.filter(fits).slice(0, limit);
}

/** Whom the field means: who was picked from the list, or else a whole e-mail address; nobody otherwise. */
export function chosenRecipient(
  recipients: readonly Recipient[],
  picked: string | null,
  typed: string,
): Pick<NewShare, 'kind' | 'id'> | undefined {
  const known = recipients.find((one) => keyOf(one) === picked);
  if (known !== undefined) return { kind: known.kind, id: known.id };
  const address = typed.trim();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? { kind: 'email', id: address } : undefined;
}

/** Ids are unique only within their kind. */
export function keyOf({ kind, id }: Pick<Recipient, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}
