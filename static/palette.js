/*
 * Search everywhere, over whatever page is open: by Ctrl+K or ⌘K, or by the button of the bar. What is found is read
 * from the page /search itself; without this script the button leads there. A combination is heard whether or not
 * single keys are switched off, but never while a dialog is open.
 */
(() => {
	const palette = document.querySelector('#palette');
	if (!palette) return;
	const field = palette.querySelector('input[name=q]');
	const results = palette.querySelector('[data-results]');
	const status = palette.querySelector('[role=status]');
	const WAIT_MS = 150;
	let asking;
	let waiting;
	let shown;

	function open() {
		// The page of the search has its field already.
		const own = document.querySelector('#find-page');
		if (own) return take(own);
		// Closed, a dialog gives the focus back to where it was.
		palette.showModal();
		take(field);
		if (shown === undefined) look();
	}
	function take(input) {
		input.focus();
		input.select();
	}
	async function look() {
		const q = field.value.trim();
		// What is asked for other words would replace these.
		asking?.abort();
		if (q === shown) return;
		const mine = (asking = new AbortController());
		try {
			const answer = await fetch(`/search?q=${encodeURIComponent(q)}`, { signal: mine.signal });
			// Signed out meanwhile, or refused: the form itself leads to the page that says so.
			if (!answer.ok || answer.redirected) return;
			// Its styles are here already, and what is written into another page is refused in this one.
			const text = (await answer.text()).replace(/<style[^]*?<\/style>/g, '');
			const page = new DOMParser().parseFromString(text, 'text/html');
			if (mine.signal.aborted) return;
			show(q, page.querySelector('#found'));
		} catch {
			// Given up for the next letter, or no network: what was found stays, and Enter asks again.
		}
	}
	function show(q, found) {
		if (!found) return;
		shown = q;
		results.replaceChildren(...found.childNodes);
		status.textContent = results.querySelector('[data-count]')?.textContent.trim() ?? '';
	}
	field.addEventListener('input', () => {
		clearTimeout(waiting);
		waiting = setTimeout(look, WAIT_MS);
	});

	const links = () => [...results.querySelectorAll('a[data-found]')];
	function step(by) {
		const all = links();
		const at = all.indexOf(document.activeElement) + by;
		(all[at] ?? (at < 0 ? field : all.at(-1)))?.focus();
	}
	palette.addEventListener('keydown', (event) => {
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!by || event.isComposing) return;
		event.preventDefault();
		step(by);
	});
	// Beside the dialog is outside of it.
	palette.addEventListener('click', ({ target }) => target === palette && palette.close());

	addEventListener('keydown', (event) => {
		const { ctrlKey, metaKey, altKey, shiftKey, defaultPrevented } = event;
		const isAsked = (ctrlKey || metaKey) && !altKey && !shiftKey && event.key.toLowerCase() === 'k';
		if (!isAsked || defaultPrevented || event.repeat) return;
		const opened = document.querySelector('dialog[open]');
		// The browser's own search would open over the palette.
		if (!opened || opened === palette) event.preventDefault();
		if (!opened) open();
	});
	for (const link of document.querySelectorAll('[data-opens-palette]'))
		link.addEventListener('click', (event) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey) return;
			event.preventDefault();
			link.closest('details')?.removeAttribute('open');
			open();
		});
})();
