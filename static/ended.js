/* On the page of a link that has ended: what was written through it and still waits on this device is said, and read. */
(() => {
	const told = document.getElementById('waits');
	const opening = indexedDB.open('entendu');
	// There is none, and none is made.
	opening.onupgradeneeded = () => opening.transaction.abort();
	opening.onsuccess = () => {
		const { result: database } = opening;
		if (database.objectStoreNames.contains('outbox')) {
			const asked = database.transaction('outbox').objectStore('outbox').getAll();
			asked.onsuccess = () => show(asked.result);
		}
		database.close();
	};
	/** Through this link, or through another one of its account: each mail has a link of its own. */
	function show(all) {
		const isHere = ({ url }) => url.startsWith(told.dataset.base + '/');
		const marks = all.filter(isHere).map(({ mark }) => mark);
		const own = all.filter((item) => isHere(item) || (item.mark && marks.includes(item.mark)));
		told.querySelector('ul').replaceChildren(...own.map(row));
		told.hidden = !own.length;
	}
	function row({ title = '', fields, files }) {
		const line = told.querySelector('template').content.cloneNode(true);
		const about = title.split(' – ')[0];
		if (about) line.querySelector('h3').textContent = about;
		const words = line.querySelector('.words');
		words.textContent = fields
			.filter(isWritten)
			.map(([, value]) => value)
			.join('\n\n');
		words.hidden = !words.textContent;
		line.querySelector('.files').append(...files.map(taken));
		return line;
	}
	const isWritten = ([name, value]) =>
		value && /^(body|note|explanation|message|comment|reference|amount)$/.test(name);
	/** Its files too are taken elsewhere from here. */
	function taken({ name: download, content }) {
		const href = URL.createObjectURL(content);
		return Object.assign(document.createElement('a'), { href, download, textContent: download });
	}
})();
