import { z } from 'zod';
import { PixelTreatment } from '../../../src/contract/pixels.ts';

/** As the command line takes it (`--pixels`): nothing that the window knows and it would not. */
const DecisionFile = PixelTreatment;
const MOST_BYTES = 16 * 1024 * 1024;

/** Offers the decisions to be saved. */
export function saveDecisions(treatment: PixelTreatment): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(treatment, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'pixel-decisions.json';
  link.click();
  // The download has begun with the click; it keeps the bytes by itself.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

export type ReadDecisions =
  | { readonly treatment: PixelTreatment }
  /** The place of the first mistake; empty for what is no JSON at all. */
  | { readonly wrongAt: string };

export async function readDecisions(file: File): Promise<ReadDecisions> {
  if (file.size > MOST_BYTES) return { wrongAt: '' };
  const parsed = z
    .string()
    .transform(parseJson)
    .pipe(DecisionFile)
    .safeParse(await file.text());
  if (parsed.success) return { treatment: parsed.data };
  return { wrongAt: parsed.error.issues[0]?.path.join('.') ?? '' };
}

function parseJson(text: string, context: z.RefinementCtx<string>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'No JSON' });
    return z.NEVER;
  }
}
