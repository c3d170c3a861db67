/** Disputes written without a network, kept on the device until they have left. Shared by the page and the service worker. */
export interface Waiting {
	/** The idempotency key of the dispute: sent twice, it is one case. */
	key: string;
	/** Where the form goes. */
	url: string;
	fields: [string, string][];
	files: { name: string; type: string; content: Blob }[];
	state: 'waiting' | 'sending' | 'correct';
	/** Why it was refused, in words. */
	problem: string;
	attempts: number;
}

const DATABASE = 'entendu';
const STORE = 'outbox';

export const putWaiting = (item: Waiting): Promise<unknown> =>
	inStore('readwrite', (store) => store.put(item));
export const dropWaiting = (key: string): Promise<unknown> =>
	inStore('readwrite', (store) => store.delete(key));
export const dropAllWaiting = (): Promise<unknown> =>
	inStore('readwrite', (store) => store.clear());
export const allWaiting = (): Promise<Waiting[]> =>
	inStore('readonly', (store) => store.getAll() as IDBRequest<Waiting[]>);
export const waitingOf = (key: string): Promise<Waiting | undefined> =>
	inStore('readonly', (store) => store.get(key) as IDBRequest<Waiting | undefined>);

export function formOf(item: Waiting): FormData {
	const form = new FormData();
	for (const [name, value] of item.fields) form.append(name, value);
	for (const file of filesOf(item)) form.append('files', file);
	return form;
}

export const filesOf = ({ files }: Waiting): File[] =>
	files.map(({ name, type, content }) => new File([content], name, { type }));

export function waitingFrom(form: FormData, key: string, url: string): Waiting {
	const fields: Waiting['fields'] = [];
	const files: Waiting['files'] = [];
	for (const [name, value] of form) {
		if (typeof value === 'string') fields.push([name, value]);
		else if (value.size > 0) files.push({ name: value.name, type: value.type, content: value });
	}
	return { key, url, fields, files, state: 'waiting', problem: '', attempts: 0 };
}

async function inStore<T>(
	mode: IDBTransactionMode,
	act: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
	const database = await open();
	try {
		return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
	} finally {
		database.close();
	}
}

function open(): Promise<IDBDatabase> {
	const request = indexedDB.open(DATABASE, 1);
	request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
	return settled(request);
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the device refused to keep it'));
	});
