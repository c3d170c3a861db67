import path from 'node:path';

/** Root of the checkout, whatever folder the command is typed in. */
export const ROOT = path.resolve(import.meta.dirname, '../..');
