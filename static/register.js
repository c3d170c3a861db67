/* Deferred on every customer page: read pages have no other script. */
(() => {
	const portal = document.querySelector('.portal');
	const box = document.getElementById('outbox');
	if (!portal || !('serviceWorker' in navigator)) return;
	const words = box ? box.dataset : {};
	const order = (message) =>
		navigator.serviceWorker.ready.then(({ active }) => active && active.postMessage(message));

	navigator.serviceWorker.register('/service-worker.js', { scope: '/' }).catch(() => {});
	navigator.serviceWorker.addEventListener('message', ({ data }) => {
		if (data.type === 'outbox') show(data.items);
		if (data.type === 'sent') sent(data.location);
	});

	const flush = () => order({ type: 'flush' });
	addEventListener('online', flush);
	document.addEventListener(
		'visibilitychange',
		() => document.visibilityState === 'visible' && flush()
	);
	flush();
	// The form can be needed where there is no network: it is kept as soon as the account was seen.
	const base = portal.dataset.base;
	if (navigator.onLine && location.pathname === base)
		order({
			type: 'warm',
			urls: [
				base,
				base + '/disputes/new',
				...[...document.querySelectorAll('a[href*="/disputes/new?"]')]
					.slice(0, 5)
					.map((a) => a.pathname + a.search)
			]
		});

	// Set by the service worker on the copy it kept: this page is not from now.
	const keptAt = Number(portal.dataset.keptAt);
	const old = keptAt
		? (words.offline || '').replace(
				'{date}',
				new Date(keptAt).toLocaleString(document.documentElement.lang, {
					dateStyle: 'medium',
					timeStyle: 'short'
				})
			)
		: '';
	/** Left while this page was open: said until it is closed. */
	const gone = [];
	show([]);

	function show(items) {
		if (!box) return;
		const lines = [...items.map(line), ...gone];
		if (old) lines.unshift(Object.assign(document.createElement('li'), { textContent: old }));
		box.querySelector('ul').replaceChildren(...lines);
		box.hidden = lines.length === 0;
	}
	function line(item) {
		const row = document.createElement('li');
		row.textContent =
			item.state === 'correct'
				? `${words.correct} – ${item.problem} `
				: item.state === 'sending'
					? words.sending
					: words.waiting + ' ';
		if (item.state === 'correct') row.append(link(item));
		return row;
	}
	function link(item) {
		const a = document.createElement('a');
		const query = new URLSearchParams([
			...item.invoices.map((id) => ['invoice', id]),
			['refill', item.key]
		]);
		a.href = `${item.url}?${query}`;
		a.textContent = words.open;
		return a;
	}
	function sent(to) {
		if (!box) return;
		const row = document.createElement('li');
		const a = document.createElement('a');
		a.href = to;
		a.textContent = words.open;
		row.append(words.sent + ' ', a);
		gone.push(row);
		box.hidden = false;
		box.querySelector('ul').append(row);
	}

	const erase = document.getElementById('erase');
	if (erase) {
		erase.hidden = false;
		erase.addEventListener('click', async () => {
			if (box && !box.hidden && !confirm(words.erase)) return;
			await order({ type: 'erase' });
			erase.replaceWith(words.erased);
		});
	}
})();
