import { recovered, upgraded, type Waiting } from './outbox-item';

const DATABASE = 'entendu';
const STORE = 'outbox';
/** 2: says when, on which page and how often. */
const VERSION = 2;

export const putWaiting = (item: Waiting): Promise<unknown> =>
	inStore('readwrite', (store) => settled(store.put(item)));
export const dropWaiting = (key: string): Promise<unknown> =>
	inStore('readwrite', (store) => settled(store.delete(key)));
export const allWaiting = (): Promise<Waiting[]> =>
	inStore('readonly', (store) => settled(store.getAll() as IDBRequest<Waiting[]>));
export const waitingOf = (key: string): Promise<Waiting | undefined> =>
	inStore('readonly', (store) => settled(store.get(key) as IDBRequest<Waiting | undefined>));

/**
 * Only in place of what it was, whole or not at all: deleted or written anew meanwhile, it stays so (false).
 * It may go on under another key.
 */
export const replaceWaiting = (was: Waiting, now: Waiting): Promise<boolean> =>
	inStore('readwrite', async (store) => {
		const here = await settled(store.get(was.key) as IDBRequest<Waiting | undefined>);
		if (here?.keptAt !== was.keptAt) return false;
		await settled(store.put(now));
		if (now.key !== was.key) await settled(store.delete(was.key));
		return true;
	});

/** Only while nobody sends: what a killed worker left as "sending" waits again. */
export async function recoverWaiting(): Promise<void> {
	for (const item of await allWaiting())
		if (item.state === 'sending') await replaceWaiting(item, recovered(item));
}

/** What was written is on the device when this ends, not only promised: a full one says so at the very end. */
async function inStore<T>(
	mode: IDBTransactionMode,
	act: (store: IDBObjectStore) => Promise<T>
): Promise<T> {
	const database = await open();
	try {
		const transaction = database.transaction(STORE, mode);
		const written = finished(transaction);
		const [value] = await Promise.all([act(transaction.objectStore(STORE)), written]);
		return value;
	} finally {
		database.close();
	}
}

function open(): Promise<IDBDatabase> {
	const request = indexedDB.open(DATABASE, VERSION);
	request.onupgradeneeded = ({ oldVersion }) => {
		if (oldVersion < 1) request.result.createObjectStore(STORE, { keyPath: 'key' });
		else rewrite(request.transaction!.objectStore(STORE));
	};
	return settled(request);
}

/** What waits from an earlier version keeps waiting. */
function rewrite(store: IDBObjectStore): void {
	store.openCursor().onsuccess = ({ target }) => {
		const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
		if (!cursor) return;
		cursor.update(upgraded(cursor.value as Parameters<typeof upgraded>[0]));
		cursor.continue();
	};
}

const refusal = (error: DOMException | null): Error =>
	error ?? new Error('the device refused to keep it');

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(refusal(request.error));
	});

const finished = (transaction: IDBTransaction): Promise<void> =>
	new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(refusal(transaction.error));
	});
