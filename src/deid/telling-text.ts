/** An address of electronic mail. */
const MAIL = /[\w.+-]+@[\w-]+\.[\w.-]*\w/;
/** With the code of a country, or with the word before it. */
const PHONE =
  /\+\d{1,3}[\s(./-]*\d[\d\s()./-]{6,}|(?:\btel|phone|\bfon|\bfax|mobile|handy)\w*\W{0,3}\d[\d\s()./-]{5,}/i;
/** Of the United States and of Switzerland. */
const SOCIAL_SECURITY = /\b\d{3}-\d{2}-\d{4}\b|\b756\.?\d{4}\.?\d{4}\.?\d{2}\b/;
/** A form of address, and a name in capital letters. */
const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Mme|Monsieur|Madame|Signora?|Sra?)\.? +\p{Lu}\p{L}+/u;
const MONTH = '(?:jan|feb|fev|mar|mär|mrz|apr|avr|ma[iy]|jun|jul|aug|sep|oct|okt|nov|dec|dez|juin|juil|août)\\p{L}*';
const DATE = new RegExp(
  [
    String.raw`\b(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])\b`,
    String.raw`\b(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)\d\d\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th|\.)?[ -]?${MONTH}[., -]{0,2}(?:19|20)\d\d\b`,
    String.raw`\b${MONTH} \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b`,
  ].join('|'),
  'iu',
);

/**
 * Whether a text tells of somebody by its form, whoever that is: an address of mail, a telephone number, a titled
 * name, a date unless dates stay. Stricter than PS3.15, which leaves texts that Table E.1-1 does not name alone.
 */
export function isTelling(text: string, datesStay: boolean): boolean {
  return (
    MAIL.test(text) ||
    PHONE.test(text) ||
    SOCIAL_SECURITY.test(text) ||
    TITLED.test(text) ||
    (!datesStay && DATE.test(text))
  );
}
