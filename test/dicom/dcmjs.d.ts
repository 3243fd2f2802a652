/** What the tests use of dcmjs, which comes without types. */
declare module 'dcmjs' {
  interface DicomDict {
    dict: Record<string, { vr: string; Value?: unknown[] }>;
    meta: Record<string, { vr: string; Value?: unknown[] }>;
    write(): ArrayBuffer;
  }
  export const data: { DicomMessage: { readFile(bytes: ArrayBuffer): DicomDict } };
  export const log: { setLevel(level: string): void };
}
