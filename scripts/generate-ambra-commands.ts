/**
 * Writes the types and methods of all commands of Ambra's services from their catalogue.
 * Usage: node scripts/generate-ambra-commands.ts [--check] [path of services.json]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from './ambra-commands/catalogue.ts';
import { printCommands } from './ambra-commands/print.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'src/clients/ambra/commands';

/** The generated files by their path in the repository. */
export async function generateAmbraCommands(catalogue: string): Promise<Map<string, string>> {
  const files = printCommands(readCatalogue(await readFile(catalogue, 'utf8')));
  return new Map([...files].map(([name, text]) => [`${folder}/${name}`, text]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
  const catalogue = resolve(
    given ?? join(process.env['FILEROOM_SHARED'] ?? join(root, '../shared'), 'ambra/services.json'),
  );
  for (const [path, text] of await generateAmbraCommands(catalogue)) {
    if (!process.argv.includes('--check')) await writeFile(join(root, path), text);
    else if ((await readFile(join(root, path), 'utf8')) !== text)
      throw new Error(`${path} is not what the catalogue makes of it`);
  }
}
