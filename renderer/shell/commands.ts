import type { LucideIcon } from 'lucide-react';

export interface Command {
  readonly id: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

/** The commands that `typed` asks for: none without a leading `>`, then those that hold every word. */
export function commandsFor<T extends { readonly name: string }>(typed: string, commands: readonly T[]): readonly T[] {
  if (!typed.startsWith('>')) return [];
  const words = typed.slice(1).toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)));
}
