/* On the page of a link that has ended: what was written through it and still waits on this device is said. */
(() => {
	const told = document.getElementById('waits');
	const own = ({ url }) => url.startsWith(told.dataset.base + '/');
	const opening = indexedDB.open('entendu');
	// There is none, and none is made.
	opening.onupgradeneeded = () => opening.transaction.abort();
	opening.onsuccess = () => {
		const { result: database } = opening;
		if (database.objectStoreNames.contains('outbox')) {
			const asked = database.transaction('outbox').objectStore('outbox').getAll();
			asked.onsuccess = () => (told.hidden = !asked.result.some(own));
		}
		database.close();
	};
})();
