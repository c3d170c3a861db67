/* On every customer page; the rest is fetched when it is needed. */
(() => {
	const { serviceWorker: worker, clipboard } = navigator;
	const portal = document.querySelector('.portal');
	const load = (name) => {
		const src = `/${name}.js`;
		if (!document.querySelector(`[src="${src}"]`))
			document.head.append(Object.assign(document.createElement('script'), { src }));
	};
	if (sessionStorage.typed) load('typed');
	const use = ({ target, type }) => {
		if (target.dataset?.remove) load('files');
		if (target.form?.method === 'post') load('typed');
		const copy = type === 'click' && target.closest?.('[data-copy]');
		if (!copy) return;
		getSelection().selectAllChildren(copy.previousElementSibling);
		clipboard?.writeText(copy.dataset.copy).then(() => {
			copy.nextElementSibling.textContent = copy.dataset.copied;
		});
	};
	for (const type of ['focusin', 'click', 'change']) addEventListener(type, use);
	if (!portal || !worker) return;

	/** Until outbox.js is there and hears by itself. */
	const heard = (window.heard = []);
	const hear = (news) => {
		heard.push(news);
		if (news.items?.[0] || news.location || news.erase) load('outbox');
	};
	const order = (what) => worker.ready.then(({ active }) => active.postMessage(what));
	const flush = () => document.hidden || order({ type: 'flush' });

	worker.register('/service-worker.js').catch(() => {});
	worker.addEventListener('message', ({ data }) => hear(data));
	addEventListener('online', flush);
	document.addEventListener('visibilitychange', flush);
	flush();

	// The form can be needed where there is no network.
	const { base, keptAt } = portal.dataset;
	if (keptAt || sessionStorage.left) load('outbox');
	else if (location.pathname === base) {
		const links = document.querySelectorAll('a[href*="/new?"]');
		const urls = [base, base + '/disputes/new', ...[...links].slice(0, 5).map(String)];
		order({ type: 'warm', urls });
	}
	const erase = document.getElementById('erase');
	erase.hidden = false;
	erase.onclick = () => hear({ erase });
})();
