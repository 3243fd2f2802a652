import * as fc from 'fast-check';

// The same cases every time, so that a failing check is about the change and not about luck.
// `FC_SEED=random` looks for new ones; what they find becomes a test of its own.
const seed = process.env['FC_SEED'] ?? '1';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
