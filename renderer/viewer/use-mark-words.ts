import { useTranslation } from 'react-i18next';
import type { NewAnnotation } from '../../src/contract/reading.ts';
import type { Length } from './calibration.ts';
import { lengthOfShape } from './length-tool.ts';
import { sameFrame, type FrameRef, type Stack } from './stack.ts';

/** Where a frame is, by the indices of its stack and of it there. */
export function findFrame(stacks: readonly Stack[], frame: FrameRef): { stack: number; index: number } | undefined {
  for (const [stack, { frames }] of stacks.entries()) {
    const index = frames.findIndex((other) => sameFrame(other, frame));
    if (index !== -1) return { stack, index };
  }
  return undefined;
}

/** Marks in words: what was measured, and where. `current` is the open stack and the order it is paged in. */
export function useMarkWords(
  stacks: readonly Stack[],
  words: (length: Length) => string,
  current: { readonly stack: number; readonly order: readonly number[] | undefined },
) {
  const { t } = useTranslation('viewer');
  return {
    valueOf: (annotation: NewAnnotation): string => {
      const found = findFrame(stacks, annotation);
      const imageId = found && stacks[found.stack]?.frames[found.index]?.imageId;
      const length = imageId === undefined ? undefined : lengthOfShape(imageId, annotation.shape);
      return length === undefined ? t('length.unknown') : words(length);
    },
    placeOf: (frame: FrameRef): string => {
      const found = findFrame(stacks, frame);
      const series = found && stacks[found.stack]?.series;
      if (found === undefined || series === undefined) return t('marks.elsewhere');
      const order = stacks[found.stack]?.order ?? [];
      const place = found.stack === current.stack ? (current.order?.indexOf(found.index) ?? -1) : -1;
      const position = (place === -1 ? order.indexOf(found.index) : place) + 1;
      return t('marks.place', { series: series.number ?? series.description ?? '–', position });
    },
  };
}
