import { Equal, EqualApproximately, EqualNot, Minus } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Likeness } from '../../../src/contract/identity-comparison.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/badge.tsx';

const looks: Readonly<Record<Likeness, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  same: { tone: 'ok', icon: Equal },
  alike: { tone: 'warn', icon: EqualApproximately },
  different: { tone: 'bad', icon: EqualNot },
  missing: { tone: 'neutral', icon: Minus },
};

/** A sign of its own for each likeness, besides the colour and the word. */
export function LikenessBadge({ likeness, children }: { readonly likeness: Likeness; readonly children: ReactNode }) {
  const { tone, icon: Icon } = looks[likeness];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {children}
    </Badge>
  );
}
