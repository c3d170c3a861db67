/** `ready` never comes where the browser refuses the worker (data of sites blocked, a certificate it does not know). */
export async function workerHere(): Promise<ServiceWorker | null> {
	const { serviceWorker } = navigator;
	if (!serviceWorker) return null;
	const never = new Promise<null>((done) => setTimeout(() => done(null), WORKER_MS));
	return (await Promise.race([serviceWorker.ready, never]))?.active ?? null;
}
/** As long as a first visit may take to install it. */
const WORKER_MS = 3_000;
