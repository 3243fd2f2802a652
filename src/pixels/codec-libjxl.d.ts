/** The package has no types of its own: what is used of it. */
declare module '@cornerstonejs/codec-libjxl/decodewasmjs' {
  interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
  }
  interface JpegXLDecoder {
    /** Room for a frame of so many bytes, to be filled before `decode`. */
    getEncodedBuffer(length: number): Uint8Array;
    /** @throws a number, the address of a C++ exception */
    decode(): void;
    getFrameInfo(): FrameInfo;
    /** Little endian, one or two bytes a sample, colour by pixel; in the codec's own memory. */
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }
  /** Fetches its WebAssembly as browsers do, unless it is given. */
  const load: (own: { readonly wasmBinary: Uint8Array }) => Promise<{
    readonly JpegXLDecoder: new () => JpegXLDecoder;
  }>;
  export default load;
}

/** What this folder uses of its host to find a file of a package: Node's, since 20.16. */
declare const process: {
  getBuiltinModule(name: 'node:module'): {
    createRequire(from: string): { resolve(name: string): string };
  };
  getBuiltinModule(name: 'node:fs'): { readFileSync(path: string): Uint8Array };
};
interface ImportMeta {
  readonly url: string;
}
