/** Letters that are no base letter with a mark, by their usual spelling without. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Small letters without diacritics, so that spellings of the same name become the same. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  // Nearly all texts are ASCII.
  if (/^[\0-\u007F]*$/.test(small)) return small;
  return (
    small
      .normalize('NFKD')
      // Soft hyphens and other signs that nobody sees lie within words.
      .replaceAll(/[\p{M}\p{Cf}]+/gu, '')
      .replaceAll(/[ßæœøłđðþı]/g, (letter) => SPELLED[letter] ?? letter)
      .normalize('NFC')
  );
}

/** Runs of letters and runs of digits: `P-12b` is p, 12, b. */
export function wordsOf(text: string): string[] {
  return folded(text).match(/\p{L}+|\p{N}+/gu) ?? [];
}
