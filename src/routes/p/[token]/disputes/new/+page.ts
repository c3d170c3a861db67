/** The one page that hydrates: photos are made smaller on the device, and it works offline. */
export const csr = true;
