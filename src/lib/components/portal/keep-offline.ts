import { refusedFor, waitingFrom, type WrittenOn } from './outbox-item';
import { putWaiting } from './outbox-store';
import { workerHere } from './worker-here';

/**
 * Keeps a form on the device. True when it leaves by itself later, even with the page closed; false
 * when somebody has to open the page again.
 * @throws when the device keeps nothing (private window, no worker, no room)
 */
export async function keepOffline(
	form: FormData,
	written: Omit<WrittenOn, 'at'>
): Promise<boolean> {
	await mustLeave();
	// It leaves when nobody reads what is on file: it is sent, not asked about.
	form.delete('known');
	await putWaiting(waitingFrom(form, { ...written, at: Date.now() }));
	void navigator.storage?.persist?.();
	return askForSync();
}

/**
 * The link it was written through has ended: it leaves through a newer one, when somebody says so there.
 * @throws when the device keeps nothing
 */
export async function keepForNextLink(
	form: FormData,
	written: Omit<WrittenOn, 'at'>,
	problem = ''
): Promise<true> {
	await mustLeave();
	form.delete('known');
	const item = waitingFrom(form, { ...written, at: Date.now() });
	await putWaiting(refusedFor(item, problem, 'link'));
	void navigator.storage?.persist?.();
	return true;
}

/** The page sends nothing later by itself: without the worker what is kept would never leave. */
async function mustLeave(): Promise<void> {
	if (!(await workerHere())) throw new Error('nothing on this device would send it');
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
