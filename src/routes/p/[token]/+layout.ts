/** Read pages ship no framework; the form of a new dispute asks for it. */
export const csr = false;
