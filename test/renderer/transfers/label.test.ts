import { describe, expect, it } from 'vitest';
import { formatLabel } from '../../../renderer/transfers/label.ts';

describe('formatLabel', () => {
  it('writes the name as people do and leaves the rest', () => {
    expect(formatLabel('PHANTOM^CHEST · 2 studies')).toBe('PHANTOM, CHEST · 2 studies');
    expect(formatLabel('3 studies')).toBe('3 studies');
  });
});
