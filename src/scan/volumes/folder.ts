import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { FolderListing } from '../../contract/files.ts';
import { InvalidRequestError, NotFoundError } from '../../contract/problem.ts';
import { isCalledContainer } from '../../source/containers/container.ts';
import { byCodeUnit } from '../order.ts';
import { reasonOf } from '../../source/reason.ts';

/** More folders than anyone scrolls through. */
const maxEntries = 5000;
const hidden = /^(?:\.|\$RECYCLE\.BIN$|System Volume Information$|lost\+found$)/i;

/**
 * The folders in a folder, the home folder by default, and the disc images and archives, which can be sources too. Links
 * to folders are shown as what they lead to.
 * @throws InvalidRequestError for a path that is not absolute, NotFoundError for one that is no readable folder.
 */
export async function listFolder(path: string = homedir()): Promise<FolderListing> {
  const next = 'choose-another-source';
  if (!isAbsolute(path) || path.includes('\0')) {
    throw new InvalidRequestError('not-absolute', 'The path of the folder must be absolute.', { next });
  }
  try {
    const folder = await realpath(path);
    const all = await readdir(folder, { withFileTypes: true });
    const shown = all.filter(({ name }) => !hidden.test(name)).sort((a, b) => byCodeUnit(a.name, b.name));
    const entries: FolderListing['entries'] = [];
    for (const entry of shown) {
      if (entries.length === maxEntries) break;
      const below = join(folder, entry.name);
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await leadsToFolder(below)));
      if (isFolder) entries.push({ name: entry.name, path: below, kind: 'folder' });
      else if (entry.isFile() && isCalledContainer(entry.name))
        entries.push({ name: entry.name, path: below, kind: 'file' });
    }
    const parent = dirname(folder);
    return {
      path: folder,
      ...(parent === folder ? {} : { parent }),
      entries,
      hasDicomdir: all.some(({ name }) => /^dicomdir\.?(?:;1)?$/i.test(name)),
    };
  } catch (cause) {
    throw new NotFoundError('folder-unreadable', `The folder cannot be listed: ${reasonOf(cause)}.`, { next, cause });
  }
}

async function leadsToFolder(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory();
  } catch {
    return false; // a link that leads nowhere is no folder
  }
}
