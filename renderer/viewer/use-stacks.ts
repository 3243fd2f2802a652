import { useState } from 'react';
import type { StudySeries } from '../../src/contract/study.ts';
import { imageIdOf } from './images.ts';
import { stacksOf, type Stack } from './stack.ts';
import type { StudySource } from './study-source.ts';

interface Known {
  readonly series: readonly StudySeries[];
  readonly stacks: readonly Stack[];
}

/** The stacks of a study; each stays the same as long as nothing comes to its series. */
export function useStacks(
  source: StudySource,
  series: readonly StudySeries[] | undefined,
): readonly Stack[] | undefined {
  const [known, setKnown] = useState<Known>();
  if (series === undefined) return undefined;
  if (known?.series === series) return known.stacks;
  const stacks = stacksOf(
    series,
    ({ sopInstanceUid, frames }, frame) => imageIdOf(source.fileUrl(sopInstanceUid), frame, frames),
    known?.stacks,
  );
  setKnown({ series, stacks });
  return stacks;
}
