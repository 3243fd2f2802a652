import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataSet } from '../../src/dicom/data-set.ts';
import { editDicom, type VisitedElement } from '../../src/dicom/edit-dicom.ts';
import type { Element } from '../../src/dicom/element.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { isCharsetDependent } from '../../src/dicom/vr.ts';
import { corpusDir, corpusEntries, corpusFile, isDirectory } from './corpus.ts';

/** Large files say nothing more here. */
const LARGEST = 60_000;
/** What other elements are read by, and what an edit recomputes. */
const LEFT_ALONE = /^(?:0002....|....0000|00080005|00080016|00080018|00280103|FFFE....)$/;

interface Found {
  readonly key: string;
  readonly vr: string;
  readonly value: string;
}

const pathOf = (path: VisitedElement['path']): string => path.map(({ tag, item }) => `/${tag}[${item}]`).join('');

/** Every element at any depth: texts as people read them, all else byte for byte. */
function contents(dataSet: DataSet, above = ''): Found[] {
  return dataSet.elements().flatMap((each) => {
    if (each.tag.endsWith('0000') || each.tag === '00080005') return [];
    const key = `${above}/${each.tag}`;
    const items = dataSet.itemsOf(each).flatMap((item, index) => contents(item, `${key}[${index + 1}]`));
    return [{ key, vr: each.vr, value: valueOf(dataSet, each) }].concat(items);
  });
}

function valueOf(dataSet: DataSet, each: Element): string {
  if (each.items !== undefined) return `${each.items.length} items`;
  if (!isCharsetDependent(each.vr)) return Buffer.from(dataSet.valueOf(each)).toString('base64');
  const texts = dataSet.textsOf(each).join('\\');
  return texts.includes('\uFFFD') ? 'not decodable' : texts;
}

describe.skipIf(corpusDir === undefined)('an edit changes only what it names', () => {
  const sound = corpusEntries().filter(
    ({ path, size, expected }) => expected.outcome !== 'reject' && size <= LARGEST && !isDirectory(path),
  );
  // Series of the same make say the same.
  const files = [
    ...new Map(sound.map((entry) => [`${entry.theme}${entry.path.replaceAll(/\d+/g, '')}`, entry])).values(),
  ];
  const before = new Map<string, readonly Found[]>();

  /** Little endian, repaired, completed: what an edit of nothing makes of it. */
  function unedited(path: string): readonly Found[] {
    const known = before.get(path) ?? contents(readDicom(editDicom(corpusFile(path), {})).dataSet);
    before.set(path, known);
    return known;
  }

  const change = fc.constantFrom<'remove' | 'empty' | 'text'>('remove', 'empty', 'text');
  const texts = fc.constantFrom('X', 'Änderung', '山田^太郎', 'Ж=Ё', '');

  test('of any elements, at any depth, in every encoding and character set', () => {
    expect(files.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), change, texts), { maxLength: 4 }),
        ({ path }, wanted) => {
          const all = unedited(path);
          const edits = new Map<string, 'remove' | 'empty' | { readonly value: string }>();
          for (const [index, kind, text] of wanted) {
            const chosen = all[index % all.length];
            if (chosen === undefined || LEFT_ALONE.test(chosen.key.slice(-8))) continue;
            const isText = isCharsetDependent(chosen.vr);
            edits.set(chosen.key, kind === 'text' ? (isText ? { value: text } : 'empty') : kind);
          }
          // What lies within an element that goes is gone with it.
          const keys = [...edits.keys()];
          for (const key of keys) if (keys.some((other) => key.startsWith(`${other}[`))) edits.delete(key);
          const expected = all.flatMap((each): Found[] => {
            if (keys.some((key) => each.key.startsWith(`${key}[`))) return [];
            const edit = edits.get(each.key);
            if (edit === 'remove') return [];
            if (edit === 'empty') return [{ ...each, value: each.value.endsWith(' items') ? '0 items' : '' }];
            return edit === undefined ? [each] : [{ ...each, value: edit.value }];
          });
          const edited = editDicom(corpusFile(path), {
            visit: ({ element, path: above }) => edits.get(`${pathOf(above)}/${element.tag}`) ?? 'keep',
          });
          const found = contents(readDicom(edited).dataSet);
          const differences = found.filter((each, index) => JSON.stringify(each) !== JSON.stringify(expected[index]));
          expect([path, [...edits], differences.slice(0, 3), found.length]).toEqual([
            path,
            [...edits],
            [],
            expected.length,
          ]);
        },
      ),
      { numRuns: 600 },
    );
  });
});
