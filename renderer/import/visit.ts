import { z } from 'zod';
import { DestinationRules, ServerUrl } from '../../src/contract/connection.ts';
import type { Connection } from '../../src/contract/connection.ts';

/** A patient's visit: which server, under which code, what that code allows, and how far the upload has come. */
export const Visit = z.object({
  connectionId: z.string(),
  code: z.string(),
  rules: DestinationRules,
  scanId: z.string().optional(),
  importIds: z.array(z.string()).readonly().optional(),
});
export type Visit = z.infer<typeof Visit>;

const key = 'fileroom.visit';

/** Keeps the visit over a reload of this window, and no longer; undefined forgets it. */
export function rememberVisit(storage: Storage, visit: Visit | undefined): void {
  if (visit === undefined) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(visit));
}

/** The visit that this window was in, if its server still has it. */
export function recallVisit(storage: Storage, connections: readonly Connection[]): Visit | undefined {
  const visit = Visit.safeParse(parseJson(storage.getItem(key) ?? ''));
  if (!visit.success) return undefined;
  const goesOn = connections.some(
    ({ id, session }) => id === visit.data.connectionId && session.state === 'share-code',
  );
  return goesOn ? visit.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a link to the upload fills in: `#/upload?server=https://images.example.org&code=…`. Nothing is sent by it. */
export function invitationOf(hash: string): { readonly server: string; readonly code: string } {
  const asked = new URLSearchParams(hash.split('?')[1] ?? '');
  return { server: serverUrlOf(asked.get('server') ?? '') ?? '', code: (asked.get('code') ?? '').slice(0, 200) };
}

/** The address that a person means: https unless said otherwise. Undefined for what is no safe address. */
export function serverUrlOf(typed: string): string | undefined {
  const text = typed.trim();
  const url = ServerUrl.safeParse(text.includes('://') ? text : `https://${text}`);
  return url.success ? url.data.replace(/\/+$/, '') : undefined;
}

/** The connection that leads to an address already. */
export function connectionTo(connections: readonly Connection[], url: string): Connection | undefined {
  const wanted = new URL(url).href;
  return connections.find((one) => one.url !== undefined && new URL(one.url).href === wanted);
}

/** The host's name, with its path where the host alone is taken. */
export function serverNameOf(connections: readonly Connection[], url: string): string {
  const { host, pathname } = new URL(url);
  const isTaken = connections.some(({ name }) => name.toLowerCase() === host);
  return (isTaken ? `${host}${pathname}` : host).slice(0, 80);
}
