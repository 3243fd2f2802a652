import type { DataSet } from '../../dicom/data-set.ts';
import { tagOf } from '../../dicom/dictionary.ts';

/** How stored values become brightness. Without a window: from the darkest to the brightest that is there. */
export interface Presentation {
  readonly slope: number;
  readonly intercept: number;
  readonly window: { readonly center: number; readonly width: number; readonly shape: string } | undefined;
  readonly padding: number | undefined;
}

/** Of the frame's functional groups, the shared ones, or the image itself (PS3.3 C.7.6.16, C.11.1, C.11.2). */
export function presentationOf(dataSet: DataSet, frame: number): Presentation {
  const groups = [
    dataSet.items(tagOf('PerFrameFunctionalGroupsSequence'))[frame],
    dataSet.items(tagOf('SharedFunctionalGroupsSequence'))[0],
  ].filter((group) => group !== undefined);
  const within = (sequence: string) => [
    ...groups.flatMap((group) => group.items(tagOf(sequence)).slice(0, 1)),
    dataSet,
  ];
  const transformations = within('PixelValueTransformationSequence');
  const windows = within('FrameVOILUTSequence');
  const center = first(windows, 'WindowCenter');
  const width = first(windows, 'WindowWidth');
  const shape = windows.map((set) => set.text(tagOf('VOILUTFunction'))).find((value) => value !== undefined);
  return {
    slope: first(transformations, 'RescaleSlope') ?? 1,
    intercept: first(transformations, 'RescaleIntercept') ?? 0,
    window:
      center === undefined || width === undefined || width < 1
        ? undefined
        : { center, width, shape: shape ?? 'LINEAR' },
    padding: dataSet.number(tagOf('PixelPaddingValue')),
  };
}

function first(sets: readonly DataSet[], keyword: string): number | undefined {
  return sets.map((set) => set.number(tagOf(keyword))).find((value) => value !== undefined);
}

/** A rescaled value to 0…1, by the formulas of PS3.3 C.11.2.1.2 and C.11.2.1.3. */
export function brightness(value: number, { center, width, shape }: NonNullable<Presentation['window']>): number {
  if (shape === 'SIGMOID') return 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'LINEAR_EXACT') return (value - center) / width + 0.5;
  return width === 1 ? Number(value > center - 0.5) : (value - (center - 0.5)) / (width - 1) + 0.5;
}
