/** The first message of every worker, once it is ready for tasks. Alone here: a worker loads nothing that it does not need. */
export const READY = 'ready';
