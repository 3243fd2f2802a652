import { z } from 'zod';
import { IngressRules } from './ingress-rules.ts';
import { Problem } from './problem-schema.ts';

export const Vendor = z.enum(['embedded', 'ambra']);
export type Vendor = z.infer<typeof Vendor>;

/** A folder of studies that the signed-in person may reach: the account's, a location's, a group's or a user's. */
export const Namespace = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['account', 'location', 'group', 'user']),
  mayUpload: z.boolean(),
});
export type Namespace = z.infer<typeof Namespace>;

/** What a connection can do. An ability its vendor lacks is absent: the window does not offer it. */
export const Ability = z.enum([
  'worklist',
  'upload',
  'annotations',
  'key-images',
  'shares',
  'links',
  'delete',
  'identities',
]);
export type Ability = z.infer<typeof Ability>;

/** Who is signed in on a connection. */
export const SessionState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-out') }),
  /** Credentials were accepted; nothing works before the PIN. */
  z.object({ state: z.literal('pin-required'), via: z.string().optional() }),
  z.object({
    state: z.literal('signed-in'),
    userName: z.string(),
    email: z.string().optional(),
    accountName: z.string().optional(),
    namespaces: z.array(Namespace),
    /** Seconds until the server ends the session, when it says so. */
    ttlSeconds: z.number().optional(),
    /** What the server asks this person to do on its own page, each in its words: training. */
    training: z.array(z.string()).optional(),
  }),
  /** The server ended the session. Nothing is lost: the queue waits for a new sign-in. */
  z.object({ state: z.literal('expired') }),
  /** A patient's visit: only the upload, under the rules of one share code. */
  z.object({ state: z.literal('share-code'), destination: z.string() }),
]);
export type SessionState = z.infer<typeof SessionState>;

export const Connection = z.object({
  id: z.string(),
  name: z.string(),
  vendor: Vendor,
  /** Base address, without credentials; absent for the embedded archive. */
  url: z.string().optional(),
  abilities: z.array(Ability),
  session: SessionState,
});
export type Connection = z.infer<typeof Connection>;

/** Plain HTTP is accepted only towards this machine. */
export const ServerUrl = z.url({ protocol: /^https?$/ }).refine(isSafeServerUrl, {
  message: 'Use https. Plain http is possible only towards this machine (localhost).',
});

export const NewConnection = z.object({
  name: z.string().trim().min(1).max(80),
  vendor: z.literal('ambra'),
  url: ServerUrl,
});
export type NewConnection = z.infer<typeof NewConnection>;

export const Credentials = z.object({ login: z.string().min(1), password: z.string().min(1) });
export type Credentials = z.infer<typeof Credentials>;

/** The outcome of testing an address: the hop that failed, or what answered. */
export const ConnectionTest = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), latencyMs: z.number() }),
  z.object({ ok: z.literal(false), problem: Problem }),
]);
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** What a destination demands of an upload, as the window and the queue need it. */
export const DestinationRules = z.object({
  destination: z.string(),
  namespaceId: z.string(),
  /** Field → substitution expression, as the server sent them; empty when it asks for none. */
  anonymizeRules: z.record(z.string(), z.string()),
  promptForAnonymize: z.boolean(),
  oneStudyOnly: z.boolean(),
  /** All that it demands, for a treatment to carry out. */
  ingress: IngressRules.optional(),
  /** Why nothing can be sent there: a rule that this program cannot carry out. */
  unreadable: Problem.optional(),
});
export type DestinationRules = z.infer<typeof DestinationRules>;

function isSafeServerUrl(value: string): boolean {
  const match = /^(https?):\/\/(\[[^\]]*\]|[^/:?#]*)/i.exec(value);
  if (match === null || value.includes('@')) return false;
  const [, scheme, host] = match;
  if (scheme?.toLowerCase() === 'https') return true;
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host ?? '');
}
