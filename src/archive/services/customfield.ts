import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Permission } from '../access.ts';
import { timestamp } from '../archive-context.ts';
import { insertRow, updateRow } from '../store/records.ts';
import type { ListSource } from './columns.ts';
import { type Answer, type Command, command, type Need } from './command.ts';
import type { CustomFieldRow } from './custom-fields.ts';
import { notFound, ServiceError } from './errors.ts';
import { list } from './listing.ts';
import { inAccount, requireInAccount } from './needs.ts';
import { flag, hash, integer, json, optional, text } from './params.ts';
import { refuseUnsupported } from './unsupported.ts';

const types = [
  'text',
  'number',
  'date',
  'memo',
  'select',
  'multiselect',
  'radio',
  'checkbox',
  'search',
  'bool',
  'picker',
] as const;

/** Nothing loads these fields from messages, reports or other objects here. */
const unsupported = [
  'capture_on_destination_search',
  'hl7_segment',
  'hl7_field',
  'hl7_component',
  'load_hl7',
  'load_hl7_filter',
  'dicom_tag',
  'other_dicom_tags',
  'load_dicom_tag',
  'load_from_sr',
  'load_order',
  'other_customfield_id',
];

const fieldParams = {
  name: optional(text()),
  capture_on_share_code: flag().optional(),
  display_order: optional(integer()),
  wrapped_dicom_only: flag().optional(),
  dicom_only: flag().optional(),
  required: flag().optional(),
  options: optional(hash()),
  ui_json: optional(json()),
  field_flag: text(100).optional(),
};
type Input = z.output<z.ZodObject<typeof fieldParams>>;

const fieldList: ListSource = {
  table: 'customfield',
  columns: {
    uuid: 'text',
    name: 'text',
    object: 'text',
    type: 'text',
    display_order: 'number',
    created: 'instant',
    updated: 'instant',
  },
};

function onField(permission: Permission): Need<CustomFieldRow> {
  return {
    find: (call) => {
      const field = call.archive.database.get<CustomFieldRow>(
        'SELECT * FROM customfield WHERE uuid = ?',
        call.params['uuid'] ?? '',
      );
      if (field === undefined) throw notFound('customfield');
      requireInAccount(call, permission, field.account, 'customfield');
      return field;
    },
  };
}

export const customFieldCommands: readonly Command[] = [
  command({
    url: '/customfield/list',
    required: ['account_id'],
    needs: inAccount('customfield_view'),
    run: (_, call) => {
      const { rows, page } = list<CustomFieldRow>(call, fieldList, { sql: 'account = ?', values: [call.target] });
      return { customfields: rows.map(describe), page };
    },
  }),
  command({
    url: '/customfield/get',
    required: ['uuid'],
    needs: onField('customfield_view'),
    run: (_, { target }) => describe(target),
  }),
  command({
    url: '/customfield/add',
    required: ['account_id', 'name', 'object'],
    params: {
      ...fieldParams,
      // Studies alone have custom fields here.
      object: z.enum(['Study'], 'INVALID_OBJECT'),
      type: optional(z.enum(types, 'INVALID_TYPE')),
    },
    needs: inAccount('customfield_edit', 'ACCOUNT_NOT_FOUND'),
    run: (input, { archive, target: account, params }) => {
      refuseUnsupported(params, unsupported);
      const uuid = randomUUID();
      const at = timestamp(archive.now());
      const { object, type = 'text' } = input;
      insertRow(archive.database, 'customfield', {
        ...columnsOf(input),
        uuid,
        account,
        object,
        type,
        created: at,
        updated: at,
      });
      return { uuid };
    },
  }),
  command({
    url: '/customfield/set',
    required: ['uuid'],
    params: fieldParams,
    needs: onField('customfield_edit'),
    run: (input, { archive, target, params }) => {
      refuseUnsupported(params, unsupported);
      updateRow(archive.database, 'customfield', target.uuid, {
        ...columnsOf(input),
        updated: timestamp(archive.now()),
      });
      return {};
    },
  }),
  command({
    url: '/customfield/delete',
    required: ['uuid'],
    needs: onField('customfield_edit'),
    run: (_, { archive, target }) => {
      archive.database.run('DELETE FROM customfield WHERE uuid = ?', target.uuid);
      return {};
    },
  }),
];

function columnsOf(input: Input) {
  if (input.name === 'stat_filter') throw new ServiceError('RESERVED_NAME');
  const flags = ['capture_on_share_code', 'wrapped_dicom_only', 'dicom_only', 'required'] as const;
  return {
    name: input.name,
    ...Object.fromEntries(flags.map((name) => [name, input[name] === undefined ? undefined : Number(input[name])])),
    display_order: input.display_order,
    options: input.options === undefined ? undefined : JSON.stringify(checked(input.options)),
    ui_json: input.ui_json === undefined ? undefined : JSON.stringify(input.ui_json),
    field_flag: input.field_flag,
  };
}

/** The options that this archive acts upon, each in its documented form; others are kept as they are. */
const Options = z.looseObject({
  values: z.array(z.union([z.string(), z.number()]), 'values').optional(),
  validate: z.string('validate').refine(isPattern, 'validate').optional(),
  validate_error: z.string('validate_error').optional(),
  max_length: z.number('max_length').int('max_length').positive('max_length').optional(),
  show_when: z.record(z.string(), z.array(z.unknown()), 'show_when').optional(),
});

function checked(options: Readonly<Record<string, unknown>>): unknown {
  const parsed = Options.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new ServiceError('INVALID_OPTIONS', String(parsed.error.issues[0]?.path[0] ?? 'options'));
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false; // no expression
  }
}

function describe(field: CustomFieldRow): Answer {
  const { account, options, ui_json, ...rest } = field;
  return {
    ...rest,
    account_id: account,
    options: JSON.parse(options) as unknown,
    ui_json: ui_json === null ? null : (JSON.parse(ui_json) as unknown),
  };
}
