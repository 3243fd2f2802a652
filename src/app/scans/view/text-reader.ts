import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import type { TessBaseAPI } from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import type { Legible } from '../../../pixels/text/legible.ts';

export interface Reading {
  readonly text: string;
  /** 0 to 100: how sure the reader is of it. */
  readonly confidence: number;
}

const silent = (): void => undefined;

const LSTM_ONLY = 1;
const ONE_BLOCK = 6;
const ONE_LINE = 7;
const LONGEST = 500;
/** Pieces that were read: a device writes the same into every picture. */
const MOST_KEPT = 1000;

/**
 * Reads what is written in a piece of a picture: Tesseract in WebAssembly, with the data of Latin letters that is
 * installed beside it. Nothing of it knows a network.
 */
export class TextReader {
  readonly #engine: TessBaseAPI;
  readonly #write: (picture: Uint8Array) => void;
  readonly #read = new Map<string, Reading>();

  private constructor(engine: TessBaseAPI, write: (picture: Uint8Array) => void) {
    this.#engine = engine;
    this.#write = write;
  }

  /** @throws when its parts are not installed, or broken */
  static async start(): Promise<TextReader> {
    const require = createRequire(import.meta.url);
    const [{ default: load }, wasmBinary, data] = await Promise.all([
      import('tesseract.js-core/tesseract-core-simd-lstm.js'),
      readFile(require.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm')),
      readFile(require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz')),
    ]);
    const { FS, TessBaseAPI } = await load({ wasmBinary, print: silent, printErr: silent });
    FS.writeFile('eng.traineddata', gunzipSync(data));
    const engine = new TessBaseAPI();
    if (engine.Init(null, 'eng', LSTM_ONLY) !== 0) throw new Error('The reader of text did not start');
    engine.SetVariable('debug_file', '/dev/null');
    return new TextReader(engine, (picture) => FS.writeFile('/input', picture));
  }

  /** @throws when the reader failed: it is not used again */
  read(piece: Legible): Reading {
    const key = createHash('sha256').update(`${piece.columns} ${piece.isBlock} `).update(piece.values).digest('base64');
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const reading = this.#recognise(piece);
    if (this.#read.size >= MOST_KEPT) this.#read.clear();
    this.#read.set(key, reading);
    return reading;
  }

  #recognise({ columns, rows, values, isBlock }: Legible): Reading {
    const engine = this.#engine;
    this.#write(Buffer.concat([Buffer.from(`P5\n${columns} ${rows}\n255\n`), values]));
    engine.SetPageSegMode(isBlock ? ONE_BLOCK : ONE_LINE);
    if (engine.SetImageFile(1, 0) !== 0 || engine.Recognize(null) !== 0) throw new Error('The reader of text failed');
    const text = engine.GetUTF8Text().replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST);
    const confidence = engine.MeanTextConf();
    engine.Clear();
    return { text, confidence };
  }
}
