import { putWaiting, waitingFrom } from './outbox-store';

/**
 * Keeps a dispute on the device. True when it leaves by itself later, even with the page closed; false
 * when somebody has to open the page again.
 * @throws when the device keeps nothing (private window, no room)
 */
export async function keepOffline(form: FormData, key: string, url: string): Promise<boolean> {
	await putWaiting(waitingFrom(form, key, url));
	void navigator.storage?.persist?.();
	return askForSync();
}

async function askForSync(): Promise<boolean> {
	const registration = await navigator.serviceWorker?.getRegistration();
	const sync = (
		registration as
			(ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined
	)?.sync;
	if (!sync) return false;
	try {
		await sync.register('outbox');
		return true;
	} catch {
		return false;
	}
}
