import type { ArchiveContext } from '../archive-context.ts';
import { absentCommands } from './absent.generated.ts';
import { accountCommands } from './account.ts';
import { accountEditCommands } from './account-edit.ts';
import { accountUserCommands } from './account-user.ts';
import { activityCommands } from './activity.ts';
import { anonymizationCommands } from './anonymization.ts';
import { auditCommands } from './audit.ts';
import { countByFilterCommands } from './count-by-filter.ts';
import { messageCommands } from './message.ts';
import { reportCommands } from './report.ts';
import { userEventCommands } from './user-event.ts';
import { annotationCommands } from './annotation.ts';
import type { Call, Command } from './command.ts';
import { NoSessionError, ServiceError } from './errors.ts';
import { callerWith } from './credentials.ts';
import { customFieldCommands } from './customfield.ts';
import { keyImageCommands } from './keyimage.ts';
import { linkCommands } from './link.ts';
import { linkVisitCommands } from './link-visit.ts';
import { namespaceCommands } from './namespace.ts';
import { orderCommands } from './order.ts';
import { orderStepCommands } from './order-step.ts';
import type { Params } from './params.ts';
import { patientCommands } from './patient.ts';
import { placeCommands } from './place.ts';
import { roleCommands } from './role.ts';
import { savedFilterCommands } from './saved-filter.ts';
import { sessionCommands } from './session.ts';
import { studyCommands } from './study.ts';
import { selectFields } from './select-fields.ts';
import { settingCommands } from './setting.ts';
import { studyDeleteCommands } from './study-delete.ts';
import { studyNoteCommands } from './study-notes.ts';
import { studyOrderCommands } from './study-order.ts';
import { studyShareCommands } from './study-share.ts';
import { studyWorkflowCommands } from './study-workflow.ts';
import { userCommands } from './user.ts';
import { userEditCommands } from './user-edit.ts';
import { webhookCommands } from './webhook.ts';
import { webhookEventCommands } from './webhook-event.ts';

const commands: ReadonlyMap<string, Command> = new Map(
  [
    ...sessionCommands,
    ...userCommands,
    ...namespaceCommands,
    ...studyCommands,
    ...studyShareCommands,
    ...studyDeleteCommands,
    ...studyWorkflowCommands,
    ...customFieldCommands,
    ...annotationCommands,
    ...keyImageCommands,
    ...linkCommands,
    ...linkVisitCommands,
    ...webhookCommands,
    ...auditCommands,
    ...reportCommands,
    ...messageCommands,
    ...activityCommands,
    ...anonymizationCommands,
    ...userEventCommands,
    ...countByFilterCommands,
    ...webhookEventCommands,
    ...patientCommands,
    ...orderCommands,
    ...orderStepCommands,
    ...studyOrderCommands,
    ...savedFilterCommands,
    ...settingCommands,
    ...studyNoteCommands,
    ...accountCommands,
    ...accountEditCommands,
    ...accountUserCommands,
    ...placeCommands('group'),
    ...placeCommands('location'),
    ...roleCommands,
    ...userEditCommands,
  ].map((each) => [each.url, each]),
);

/** Every command that this archive has; all but one answer JSON. */
export const commandUrls = (): string[] => [...commands.keys(), '/report/zip'].sort();

/** One command to run: from a request, or from an entry of a bundle. */
export interface ServiceRequest {
  readonly url: string;
  readonly method: string;
  readonly params: Params;
  /** From the X-AmbraHealth-SID header; the `sid` parameter wins. */
  readonly sid: string | undefined;
  readonly authorization: string | undefined;
  readonly origin: string;
  readonly address: string | undefined;
}

export interface ServiceAnswer {
  readonly http: 200 | 401 | 404 | 405 | 412;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function dispatch(archive: ArchiveContext, request: ServiceRequest): Promise<ServiceAnswer> {
  const command = commands.get(request.url);
  if (command === undefined) return refuseAbsent(archive, request);
  const methods = command.postOnly ? ['POST'] : ['GET', 'HEAD', 'POST'];
  if (!methods.includes(request.method)) return failure(405, 'METHOD_NOT_ALLOWED');
  const sid = request.params['sid'] || request.sid;
  const caller = await callerWith(archive, { sid, authorization: request.authorization });
  const zone = caller?.kind === 'user' ? caller.user.time_zone : '';
  // One's own time zone comes before the one that is passed (notes of /user/set).
  const params = zone === '' ? request.params : { ...request.params, 'filter.tz': zone };
  const call: Call = { archive, caller, params, origin: request.origin, address: request.address, sid };
  try {
    const answer = await command.run(call);
    tellOthers(archive, sid);
    return { http: 200, body: { status: 'OK', ...selectFields(request.params, answer) } };
  } catch (error) {
    if (error instanceof NoSessionError) return failure(401, 'AUTH_FAILED');
    if (error instanceof ServiceError) return failure(412, error.type, error.subtype, error.data);
    throw error;
  }
}

/** What happened in a call is told as soon as it is over. `sid`: whose call it was. */
export function tellOthers(archive: ArchiveContext, sid: string | undefined): void {
  archive.happenings.tell(sid);
  archive.webhooks.wake();
}

/** The protocol's own commands are refused as it refuses; anything else is no command at all. */
async function refuseAbsent(archive: ArchiveContext, request: ServiceRequest): Promise<ServiceAnswer> {
  const { url, params, sid, authorization } = request;
  const code = Object.hasOwn(absentCommands, url) ? absentCommands[url] : undefined;
  if (code === undefined) return failure(404, 'NOT_FOUND', 'command');
  const caller = await callerWith(archive, { sid: params['sid'] || sid, authorization });
  if (caller === undefined) return failure(401, 'AUTH_FAILED');
  return failure(412, code, 'not-in-this-archive');
}

function failure(
  http: ServiceAnswer['http'],
  type: string,
  subtype?: string | readonly string[],
  data?: unknown,
): ServiceAnswer {
  return {
    http,
    body: {
      status: 'ERROR',
      error_type: type,
      ...(subtype === undefined ? {} : { error_subtype: subtype }),
      ...(data === undefined ? {} : { error_data: data }),
    },
  };
}
