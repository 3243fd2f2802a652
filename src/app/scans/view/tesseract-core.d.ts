/** The package has no types of its own: what is used of it. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  export interface TessBaseAPI {
    /** @returns 0 when it went well */
    Init(dataPath: null, language: string, engine: number): number;
    SetVariable(name: string, value: string): boolean;
    SetPageSegMode(mode: number): void;
    /** Of `/input`. @returns 0 when it went well */
    SetImageFile(exifOrientation: number, angle: number): number;
    /** @returns 0 when it went well */
    Recognize(monitor: null): number;
    GetUTF8Text(): string;
    /** 0 to 100. */
    MeanTextConf(): number;
    Clear(): void;
  }
  interface Tesseract {
    readonly FS: { writeFile(path: string, data: Uint8Array): void };
    readonly TessBaseAPI: new () => TessBaseAPI;
  }
  /** Reads its WebAssembly beside itself, unless it is given. */
  const load: (own: {
    readonly wasmBinary?: Uint8Array;
    readonly print?: (line: string) => void;
    readonly printErr?: (line: string) => void;
  }) => Promise<Tesseract>;
  export default load;
}
