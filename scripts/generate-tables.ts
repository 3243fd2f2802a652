/**
 * Writes the tables of the standard that the program needs as source files.
 * Usage: node scripts/generate-tables.ts [--check] [path of the folder "standard"]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

interface AttributeRow {
  readonly id: string;
  readonly keyword: string;
  readonly name: string;
  readonly valueRepresentation: string;
  readonly valueMultiplicity: string;
  readonly retired: string;
}
interface UidRow {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly retired: boolean;
}
type ProfileRow = { readonly id: string; readonly basicProfile: string } & {
  readonly [Column in keyof typeof optionColumns]?: string;
};
interface SafePrivateRow {
  readonly group: string;
  readonly element: string;
  readonly privateCreator: string;
  readonly vr: string;
}
interface IodRow {
  readonly name: string;
  readonly id: string;
}
interface SopRow {
  readonly id: string;
  readonly ciod: string;
}

/** The columns of table E.1-1 behind the first, by the names that src/contract gives the options. */
const optionColumns = {
  rtnSafePrivOpt: 'retain-safe-private',
  rtnUIDsOpt: 'retain-uids',
  rtnDevIdOpt: 'retain-device-identity',
  rtnInstIdOpt: 'retain-institution-identity',
  rtnPatCharsOpt: 'retain-patient-characteristics',
  rtnLongFullDatesOpt: 'retain-full-dates',
  rtnLongModifDatesOpt: 'retain-modified-dates',
  cleanDescOpt: 'clean-descriptors',
  cleanStructContOpt: 'clean-structured-content',
  cleanGraphOpt: 'clean-graphics',
} as const;

const root = fileURLToPath(new URL('..', import.meta.url));
const edition = '2025b';

/** The generated files by their path in the repository. */
export async function generateTables(standard: string): Promise<Map<string, string>> {
  const attributes = await rows<AttributeRow>(join(standard, 'ps3-2025b/attributes.json'));
  const uids = await rows<UidRow>(join(standard, 'dictionaries/ps3.6_uids.json'));
  const profile = await rows<ProfileRow>(join(standard, 'confidentiality_profile_attributes.json'));
  const safePrivate = await rows<SafePrivateRow>(
    join(standard, 'ps3.15-annexE/table_E.3.10-1_safe_private_attributes.json'),
  );
  const iods = await rows<IodRow>(join(standard, 'ps3-2025b/ciods.json'));
  const sops = await rows<SopRow>(join(standard, 'ps3-2025b/sops.json'));
  return new Map([
    ['src/dicom/tags.generated.ts', tagsFile(attributes)],
    ['src/dicom/uids.generated.ts', uidsFile(uids)],
    ['src/deid/profile.generated.ts', profileFile(profile)],
    ['src/deid/safe-private.generated.ts', safePrivateFile(safePrivate)],
    ['src/deid/iods.generated.ts', iodsFile(iods, sops)],
  ]);
}

function tagsFile(attributes: readonly AttributeRow[]): string {
  const lines = attributes
    .filter((row) => row.keyword !== '')
    .map((row) =>
      [
        row.id.toUpperCase().replaceAll('X', 'x'),
        row.valueRepresentation.replaceAll(' or ', '/').replace('See Note 2', ''),
        row.valueMultiplicity.replaceAll(' or ', '/'),
        row.retired === 'Y' ? 'R' : '',
        row.keyword,
        plain(row.name),
      ].join('|'),
    );
  return file(
    `DICOM PS3.6 (${edition}), tables 6-1, 7-1 and 8-1`,
    'tag (x: any digit) | VR | VM | R when retired | keyword | name',
    `export const tagLines = \`\n${lines.toSorted().join('\n')}\n\`;\n`,
  );
}

function uidsFile(uids: readonly UidRow[]): string {
  const lines = uids
    .filter((row) => row.type === 'SOP Class' || row.type === 'Transfer Syntax')
    .map((row) => [row.uid, row.type === 'SOP Class' ? 'S' : 'T', row.retired ? 'R' : '', plain(row.name)].join('|'));
  return file(
    'DICOM PS3.6 (2024d), table A-1',
    'UID | S: SOP class, T: transfer syntax | R when retired | name',
    `export const uidLines = \`\n${lines.join('\n')}\n\`;\n`,
  );
}

function profileFile(profile: readonly ProfileRow[]): string {
  const lines = profile
    // Private attributes, the one row that is no tag, are a rule of the code.
    .filter(({ id }) => /^[0-9a-fx]{8}$/i.test(id))
    .map((row) => [row.id.toUpperCase().replaceAll('X', 'x'), row.basicProfile, optionsOf(row)].join('|'));
  return file(
    `DICOM PS3.15 (${edition}), table E.1-1`,
    'tag (x: any digit) | action code of the Basic Profile | options that name it, each with its action code',
    `export const profileLines = \`\n${lines.toSorted().join('\n')}\n\`;\n`,
  );
}

function optionsOf(row: ProfileRow): string {
  return Object.entries(optionColumns)
    .flatMap(([column, option]) => {
      const code = row[column as keyof typeof optionColumns];
      return code === undefined ? [] : [`${option}:${code}`];
    })
    .join(',');
}

function safePrivateFile(safe: readonly SafePrivateRow[]): string {
  const lines = safe
    // Without a VR there is no way to tell whether a value is what the row says.
    .filter(({ vr }) => vr !== '')
    .map(({ group, element, privateCreator, vr }) =>
      [group.toUpperCase(), element.toUpperCase().slice(2), vr, plain(privateCreator)].join('|'),
    );
  return file(
    'DICOM PS3.15 (2019a), table E.3.10-1',
    'group | last two digits of the element | VR | private creator',
    `export const safePrivateLines = \`\n${lines.toSorted().join('\n')}\n\`;\n`,
  );
}

function iodsFile(iods: readonly IodRow[], sops: readonly SopRow[]): string {
  const idOf = new Map(iods.map(({ name, id }) => [name, id]));
  const lines = sops.map(({ id, ciod }) => `${id}|${idOf.get(ciod) ?? ''}`);
  return file(
    `DICOM PS3.4 (${edition}), table B.5-1`,
    'SOP class UID | IOD',
    `export const iodLines = \`\n${lines.join('\n')}\n\`;\n`,
  );
}

function file(source: string, columns: string, body: string): string {
  return `// Generated by scripts/generate-tables.ts; not edited by hand.\n// Source: ${source}.\n// Columns: ${columns}.\n${body}`;
}

/** Zero-width spaces and typographic quotes come with the tables' typesetting. */
function plain(name: string): string {
  return name
    .replaceAll(/[\u200B\u200C\uFEFF]/g, '')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim();
}

async function rows<Row>(path: string): Promise<Row[]> {
  return JSON.parse(await readFile(path, 'utf8')) as Row[];
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  const check = args.includes('--check');
  const standard = resolve(args.find((arg) => !arg.startsWith('--')) ?? join(root, '../shared/standard'));
  for (const [path, text] of await generateTables(standard)) {
    if (!check) await writeFile(join(root, path), text);
    else if ((await readFile(join(root, path), 'utf8')) !== text) {
      console.error(`${path} is not what the generator makes of ${standard}`);
      process.exitCode = 1;
    }
  }
}
