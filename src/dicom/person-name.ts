/** The components of one group of a PN (PS3.5 6.2.1.1). */
export interface PersonNameGroup {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface PersonName {
  readonly alphabetic: PersonNameGroup;
  readonly ideographic: PersonNameGroup;
  readonly phonetic: PersonNameGroup;
}

/** Takes a decoded PN apart: `Yamada^Tarou=山田^太郎=やまだ^たろう`. What is absent is empty. */
export function parsePersonName(name: string): PersonName {
  const [alphabetic = '', ideographic = '', phonetic = ''] = name.split('=');
  return { alphabetic: group(alphabetic), ideographic: group(ideographic), phonetic: group(phonetic) };
}

function group(text: string): PersonNameGroup {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = text.split('^').map((part) => part.trim());
  return { family, given, middle, prefix, suffix };
}

/** Up to three groups of up to five components, each group of up to 64 characters (PS3.5 6.2). */
export function isPersonName(value: string): boolean {
  const groups = value.split('=');
  return groups.length <= 3 && groups.every((each) => each.length <= 64 && each.split('^').length <= 5);
}
