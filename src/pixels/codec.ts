import type { PixelFormat } from './pixel-format.ts';

/** Megabytes of WebAssembly: loaded for those who need it. */
const codecs = async () => (await import('@cornerstonejs/dicom-codec')).default;

/** One picture for the JPEG encoder: eight bits a sample, colour by pixel. */
interface JpegPicture {
  readonly width: number;
  readonly height: number;
  /** RGB. */
  readonly data: Uint8Array;
}

/**
 * The samples of one compressed frame, little endian, in a memory of their own.
 * @param decoder the transfer syntax under which the codec knows it
 * @throws what the codec throws, and a RangeError when the frame has another size than `format` says
 */
export async function decodeWith(decoder: string, frame: Uint8Array, format: PixelFormat): Promise<Uint8Array> {
  const { rows, columns, bitsAllocated, samples, signed } = format;
  const info = { rows, columns, bitsAllocated, samplesPerPixel: samples, signed };
  const codec = await codecs();
  const { imageFrame, imageInfo } = await codec.decode(frame, info, decoder);
  // What the codec gives lies in its own memory, which the next call uses again.
  const decoded = Uint8Array.from(
    ArrayBuffer.isView(imageFrame)
      ? new Uint8Array(imageFrame.buffer, imageFrame.byteOffset, imageFrame.byteLength)
      : new Uint8Array(imageFrame),
  );
  const size = (imageInfo.rows ?? rows) * (imageInfo.columns ?? columns);
  if (size !== rows * columns || decoded.length < size * samples)
    throw new RangeError('The frame has another size than the header says');
  return decoded;
}

/** Baseline JPEG, for the screen. */
export async function encodeBaselineJpeg(
  { width, height, data }: JpegPicture,
  quality: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const codec = await codecs();
  const { imageFrame } = await codec.encode(
    data,
    { rows: height, columns: width, bitsAllocated: 8, samplesPerPixel: 3, signed: false },
    '1.2.840.10008.1.2.4.50',
    {
      beforeEncode: (encoder) => {
        encoder.setProgressive(false);
        encoder.setQuality(quality);
      },
    },
  );
  return Uint8Array.from(imageFrame as Uint8Array);
}
