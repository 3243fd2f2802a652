import { describe, expect, test } from 'vitest';
import { charsetOf } from '../../src/dicom/charset.ts';
import { tagOf } from '../../src/dicom/dictionary.ts';
import { parsePersonName } from '../../src/dicom/person-name.ts';
import { readDicom } from '../../src/dicom/read-dicom.ts';
import { corpusDir, corpusFile } from './corpus.ts';

const PATIENT_NAME = tagOf('PatientName');

describe.skipIf(corpusDir === undefined)('names in the corpus', () => {
  test.each([
    ['chrFren_ISO-IR', 'Buc^Jérôme'],
    ['chrGerm_ISO-IR', 'Äneas^Rüdiger'],
    ['chrGreek_ISO-IR', 'Διονυσιος'],
    ['chrRuss_ISO-IR', 'Люкceмбypг'],
    ['chrH31_ISO', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
    ['chrH32_ISO', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう'],
    ['chrI2_ISO', 'Hong^Gildong=洪^吉洞=홍^길동'],
    ['chrX1_ISO-IR', 'Wang^XiaoDong=王^小東='],
    ['chrX2_GB18030', 'Wang^XiaoDong=王^小东='],
    ['chrJapMulti_Japanese', 'やまだ^たろう'],
    ['GBK', '王^小东'],
    ['ISO-IR-101-polish', 'Wałęsa^Łucja'],
    ['ISO-IR-13-katakana', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
    ['ISO-IR-148-turkish', 'Şahin^Gülçıçek'],
    ['ISO-IR-166-thai', 'สมชาย^ใจดี'],
    ['UTF-8-emoji-combining', 'Zoë\u0301^👩‍⚕️Test'.normalize('NFC')],
    ['nonstandard-term-UTF-8', 'Müller^Jürg'],
    ['latin1-bytes-no-charset', 'Müller^Jürg'],
    // Declared wrongly: decoding believes the declaration. An override comes with the scan's review.
    ['utf8-bytes-declared-latin1', 'MÃ¼ller^JÃ¼rg'],
    ['invalid-utf8', 'M\uFFFDller^J\uFFFDrg'],
  ])('%s', (name, expected) => {
    const { dataSet } = readDicom(corpusFile(`charsets/${name}.dcm`));
    expect(dataSet.text(PATIENT_NAME)?.normalize('NFC')).toBe(expected);
  });

  test('an item may have a character set of its own, and hands it down', () => {
    const { dataSet } = readDicom(corpusFile('charsets/chrSQEncoding_charset.dcm'));
    const names = dataSet
      .elements()
      .flatMap((element) => dataSet.itemsOf(element).map((item) => item.text(PATIENT_NAME)));
    expect(names).toContain('ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう');
  });

  test('a guess is said to be one', () => {
    expect(readDicom(corpusFile('charsets/latin1-bytes-no-charset.dcm')).repairs).toContain('charset-guessed');
    expect(readDicom(corpusFile('charsets/chrFren_ISO-IR.dcm')).repairs).not.toContain('charset-guessed');
  });
});

describe('character sets', () => {
  test('code extensions end at delimiters (PS3.5 6.1.2.5.3)', () => {
    const japanese = charsetOf(['', 'ISO 2022 IR 87']);
    const kanji = [0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44];
    // Without an escape back to ASCII, as some modalities write it, the backslash is a kanji byte and stays one.
    expect(japanese.decode(Uint8Array.from([...kanji, 0x1b, 0x28, 0x42, 0x5c, 0x41]), '\\')).toBe('山田\\A');
    const korean = charsetOf(['', 'ISO 2022 IR 149']);
    expect(korean.decode(Uint8Array.from([0x1b, 0x24, 0x29, 0x43, 0xb1, 0xe8, 0x5e, 0xe8]), '\\^=')).toBe('김^è');
  });

  test('chinese by code extension (PS3.5 K)', () => {
    const chinese = charsetOf(['', 'ISO 2022 IR 58']);
    expect(chinese.decode(Uint8Array.from([0x1b, 0x24, 0x29, 0x41, 0xcd, 0xf5]), '^=')).toBe('王');
  });

  test('supplementary kanji (IR 159)', () => {
    const both = charsetOf(['', 'ISO 2022 IR 87', 'ISO 2022 IR 159']);
    expect(both.decode(Uint8Array.from([0x1b, 0x24, 0x28, 0x44, 0x30, 0x21]), '')).toBe('丂');
  });

  test('values are written in the set they fit, and refused where they do not', () => {
    const polish = charsetOf(['ISO_IR 101']);
    const bytes = polish.encode('Łucja');
    expect(bytes && polish.decode(bytes)).toBe('Łucja');
    expect(polish.encode('山田')).toBeUndefined();
    expect(charsetOf([]).encode('Ł')).toBeUndefined();
    expect(charsetOf(['ISO 2022 IR 149']).encode('김')).toBeUndefined();
    expect(charsetOf(['ISO_IR 13']).encode('~')).toBeUndefined();
  });

  test.each(['ISO_IR 100', 'ISO-IR 100', 'iso_ir_100', 'ISO 2022 IR 100'])('the term %s is understood', (term) => {
    expect(charsetOf([term]).decode(Uint8Array.of(0xe9))).toBe('é');
    expect(charsetOf([term]).guessed).toBe(false);
  });

  test('an unknown term is a guess, never a failure', () => {
    const unknown = charsetOf(['KLINGON_1']);
    expect(unknown.guessed).toBe(true);
    expect(unknown.decode(Uint8Array.of(0xe9))).toBe('é');
  });

  test('names come apart by group and component', () => {
    const name = parsePersonName('Yamada^Tarou^^Dr=山田^太郎');
    expect(name.alphabetic).toEqual({ family: 'Yamada', given: 'Tarou', middle: '', prefix: 'Dr', suffix: '' });
    expect(name.ideographic.family).toBe('山田');
    expect(name.phonetic.family).toBe('');
  });
});
