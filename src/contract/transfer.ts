import { z } from 'zod';

/** `stat`: before everything else that goes to the same server. */
export const Priority = z.enum(['stat', 'routine']);
export type Priority = z.infer<typeof Priority>;

/** Of the clock on the wall, `07:30`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** On which days (0 is Sunday) and between which hours; one that ends before it begins ends on the next day. */
export const LimitedHours = z.object({
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type LimitedHours = z.infer<typeof LimitedHours>;

/** What a connection may take of the line; always, unless hours are given. */
export const BandwidthLimit = z.object({
  mbitPerSecond: z.number().min(0.1).max(100_000),
  hours: LimitedHours.optional(),
});
export type BandwidthLimit = z.infer<typeof BandwidthLimit>;

/** No limit is as fast as it goes. */
export const Bandwidth = z.object({ limit: BandwidthLimit.optional() });
export type Bandwidth = z.infer<typeof Bandwidth>;
