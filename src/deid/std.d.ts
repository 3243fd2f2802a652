// What every JavaScript host has but no `lib: es*` declares (WHATWG Encoding).
declare class TextDecoder {
  decode(bytes?: Uint8Array): string;
}
