/** Kept on the device by the service worker; knows nobody. */
export const prerender = true;
export const csr = false;
