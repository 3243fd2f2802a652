import { permissionFlags, permissionsIn } from '../access.ts';
import type { NamespaceRow } from '../store/accounts.ts';
import { findProfile } from './anonymization.ts';
import { anonymizeFields, checkAnonymizeRules, otherIngressTags } from './anonymize-rules.ts';
import { type Answer, type Call, type Command, command } from './command.ts';
import { describeField, studyFieldsOf } from './custom-fields.ts';
import { notFound, ServiceError } from './errors.ts';
import { callerOf, knownNamespace, knownStudy, inNamespace } from './needs.ts';
import { flag, hash, optional } from './params.ts';
import { hostOf } from './study-answer.ts';

export const namespaceCommands: readonly Command[] = [
  command({
    url: '/namespace/share_code',
    required: ['share_code || namespace_id'],
    needs: { withoutSession: true, find: byShareCode },
    run: (_, call) => describeShareCode(call, call.target),
  }),
  command({
    url: '/namespace/anonymize',
    required: ['uuid'],
    params: { rules: optional(hash()), prompt_for_anonymize: flag().optional() },
    needs: inNamespace('account_edit', 'uuid'),
    run: (input, call) => {
      const { archive, target } = call;
      const { anonymization, rules } = chosenRules(call, input.rules);
      const prompt =
        input.prompt_for_anonymize === undefined ? target.prompt_for_anonymize : Number(input.prompt_for_anonymize);
      archive.database.run(
        'UPDATE namespace SET anonymize_rules = ?, anonymization = ?, prompt_for_anonymize = ? WHERE uuid = ?',
        rules,
        anonymization,
        prompt,
        target.uuid,
      );
      const changed = { ...target, anonymize_rules: rules, anonymization, prompt_for_anonymize: prompt };
      const { anonymize_rules, ...more } = describeRules(call, changed);
      return { rules: anonymize_rules, anonymization_id: anonymization, ...more };
    },
  }),
  command({
    url: '/namespace/engine/fqdn',
    required: ['namespace_id || study_id || study_uid && storage_namespace && phi_namespace'],
    needs: {
      find: (call) => {
        const uuid = call.params['namespace_id'] ?? '';
        const found = uuid === '' ? knownStudy(call, 'study_id')?.storage_namespace : knownNamespace(call, uuid)?.uuid;
        if (found === undefined) throw notFound(uuid === '' ? 'study' : 'namespace');
        return found;
      },
    },
    run: (_, call) => ({ engine_fqdn: hostOf(call), engine_url: call.origin, storage_namespace: call.target }),
  }),
];

/** By its code, which whoever has it may use; or by its id, for those who are in already. */
function byShareCode(call: Call): NamespaceRow {
  const { database } = call.archive;
  const code = (call.params['share_code'] ?? '').trim();
  if (code !== '') {
    const found = database.get<NamespaceRow>('SELECT * FROM namespace WHERE share_code = ?', code);
    if (found === undefined) throw notFound('share_code');
    return found;
  }
  const found = call.caller === undefined ? undefined : knownNamespace(call, call.params['namespace_id'] ?? '');
  if (found === undefined) throw notFound('namespace');
  return found;
}

/**
 * Without a sid the answer has the `link_id` that the documentation speaks of: /link/session with it opens a visit
 * that may upload into this namespace (study/add, objects, study/sync, and the list of what it brought) and no more.
 */
function describeShareCode(call: Call, namespace: NamespaceRow): Answer {
  const { database } = call.archive;
  const link = database.get<{ uuid: string }>(
    'SELECT uuid FROM link WHERE namespace = ? AND of_share_code = 1',
    namespace.uuid,
  );
  return {
    share_code: namespace.share_code,
    share_description: namespace.name,
    share_type: namespace.kind,
    share_name: namespace.name,
    namespace_id: namespace.uuid,
    account_id: namespace.account,
    upload_one_study: 0,
    auto_wrap_images: 0,
    duplicate_study_check: 0,
    disable_duplicate_study_upload: 0,
    force_new_study_on_upload: 0,
    confirm_before_upload: 0,
    enable_multipart_uploader: 0,
    share_settings: {},
    customfields: studyFieldsOf(call, namespace.account)
      .filter(({ capture_on_share_code }) => call.caller !== undefined || capture_on_share_code === 1)
      .map((field) =>
        describeField(field, {
          capture_on_share_code: field.capture_on_share_code,
          wrapped_dicom_only: field.wrapped_dicom_only,
          dicom_only: field.dicom_only,
        }),
      ),
    ...describeRules(call, namespace),
    ...(call.caller === undefined
      ? { is_anonymous: 1, link_id: link?.uuid }
      : { is_anonymous: 0, permissions: permissionFlags(permissionsIn(database, callerOf(call), namespace.uuid)) }),
  };
}

/** A namespace with the profile of rules that it is connected to, instead of rules of its own. */
type RuledNamespace = NamespaceRow & { readonly anonymization?: string | null };

/** Rules of its own or a profile: whoever wants the other one first clears the one that is there. */
function chosenRules(
  call: Call & { readonly target: RuledNamespace },
  given: Readonly<Record<string, unknown>> | undefined,
): { readonly rules: string; readonly anonymization: string | null } {
  const { target, params } = call;
  const profile = params['anonymization_id'];
  const rules = given === undefined ? target.anonymize_rules : JSON.stringify(checkAnonymizeRules(given));
  const setsRules = given !== undefined && rules !== '{}';
  if (setsRules && (profile ?? '') !== '') throw new ServiceError('ONLY_ONE');
  const anonymization = profile === undefined ? (target.anonymization ?? null) : profile || null;
  if (profile !== undefined && anonymization !== null) {
    if (findProfile(call, anonymization)?.account !== target.account) throw notFound('anonymization');
    if (rules !== '{}') throw new ServiceError('HAS_ANONYMIZATION_RULES');
  }
  if (setsRules && anonymization !== null) throw new ServiceError('HAS_ANONYMIZATION_PROFILE');
  return { rules, anonymization };
}

function describeRules(call: Call, namespace: RuledNamespace): Answer {
  const profile = findProfile(call, namespace.anonymization ?? '');
  const rules = JSON.parse(profile?.rules ?? namespace.anonymize_rules) as Record<string, string>;
  return {
    anonymize_rules: rules,
    anonymize_at_ingress: Object.keys(rules).length > 0 ? 1 : 0,
    prompt_for_anonymize: namespace.prompt_for_anonymize,
    dicom_tag_map: { ...anonymizeFields, OTHER_INGRESS_TAGS: otherIngressTags },
  };
}
