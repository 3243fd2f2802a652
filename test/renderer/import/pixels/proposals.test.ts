import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FoundPixelText, HeldInstance, PixelRegion, ReadPixelText } from '../../../../src/contract/pixels.ts';
import { noPixelDecisions, regionsOf, withRegions } from '../../../../renderer/import/pixels/decisions.ts';
import { accepted, openProposals, proposalsFor, tellingFirst } from '../../../../renderer/import/pixels/proposals.ts';
import type { FoundTexts } from '../../../../renderer/import/pixels/use-found-text.ts';

const object = (sopInstanceUid: string, suggested: HeldInstance['suggested'] = []): HeldInstance => ({
  studyInstanceUid: '2.25.1',
  seriesInstanceUid: '2.25.2',
  sopInstanceUid,
  path: sopInstanceUid,
  reasons: ['text-prone'],
  rows: 100,
  columns: 100,
  frames: 1,
  suggested,
});

const region = fc
  .tuple(fc.nat(89), fc.nat(89), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }))
  .map(([left, top, width, height]): PixelRegion => ({ left, top, right: left + width, bottom: top + height }));
const regions = fc.array(region, { maxLength: 6 });
const found = regions.map((all): FoundPixelText => ({ regions: all, texts: all.map(() => ({})), frames: 1 }));

test('accepting adds what is proposed to each object, keeps all that was drawn, and signs nothing off', () => {
  fc.assert(
    fc.property(regions, regions, found, found, (drawn, suggested, ofFirst, ofSecond) => {
      const first = object('2.25.3', [{ from: 'rule', name: 'Banner', blank: suggested }]);
      const second = object('2.25.4');
      const texts = new Map([
        ['2.25.3', ofFirst],
        ['2.25.4', ofSecond],
      ]);
      const before = withRegions(noPixelDecisions.now, first, drawn);
      const after = accepted(before, [first, second], texts);
      expect(regionsOf(after, first).slice(0, drawn.length)).toEqual(drawn);
      for (const one of [first, second]) expect(openProposals(one, texts, after)).toEqual([]);
      expect(after.signedOff).toEqual(before.signedOff);
      expect(after.leftOut).toEqual(before.leftOut);
    }),
  );
});

test('what the program found is a proposal of its own, cut to the picture; what it could not look at is none', () => {
  const one = object('2.25.3');
  const text: FoundPixelText = { regions: [{ left: 90, top: 0, right: 120, bottom: 9 }], texts: [{}], frames: 1 };
  expect(proposalsFor(one, new Map([['2.25.3', text]]))).toEqual([
    { from: 'found', name: undefined, blank: [{ left: 90, top: 0, right: 100, bottom: 9 }] },
  ]);
  expect(proposalsFor(one, new Map([['2.25.3', 'failed' as const]]))).toEqual([]);
  expect(proposalsFor(one, new Map())).toEqual([]);
});

test('what is blanked already is not proposed again', () => {
  const one = object('2.25.3');
  const text: FoundPixelText = { regions: [{ left: 10, top: 10, right: 20, bottom: 20 }], texts: [{}], frames: 1 };
  const drawn = withRegions(noPixelDecisions.now, one, [{ left: 0, top: 0, right: 100, bottom: 30 }]);
  expect(openProposals(one, new Map([['2.25.3', text]]), drawn)).toEqual([]);
});

function read(like: ReadPixelText['like']): FoundPixelText {
  return {
    regions: [{ left: 0, top: 0, right: 9, bottom: 9 }],
    texts: [like === undefined ? {} : { text: 'as read', like }],
    frames: 1,
  };
}

test('what seems to say whose it is comes first, series by series; the others keep their order', () => {
  const all = ['2.25.3', '2.25.4', '2.25.5'].map((uid) => object(uid));
  const other = { ...object('2.25.6'), seriesInstanceUid: '2.25.8' };
  const uids = (texts: FoundTexts): string[] =>
    tellingFirst([...all, other], texts).map(({ sopInstanceUid }) => sopInstanceUid);
  expect(uids(new Map())).toEqual(['2.25.3', '2.25.4', '2.25.5', '2.25.6']);
  const unclear = new Map<string, FoundPixelText | 'failed'>([
    ['2.25.4', read('date')],
    ['2.25.5', 'failed'],
  ]);
  expect(uids(unclear)).toEqual(['2.25.3', '2.25.4', '2.25.5', '2.25.6']);
  expect(uids(new Map([['2.25.4', read('id')]]))).toEqual(['2.25.4', '2.25.3', '2.25.5', '2.25.6']);
  expect(uids(new Map([['2.25.6', read('name')]]))).toEqual(['2.25.6', '2.25.3', '2.25.4', '2.25.5']);
});
