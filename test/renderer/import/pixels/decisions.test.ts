import { describe, expect, it } from 'vitest';
import type { HeldInstance } from '../../../../src/contract/pixels.ts';
import {
  decided,
  noPixelDecisions,
  regionsOf,
  spread,
  toggleLeftOut,
  toggleSignedOff,
  undone,
  verdictOn,
  withRegions,
} from '../../../../renderer/import/pixels/decisions.ts';
import { fromTreatment } from '../../../../renderer/import/pixels/from-treatment.ts';
import {
  asReviewed,
  heldSeriesKey,
  toPixelTreatment,
  withoutUnseen,
} from '../../../../renderer/import/pixels/to-treatment.ts';

const held = (sopInstanceUid: string, part: Partial<HeldInstance> = {}): HeldInstance => ({
  studyInstanceUid: '2.25.1',
  seriesInstanceUid: '2.25.1.1',
  sopInstanceUid,
  path: sopInstanceUid,
  reasons: ['text-prone'],
  rows: 480,
  columns: 640,
  frames: 1,
  suggested: [],
  ...part,
});
const [a, b] = [held('2.25.11'), held('2.25.12')];
const banner = { left: 0, top: 0, right: 640, bottom: 40 };
const none = noPixelDecisions.now;
const series = { studyInstanceUid: '2.25.1', seriesInstanceUid: '2.25.1.1' };
const reviewed = (all: readonly HeldInstance[], objects = all.length) => ({
  held: all,
  isWhole: true,
  objects: new Map([[heldSeriesKey(series), objects]]),
});

describe('deciding', () => {
  it('spreads regions to images of the same size only, and adds them', () => {
    const other = held('2.25.13', { rows: 600 });
    const corner = { left: 600, top: 440, right: 640, bottom: 480 };
    const drawn = withRegions(withRegions(none, a, [banner]), b, [corner]);
    const result = spread(drawn, a, [a, b, other]);
    expect([a, b, other].map((one) => regionsOf(result, one))).toEqual([[banner], [corner, banner], []]);
  });

  it('takes a sign-off back when less is blanked than was looked at, and not when more is', () => {
    const signed = toggleSignedOff(withRegions(none, a, [banner]), [a]);
    const more = withRegions(signed, a, [banner, { ...banner, bottom: 50 }]);
    expect(verdictOn(more, a)).toBe('signed-off');
    expect(verdictOn(withRegions(more, a, [{ ...banner, bottom: 39 }]), a)).toBe('open');
  });

  it('is one or the other: signed off, or left out', () => {
    const out = toggleLeftOut(toggleSignedOff(none, [a, b]), [a]);
    expect([a, b].map((one) => verdictOn(out, one))).toEqual(['left-out', 'signed-off']);
    const both = toggleSignedOff(out, [a, b]);
    expect([a, b].map((one) => verdictOn(both, one))).toEqual(['signed-off', 'signed-off']);
    expect([a, b].map((one) => verdictOn(toggleSignedOff(both, [a, b]), one))).toEqual(['open', 'open']);
  });

  it('is undone step by step', () => {
    const first = decided(noPixelDecisions, withRegions(none, a, [banner]));
    const second = decided(first, toggleSignedOff(first.now, [a]));
    expect(undone(second).now).toBe(first.now);
    expect(undone(undone(undone(second)))).toEqual(noPixelDecisions);
  });
});

describe('what is sent', () => {
  const all = toggleSignedOff(spread(withRegions(none, a, [banner]), a, [a, b]), [a, b]);

  it('names the series where it says the same as its objects', () => {
    expect(toPixelTreatment(all, reviewed([a, b]))).toEqual({
      regions: [{ of: series, blank: [banner] }],
      rules: [],
      signedOff: [series],
    });
  });

  it('names the objects when the series has others: they are not blanked', () => {
    const { regions, signedOff } = toPixelTreatment(all, reviewed([a, b], 3));
    expect(regions?.map(({ of }) => of)).toEqual([{ sopInstanceUid: '2.25.11' }, { sopInstanceUid: '2.25.12' }]);
    expect(signedOff).toEqual([series]);
  });

  it('signs no series off of which something was not looked at', () => {
    const one = toggleSignedOff(none, [a]);
    expect(toPixelTreatment(one, reviewed([a, b])).signedOff).toEqual([{ sopInstanceUid: '2.25.11' }]);
    const unread = { ...reviewed([a, b]), isWhole: false };
    expect(toPixelTreatment(all, unread).signedOff).toHaveLength(2);
  });

  it('leaves out what stays on the disc', () => {
    const out = toggleLeftOut(toggleSignedOff(none, [b]), [a]);
    expect(toPixelTreatment(out, reviewed([a, b])).signedOff).toEqual([series]);
    const wanted = {
      scanId: 's',
      connectionId: 'c',
      destination: { kind: 'namespace', namespaceId: 'n' },
      treatment: { kind: 'deidentify', profile: 'basic' },
      studies: [{ studyInstanceUid: '2.25.1' }],
    } as const;
    const pixels = toPixelTreatment(out, reviewed([a, b]));
    const sent = asReviewed({ ...wanted, studies: [...wanted.studies] }, pixels, out);
    expect(sent).toMatchObject({ leaveOut: ['2.25.11'], treatment: { pixels: { signedOff: [series] } } });
  });

  it('comes back from its file, whatever is no longer there', () => {
    const file = toPixelTreatment(all, reviewed([a, b]));
    const { decisions, unmatched } = fromTreatment(none, file, [a, b]);
    expect(toPixelTreatment(decisions, reviewed([a, b]))).toEqual(file);
    expect(unmatched).toBe(0);
    const elsewhere = held('2.25.99', { studyInstanceUid: '2.25.9', seriesInstanceUid: '2.25.9.1' });
    expect(fromTreatment(none, file, [elsewhere])).toMatchObject({ unmatched: 2, decisions: { rules: [] } });
  });
});

describe('a visit', () => {
  const document = held('2.25.19', { reasons: ['encapsulated-document'], rows: 0, columns: 0 });
  const wanted = {
    scanId: 's',
    connectionId: 'c',
    destination: { kind: 'share-code', code: 'x' },
    studies: [{ studyInstanceUid: '2.25.1' }],
  } as const;

  it('sends nothing of which there is no picture, and blanks under the rules of a destination, too', () => {
    const decisions = withoutUnseen(withRegions(none, a, [banner]), [a, document]);
    expect(decisions.leftOut).toEqual(new Set(['2.25.19']));
    const pixels = toPixelTreatment(decisions, reviewed([a, document]));
    const byRules = { ...wanted, studies: [...wanted.studies], treatment: { kind: 'rules' as const } };
    expect(asReviewed(byRules, pixels, decisions)).toEqual({
      ...byRules,
      treatment: { kind: 'rules', pixels },
      leaveOut: ['2.25.19'],
    });
    expect(withoutUnseen(none, [a, b])).toBe(none);
  });

  it('leaves rules alone where nothing was reviewed', () => {
    const byRules = { ...wanted, studies: [...wanted.studies], treatment: { kind: 'rules' as const } };
    expect(asReviewed(byRules, undefined, { ...none, leftOut: new Set(['2.25.11']) })).toBe(byRules);
  });
});
