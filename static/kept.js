/* On the page shown for want of a network: what of this account is kept on the device can be opened. */
(() => {
	const base = /^\/p\/[\w-]{43}/.exec(location.pathname)?.[0];
	if (!base || !('caches' in window)) return;
	for (const link of document.querySelectorAll('[data-kept]'))
		caches.match(base + link.dataset.kept, { ignoreVary: true }).then((copy) => {
			if (!copy) return;
			link.href = base + link.dataset.kept;
			link.hidden = false;
		});
})();
