/** It wakes up by a script of its own (hydrate.ts), like the form of a new dispute. */
export const csr = false;
