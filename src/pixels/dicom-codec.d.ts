/** The package has no types of its own: what is used of it. */
declare module '@cornerstonejs/dicom-codec' {
  interface ImageInfo {
    readonly rows: number;
    readonly columns: number;
    readonly bitsAllocated: number;
    readonly samplesPerPixel: number;
    readonly signed: boolean;
  }
  interface JpegEncoder {
    setQuality(quality: number): void;
    setProgressive(progressive: boolean): void;
  }
  interface Result {
    /** Lies in the codec's own memory: copy it before the next call. */
    readonly imageFrame: ArrayBuffer | ArrayBufferView;
    readonly imageInfo: ImageInfo;
  }
  const codec: {
    decode(frame: Uint8Array, info: ImageInfo, transferSyntaxUid: string): Promise<Result>;
    encode(
      frame: Uint8Array,
      info: ImageInfo,
      transferSyntaxUid: string,
      options?: { readonly beforeEncode?: (encoder: JpegEncoder) => void },
    ): Promise<Result>;
  };
  export default codec;
}
