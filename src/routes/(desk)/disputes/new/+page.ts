/** The customer is found while one types; everything else works without. */
export const csr = true;
