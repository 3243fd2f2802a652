/** The package has no types of its own: what fixtures use of its encoder. */
declare module '@cornerstonejs/codec-libjxl/encodewasmjs' {
  interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
  }
  interface JpegXLEncoder {
    getDecodedBuffer(frame: FrameInfo): Uint8Array;
    setLossless(lossless: boolean): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array;
    delete(): void;
  }
  const load: (own: { readonly wasmBinary: Uint8Array }) => Promise<{
    readonly JpegXLEncoder: new () => JpegXLEncoder;
  }>;
  export default load;
}
