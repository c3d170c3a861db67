/** Read and answered as plain pages: every form works without a script. */
export const csr = false;
