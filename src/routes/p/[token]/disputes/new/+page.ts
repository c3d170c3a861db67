/** It wakes up by a script of its own (hydrate.ts), a third of kit's. */
export const csr = false;
