import type { ArchiveContext } from '../archive-context.ts';
import { isPassword } from '../security/password.ts';
import { countHit, type LinkRow } from '../store/link-records.ts';

export type Entry =
  { readonly outcome: 'open'; readonly sid: string } | { readonly outcome: 'locked' | 'wrong-password' | 'ended' };

/** Opens a visit through a link: one use of it, however many pages the visit looks at. */
export async function enter(archive: ArchiveContext, link: LinkRow, password: string): Promise<Entry> {
  const { database, attempts, sessions, now } = archive;
  if (link.password_hash !== null) {
    const subject = `link:${link.uuid}`;
    if (!attempts.begin(subject, link.password_max_attempts ?? undefined)) return { outcome: 'locked' };
    if (!(await isPassword(password, link.password_hash))) return { outcome: 'wrong-password' };
    attempts.succeed(subject);
  }
  if (!countHit(database, link.uuid, now())) return { outcome: 'ended' };
  return { outcome: 'open', sid: sessions.open({ link: link.uuid, notAfter: link.expires ?? undefined }) };
}
