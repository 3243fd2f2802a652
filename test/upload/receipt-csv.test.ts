import { assert, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { csvCell } from '../../src/upload/receipt-csv.ts';
import { newRig, newSource, planOf, run } from './rig.ts';

it('has a row for every object, with the reason of those that failed', async () => {
  const rig = await newRig();
  const source = await newSource();
  const plan = await planOf(rig, [source]);
  const [first, ...others] = plan.studies[0]?.objects ?? [];
  if (first === undefined) throw new Error('The source is empty');
  const broken = { ...first, path: '=HYPERLINK("x"),1', mtimeMs: 0 };
  const { importId } = await run(rig, {
    ...plan,
    studies: [{ studyInstanceUid: source.study.header.studyInstanceUid, objects: [broken, ...others] }],
  });
  const lines = rig.queue.receiptCsv(importId).split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^\uFEFFStudy Instance UID,/);
  expect(lines[1]).toContain(`"'=HYPERLINK(""x""),1",${first.bytes},failed,source-changed,`);
  expect(lines[2]).toContain(',verified,,');
  expect(lines[4]).toBe('');
});

/** RFC 4180, 2.5 to 2.7. */
function readCell(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

it('never starts a formula, and loses nothing else', () => {
  assert(
    property(
      oneof(
        string(),
        string().map((text) => `=${text}`),
      ),
      (text) => {
        const read = readCell(csvCell(text));
        expect(read).not.toMatch(/^[=+\-@\t\r\n]/);
        expect([text, `'${text}`]).toContain(read);
      },
    ),
  );
});
