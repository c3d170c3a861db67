/* On every customer page; the rest is fetched when needed. */
(() => {
	const { serviceWorker: worker, clipboard } = navigator;
	const load = (name) => {
		const src = `/${name}.js`;
		if (!document.querySelector(`[src="${src}"]`))
			document.head.append(Object.assign(document.createElement('script'), { src }));
	};
	/** A browser may refuse to keep anything. */
	const keptHere = () => {
		try {
			return sessionStorage;
		} catch {
			return {};
		}
	};
	const kept = keptHere();
	if (kept.typed) load('typed');
	const use = ({ target }) => {
		if (target.dataset?.remove) load('files');
		if (target.form?.method === 'post') load('typed');
	};
	for (const type of ['focusin', 'click', 'change']) addEventListener(type, use);
	addEventListener('click', ({ target }) => {
		if (target.closest('.print')) print();
		const copy = target.closest('[data-copy]');
		if (!copy) return;
		getSelection().selectAllChildren(copy.previousElementSibling);
		clipboard?.writeText(copy.dataset.copy).then(() => {
			copy.nextElementSibling.textContent = copy.dataset.copied;
		});
	});

	/** Until outbox.js hears by itself. */
	const heard = (window.heard = []);
	const hear = (news) => {
		heard.push(news);
		if (news.items?.[0] || news.location || news.erase) load('outbox');
	};
	const erase = document.getElementById('erase');
	erase.hidden = false;
	erase.onclick = () => hear({ erase });
	const { base, keptAt, view } = document.querySelector('.portal').dataset;
	// Whoever only looks on leaves nothing on his device.
	if (!worker || view === '') return;

	/** Keeps nothing that somebody has erased before the worker was there. */
	let isErased = false;
	addEventListener('erased', () => (isErased = true));
	const order = (what) =>
		worker.ready.then(({ active }) => (isErased && what.urls) || active.postMessage(what));
	const flush = () => document.hidden || order({ type: 'flush' });

	worker.register('/service-worker.js').catch(() => {});
	worker.addEventListener('message', ({ data }) => hear(data));
	addEventListener('online', flush);
	document.addEventListener('visibilitychange', flush);
	flush();

	// The form is needed without a network.
	if (keptAt || kept.left) load('outbox');
	else if (location.pathname === base) {
		const links = [...document.querySelectorAll('a[href*="/new?"]')].slice(0, 5);
		const urls = [base, base + '/disputes/new', ...links.map(String)];
		order({ type: 'warm', urls });
	}
})();
