import { fileURLToPath } from 'node:url';

/** Folders of the installed program. This file runs as dist/main/paths.js. */
const programFile = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const windowFolder = programFile('../window');
export const programFolder = programFile('../..');
export const preloadFile = programFile('./preload.cjs');
export const electronPackage = programFile('../../node_modules/electron');
