import { z } from 'zod';
import { integer } from './answers.ts';

/** The wire counts frames from 0, as the storage's paths do; Fileroom and DICOM from 1. */
export const frameNumber = integer.pipe(z.number().int().min(0)).transform((index) => index + 1);

export function toWireFrame(frame: number): number {
  return frame - 1;
}
