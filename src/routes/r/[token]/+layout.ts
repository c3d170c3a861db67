/** Answered from a phone in a warehouse: no script is needed. */
export const csr = false;
