import type { PixelFormat } from './pixel-format.ts';

type Codec = Awaited<ReturnType<typeof loadCodec>>;

let codec: Promise<Codec> | undefined;

/** The package is made for browsers: on a disk it does not find its own WebAssembly. */
async function loadCodec() {
  const { default: load } = await import('@cornerstonejs/codec-libjxl/decodewasmjs');
  const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  const path = require.resolve('@cornerstonejs/codec-libjxl/decodewasm');
  return load({ wasmBinary: process.getBuiltinModule('node:fs').readFileSync(path) });
}

/**
 * The samples of one JPEG XL frame, little endian, colour by pixel, in a memory of their own.
 * @throws RangeError when the frame is of another size or kind than `format` says, and what the codec throws
 */
export async function decodeJpegXl(
  frame: Uint8Array,
  { rows, columns, samples, bitsStored }: PixelFormat,
): Promise<Uint8Array> {
  codec ??= loadCodec();
  const decoder = new (await codec).JpegXLDecoder();
  try {
    decoder.getEncodedBuffer(frame.length).set(frame);
    decoder.decode();
    const { width, height, componentCount, bitsPerSample } = decoder.getFrameInfo();
    if (width !== columns || height !== rows || componentCount !== samples)
      throw new RangeError('The frame has another size than the header says');
    if (bitsPerSample > 8 !== bitsStored > 8) throw new RangeError('The frame has other samples than the header says');
    return Uint8Array.from(decoder.getDecodedBuffer());
  } catch (cause) {
    if (cause instanceof Error) throw cause;
    // A C++ exception is thrown as its address.
    throw new RangeError('The frame is no JPEG XL', { cause });
  } finally {
    decoder.delete();
  }
}
