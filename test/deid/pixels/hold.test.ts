import { describe, expect, test } from 'vitest';
import type { HoldReason } from '../../../src/contract/pixels.ts';
import { holdReasons } from '../../../src/deid/pixels/hold.ts';
import { element, type NewElement } from '../../../src/dicom/new-element.ts';
import { readDicom } from '../../../src/dicom/read-dicom.ts';
import { writeDicom } from '../../../src/dicom/write-dicom.ts';
import { corpusDir, corpusFile } from '../../dicom/corpus.ts';
import { DX, picture, SECONDARY_CAPTURE, ULTRASOUND } from './samples.ts';

function reasons(bytes: Uint8Array): HoldReason[] {
  return holdReasons(readDicom(bytes));
}

const burned = (value: 'YES' | 'NO'): NewElement => element('BurnedInAnnotation', value);
const type = (...values: string[]): NewElement => element('ImageType', values);
const sopClass = (uid: string): NewElement => element('SOPClassUID', uid);

describe('an object is held', () => {
  test.each<readonly [string, readonly NewElement[], readonly HoldReason[]]>([
    ['a CT slice', [], []],
    ['a CT slice that says NO', [burned('NO')], []],
    ['a CT slice that says YES', [burned('YES')], ['declared']],
    ['a CT slice made from others', [type('DERIVED', 'SECONDARY', 'MPR')], ['derived']],
    ['a CT slice in colour', [element('PhotometricInterpretation', 'PALETTE COLOR')], ['derived']],
    ['a dose report kept as a CT slice', [type('DERIVED', 'SECONDARY', 'SCREEN SAVE'), burned('NO')], ['screen-save']],
    ['an ultrasound image', [sopClass(ULTRASOUND)], ['text-prone']],
    ['one that says NO', [sopClass(ULTRASOUND), burned('NO')], ['only-declared-clean']],
    ['an endoscopy', [sopClass('1.2.840.10008.5.1.4.1.1.77.1.1'), element('Modality', 'ES')], ['text-prone']],
    ['a secondary capture, whatever it says', [sopClass(SECONDARY_CAPTURE), burned('NO')], ['secondary-capture']],
    ['a digitised film', [sopClass('1.2.840.10008.5.1.4.1.1.1'), element('ConversionType', 'DF')], ['digitised-film']],
    ['a projection image', [sopClass(DX), element('Modality', 'DX')], ['undeclared']],
    ['one that says NO', [sopClass(DX), element('Modality', 'DX'), burned('NO')], []],
    ['what no rule knows', [sopClass('2.25.4711')], ['unknown-class']],
  ])('%s', (_, elements, expected) => {
    expect(reasons(picture(...elements))).toEqual(expected);
  });

  test('that has a document in it', () => {
    const elements = [
      sopClass('1.2.840.10008.5.1.4.1.1.104.1'),
      element('SOPInstanceUID', '2.25.11'),
      element('EncapsulatedDocument', Uint8Array.of(37, 80)),
    ];
    const bytes = writeDicom({ transferSyntaxUid: '1.2.840.10008.1.2.1', elements });
    expect(reasons(bytes)).toEqual(['encapsulated-document']);
  });
});

describe.skipIf(corpusDir === undefined)('in the corpus', () => {
  test.each<readonly [string, readonly HoldReason[]]>([
    ['modalities/US-burned-in-annotation.dcm', ['declared', 'text-prone']],
    ['modalities/US-single-rgb.dcm', ['text-prone']],
    ['modalities/MR-enhanced-10frames.dcm', []],
    ['modalities/SEG-binary-ct.dcm', []],
    ['modalities/RTDOSE-15frames-32bit.dcm', []],
    ['modalities/PDF-encapsulated-report.dcm', ['encapsulated-document']],
    ['modalities/SR-basic-text.dcm', []],
    ['transfer-syntaxes/mpeg4-avc-h264_4.102_video.dcm', ['video', 'text-prone']],
  ])('%s', (path, expected) => {
    expect(reasons(corpusFile(path))).toEqual(expected);
  });
});
