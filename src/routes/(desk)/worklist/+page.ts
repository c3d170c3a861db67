/** Read as a plain page. */
export const csr = false;
