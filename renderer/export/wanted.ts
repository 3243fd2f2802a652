import type { DiscSize, ExportFormat, NewExport } from '../../src/contract/export.ts';
import type { Treatment } from '../../src/contract/import.ts';
import type { ExportProps } from '../ui/slots.ts';

export interface Where {
  readonly format: ExportFormat;
  readonly discs: DiscSize | undefined;
  readonly folder: string;
  readonly name: string;
  /** Of one of several, from 1. */
  readonly nameOf: (number: number) => string;
}

/**
 * What to ask of the server: one export for each treatment. Rules of a destination have no place in them; undefined when
 * they are all that a treatment is.
 */
export function exportsOf(
  wanted: ExportProps['wanted'],
  { format, discs, folder, name, nameOf }: Where,
): readonly NewExport[] | undefined {
  const treatments = wanted.map(({ treatment }) => withoutRules(treatment));
  if (treatments.includes(undefined)) return undefined;
  return wanted.map((one, index) => ({
    ...one,
    treatment: treatments[index] ?? { kind: 'as-is' },
    format,
    ...(discs === undefined ? {} : { discs }),
    folder,
    name: wanted.length === 1 ? name : nameOf(index + 1),
  }));
}

function withoutRules(treatment: Treatment): Treatment | undefined {
  if (treatment.kind === 'rules') return undefined;
  if (treatment.kind === 'as-is') return treatment;
  const { rules: _, ...own } = treatment;
  return own;
}
