import type { LucideIcon } from 'lucide-react';

export interface Command {
  readonly id: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

/** The commands that `typed` asks for: none without a leading `>`, then those with a word that begins with each typed. */
export function commandsFor<T extends { readonly name: string }>(typed: string, commands: readonly T[]): readonly T[] {
  if (!typed.startsWith('>')) return [];
  const asked = wordsOf(typed);
  return commands.filter(({ name }) => {
    const words = wordsOf(name);
    return asked.every((start) => words.some((word) => word.startsWith(start)));
  });
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
