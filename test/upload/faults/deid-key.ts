/** The key of all processes of one test. */
export const deidKey = new Uint8Array(32).fill(7);
