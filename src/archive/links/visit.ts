import { callerOf, permissionsOn } from '../access.ts';
import type { ArchiveContext } from '../archive-context.ts';
import { findLink, type LinkRow } from '../store/link-records.ts';
import { findStudy, type StudyRow } from '../store/study-records.ts';

const cookieName = 'fileroom-visit';

/** A visitor who has entered by a link, and the study that it shows. */
export interface Visit {
  readonly link: LinkRow;
  readonly study: StudyRow;
}

/** The visit that a request belongs to by its cookie: only one through this very link counts. */
export function visitOf(archive: ArchiveContext, request: Request, uuid: string): Visit | undefined {
  const { database, sessions } = archive;
  const session = sessions.use(readCookie(request) ?? '');
  if (session === undefined || session.link !== uuid) return undefined;
  const caller = callerOf(database, session);
  const link = findLink(database, uuid);
  if (caller === undefined || link === undefined) return undefined;
  const study = findStudy(database, link.study ?? '');
  if (study === undefined || !permissionsOn(database, caller, study).has('study_view')) return undefined;
  return { link, study };
}

/** Keeps a visit's sid out of the reach of other pages, other links, and other sites. It goes with the browser. */
export function visitCookie(request: Request, uuid: string, sid: string): string {
  const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : '';
  return `${cookieName}=${sid}; HttpOnly; SameSite=Strict; Path=/l/${uuid}${secure}`;
}

function readCookie(request: Request): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}
