import { Script } from 'node:vm';

const maxMs = 50;
/** In a context of its own, so that an expression that never ends is ended. */
const search = new Script('new RegExp(pattern).test(text)');

/** Whether an expression that somebody wrote is found in a text; not when that takes too long to say. */
export function isFound(pattern: string, text: string): boolean {
  const context: object = Object.assign(Object.create(null) as object, { pattern, text });
  try {
    return search.runInNewContext(context, { timeout: maxMs }) === true;
  } catch {
    return false;
  }
}

export function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
