/* Fetched by register.js on a page without network, when something waits here or has left, and to erase it. */
(() => {
	const box = document.getElementById('outbox');
	const list = box.querySelector('ul');
	const words = box.dataset;
	const erase = document.getElementById('erase');
	const make = (name, fields) => Object.assign(document.createElement(name), fields);
	let waiting = [];
	let limit = [];
	const { base, mark } = document.querySelector('.portal').dataset;
	const dated = (sentence, time, options) =>
		sentence.replace('{date}', new Date(+time).toLocaleString(words.locale, options));
	const order = (what) =>
		navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ ...what, mark }));
	const old = keptAt(document.querySelector('.portal').dataset);
	/** Left while this page was open, or just before it was fetched anew: said until it is closed. */
	const gone = [];
	const left = [];
	for (const news of JSON.parse(sessionStorage.left ?? '[]')) gone.push(sentRow(news));
	delete sessionStorage.left;

	function hear(news) {
		if (news.erase) return void forget();
		if (news.type === 'outbox') {
			waiting = news.items.map(row);
			limit = limitOf(news.items);
			if (left[0] && news.items.every(({ state }) => state === 'correct')) renew();
		}
		if (news.type === 'typed') refill(news);
		if (news.type === 'sent') {
			left.push(news);
			gone.push(sentRow(news));
		}
		show();
	}
	function show() {
		list.replaceChildren(...old, ...waiting, ...limit, ...gone);
		box.hidden = !list.firstChild;
	}
	/** A page that is being sent is not fetched anew: what it sends would be called back. */
	let isLeaving = false;
	addEventListener('submit', ({ defaultPrevented }) => (isLeaving ||= !defaultPrevented));
	addEventListener('pageshow', () => (isLeaving = false));
	/** What was contested, promised or said is on this page as it was before it left: it is fetched anew. */
	function renew() {
		const changed = ({ type, value, defaultValue, checked, defaultChecked }) =>
			/^(radio|checkbox)$/.test(type)
				? checked !== defaultChecked
				: /^(text|textarea|date|email|search|tel|number|file)/.test(type) &&
					value !== (defaultValue ?? '');
		// Not under somebody's hands, nor in place of what has to be read or corrected first.
		const isBusy =
			isLeaving ||
			document.querySelector('[data-props], #box, #problem, form [aria-disabled=true]') ||
			[...document.forms].some(({ elements }) => [...elements].some(changed));
		if (isBusy) return;
		sessionStorage.left = JSON.stringify(left.splice(0));
		const { pathname, search } = location;
		location.replace(pathname + search);
	}
	function named(state, { about }) {
		return state + (about ? ` – ${about}` : '');
	}
	function sentRow(news) {
		const reference = /\/disputes\/([A-Z]{3}-[\w-]+)/.exec(news.location)?.[1];
		const link = reference && words.follow.replace('{reference}', reference);
		return withLink(named(words.sent, news) + ' ', news.location, link);
	}
	function row(item) {
		const why = item.problem || (item.faults?.[0] ? words.failed : '');
		if (item.state === 'correct')
			return withLink(named(words.correct, item) + (why && ` – ${why}`) + ' ', item.fix);
		if (item.failed === 'limit' && item.state === 'waiting')
			return told(`${named(words.tomorrow, item)} – ${item.problem}`);
		return told(named(item.state === 'sending' ? words.sending : words.waiting, item));
	}
	/** Where it is tried again or deleted, and until when this browser keeps it. */
	function limitOf(items) {
		if (!items[0]) return [];
		const days = items.map(({ leavesBy }) => leavesBy).filter(Boolean);
		const link = make('li', {});
		link.append(make('a', { href: `${base}/outbox`, textContent: words.list }));
		if ('SyncManager' in window || !days[0]) return [link];
		const text = dated(words.leaveBy, Math.min(...days), { dateStyle: 'long' });
		return [make('li', { textContent: text }), link];
	}
	/** Set by the service worker on the copy it kept: this page is not from now. */
	function keptAt({ keptAt }) {
		if (!keptAt) return [];
		const textContent = dated(words.offline, keptAt, { dateStyle: 'medium', timeStyle: 'short' });
		return [make('li', { textContent })];
	}
	function withLink(text, href, textContent = words.open) {
		const line = told(text);
		line.append(make('a', { href, textContent, className: 'nowrap' }));
		return line;
	}
	/** A number (lib/i18n/one-piece.ts) goes on in no second line, unless it is longer than one. */
	function told(text) {
		const line = make('li', {});
		const parts = text.split(/((?=[\p{L}/-]*\d)[\p{L}\d]+(?:[/-][\p{L}\d]+)+)/u);
		line.append(
			...parts.map((textContent, place) =>
				place % 2 && textContent.length <= 20
					? make('span', { className: 'nowrap', textContent })
					: textContent
			)
		);
		return line;
	}

	async function forget() {
		const worker = await workerHere().catch(() => null);
		// As it is now: what was just written here was kept after this page had heard what waits.
		const own = await ownKept().catch(() => waiting);
		if (own[0] && !confirm(words.erase)) return;
		for (const name of Object.keys(sessionStorage))
			if (/^(typed$|entendu-left)/.test(name)) delete sessionStorage[name];
		// Of a form on this page.
		dispatchEvent(new Event('erased'));
		if (worker) worker.postMessage({ type: 'erase', mark });
		else await eraseHere(own);
		// It says that it will be sent.
		for (const part of document.querySelectorAll('#kept > :not(:last-child)')) part.remove();
		// Whoever uses this device next writes in his own name.
		document.cookie = `acting=; path=${base}; max-age=0`;
		waiting = limit = [];
		const line = make('li', { textContent: words.erased });
		// The page that lists what waits says there what became of it, and hides this box.
		const there = document.querySelector('#box #gone');
		if (there) there.append(line);
		else gone.push(line);
		show();
		const place = there ?? box;
		place.tabIndex = -1;
		place.focus();
		erase.remove();
	}

	/** None where the browser refuses it (data of sites blocked, a certificate it does not know): then `ready` never comes. */
	async function workerHere() {
		const { serviceWorker: workers } = navigator;
		const found = await workers.register('/service-worker.js');
		const never = new Promise((done) => setTimeout(done, 3000));
		return found && (found.active ?? (await Promise.race([workers.ready, never]))?.active);
	}
	/** Without a worker the page itself erases what one has kept before: of this account what waits and what it was told, and every page. */
	async function eraseHere(own) {
		delete sessionStorage.left;
		await Promise.allSettled([
			inStore('readwrite', (store) => own.forEach(({ key }) => store.delete(key))),
			eraseCaches()
		]);
		// Of the page that lists them.
		document.getElementById('items')?.replaceChildren();
		document.getElementById('stuck')?.remove();
	}
	async function eraseCaches() {
		for (const name of await caches.keys())
			if (/^(pages|assets|typed)/.test(name)) await caches.delete(name);
			else if (/^told/.test(name)) await (await caches.open(name)).delete(`/told/${mark}`);
	}
	async function ownKept() {
		const all = await inStore('readonly', (store) => store.getAll());
		return all.filter(({ url, mark: of }) => url.startsWith(base + '/') || (mark && of === mark));
	}
	function inStore(mode, act) {
		return new Promise((done, fail) => {
			const opening = indexedDB.open('entendu');
			opening.onerror = fail;
			// There is none, and none is made.
			opening.onupgradeneeded = () => opening.transaction.abort();
			opening.onsuccess = () => {
				const { result: database } = opening;
				if (!database.objectStoreNames.contains('outbox')) return fail();
				const acting = database.transaction('outbox', mode);
				const asked = act(acting.objectStore('outbox'));
				acting.oncomplete = () => done(asked?.result);
				acting.onabort = fail;
				database.close();
			};
		});
	}

	/** What was refused comes back into the form it was written in, under the key it waits under. */
	function refill({ key, action, fields, files }) {
		const form = [...document.forms].find((one) => isAbout(one, action, fields));
		if (!form) return void gone.push(make('li', { textContent: typedIn(fields) }));
		// Taken, or refused once more: either way this device learns what became of what waits.
		const address = new URL(form.action);
		address.searchParams.delete('refill');
		form.action = address + (address.search ? '&' : '?') + 'refill=' + key;
		// A form with a script of its own has read it, and may have been corrected since.
		if (form.closest('[data-props]')) return;
		fill(form, fields);
		const own = form.querySelector('[name=key]');
		if (own) own.value = key;
		putBack(form, files ?? []);
		form.closest('details')?.setAttribute('open', '');
		form.scrollIntoView();
	}
	const actionOf = (address) => {
		const { pathname, searchParams } = new URL(address, location);
		return pathname + [...searchParams.keys()].filter((name) => name[0] === '/');
	};
	/** Where a page has several of them, hidden fields tell which currency, promise or offer one is about. */
	const isAbout = (form, action, fields) =>
		form.method === 'post' &&
		actionOf(form.action) === actionOf(action) &&
		[...form.elements].every(({ type, name, value }) => {
			if (type !== 'hidden' || /^(key|seen|shown|invoice|known)$/.test(name)) return true;
			const kept = fields.filter((field) => field[0] === name);
			return !kept.length || kept.some((field) => field[1] === value);
		});
	/** The n-th field of a name gets its n-th value. What is hidden is the page's own, and what was typed meanwhile stays. */
	function fill(form, fields) {
		const kept = {};
		for (const [name, value] of fields) (kept[name] ??= []).push(value);
		for (const field of form.elements) {
			const values = kept[field.name] ?? [];
			if (/^(radio|checkbox)$/.test(field.type)) field.checked = values.includes(field.value);
			else if (!/^(hidden|file|submit|button)$/.test(field.type) && values.length) {
				const value = values.shift();
				if (field.value === (field.defaultValue ?? field.value)) field.value = value;
			}
		}
	}
	/** Heard by files.js, which lists them. */
	function putBack(form, files) {
		const input = form.querySelector('input[type=file]:not([capture])');
		if (!input || !files.length) return;
		const all = new DataTransfer();
		for (const { name, type, content } of files) all.items.add(new File([content], name, { type }));
		input.files = all.files;
		form.querySelector('.lost')?.remove();
		input.dispatchEvent(new Event('change', { bubbles: true }));
	}
	/** The form is not there any more: its words are, to be taken elsewhere. */
	const typedIn = (fields) =>
		words.typed +
		' ' +
		fields
			.filter(([name]) => /^(body|note|explanation|message|comment)$/.test(name))
			.map(([, value]) => value)
			.join(' ');
	const asked = new URLSearchParams(location.search).get('refill');
	if (asked) order({ type: 'read', key: asked });

	show();
	const { heard } = window;
	heard.splice(0).forEach(hear);
	// What comes from now on is not stored but heard.
	heard.push = hear;
})();
