/** Read and narrowed as a plain page. */
export const csr = false;
