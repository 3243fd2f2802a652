import { describe, expect, it } from 'vitest';
import { commandsFor } from '../../../renderer/shell/commands.ts';

const commands = ['Go to the worklist', 'Import a disc', 'Theme: dark'].map((name) => ({ name }));
const found = (typed: string): string[] => commandsFor(typed, commands).map(({ name }) => name);

describe('commandsFor', () => {
  it('offers nothing to a search', () => {
    expect(found('')).toEqual([]);
    expect(found('theme')).toEqual([]);
  });

  it('offers all after the sign, and narrows by how words begin', () => {
    expect(found('>')).toHaveLength(3);
    expect(found('> THEME')).toEqual(['Theme: dark']);
    expect(found('>d')).toEqual(['Import a disc', 'Theme: dark']);
    expect(found('>d th')).toEqual(['Theme: dark']);
    expect(found('>ark')).toEqual([]);
  });
});
