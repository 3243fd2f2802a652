import type { ArchiveContext } from '../archive-context.ts';
import { fetchReport, hasReport } from '../reports/reports.ts';
import { type Command, command } from './command.ts';
import { callerWith, type Credentials } from './credentials.ts';
import { notFound } from './errors.ts';
import { person } from './needs.ts';

export const reportCommands: readonly Command[] = [
  command({
    url: '/report/status',
    required: ['report_id'],
    needs: person,
    run: (_, { archive, params, target }) => {
      if (!hasReport(archive, target.uuid, params['report_id'] ?? '')) throw notFound('report');
      // A report is there as soon as anybody knows its id.
      return { percent: 100 };
    },
  }),
];

/** `/report/zip`: the one command that answers bytes. */
export async function reportZip(archive: ArchiveContext, credentials: Credentials, id: string): Promise<Response> {
  const caller = await callerWith(archive, credentials);
  if (caller === undefined) return Response.json({ status: 'ERROR', error_type: 'AUTH_FAILED' }, { status: 401 });
  const zip = caller.kind === 'user' ? fetchReport(archive, caller.user.uuid, id) : undefined;
  if (zip === undefined) return Response.json({ status: 'ERROR', error_type: 'NOT_FOUND' }, { status: 404 });
  const headers = { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="report.zip"' };
  return new Response(zip, { headers });
}
