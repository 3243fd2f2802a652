import { parentPort } from 'node:worker_threads';
import { PixelError } from '../../pixels/pixel-error.ts';
import { type PictureRequest, render } from './render.ts';

/** Pixels are decoded here: a frame that takes long, or breaks a decoder, does not take the archive with it. */
parentPort?.on('message', (request: PictureRequest) => {
  render(request).then(
    (picture) => parentPort?.postMessage({ picture }, [picture.buffer]),
    (error: unknown) => {
      // After a failure inside a decoder its memory is not to be trusted: the next picture gets a new thread.
      if (!(error instanceof PixelError)) throw error;
      parentPort?.postMessage({ error: { code: error.code, message: error.message } });
    },
  );
});
