/*
 * The queue and a case by single keys (see the sheet that `?` opens). Never while somebody types, never together with
 * Ctrl, Alt or Meta, and not at all for whoever switched them off: the sheet then opens by its button only.
 */
(() => {
	const sheet = document.querySelector('#keys-sheet');
	if (!sheet) return;
	const { on, reference = '' } = sheet.dataset;
	const LIST = 'entendu-list';
	const GOES = { l: '/disputes', c: '/customers', r: '/reports/disputes', s: '/dunning/scenarios' };
	/** What a key opens on a case, and the field it leads to. */
	const OPENS = {
		a: ['assign', 'userId'],
		1: ['assign', 'userId'],
		2: ['duplicate', 'duplicateOf'],
		3: ['reject', 'explanation']
	};
	let isGoing = false;

	const rows = () => [...document.querySelectorAll('tr[data-case]')];
	const linkOf = (row) => row?.querySelector('th a');
	/** The row of the focus, or the last one that was there. */
	let place = -1;
	const here = () => rows().find((row) => row.contains(document.activeElement)) ?? rows()[place];
	function moveTo(index) {
		const all = rows();
		if (all.length === 0) return;
		place = Math.min(Math.max(index, 0), all.length - 1);
		for (const row of all) row.removeAttribute('data-here');
		all[place].setAttribute('data-here', '');
		linkOf(all[place]).focus();
		all[place].scrollIntoView({ block: 'nearest' });
	}
	function step(by) {
		const at = rows().indexOf(here());
		moveTo(at < 0 ? 0 : at + by);
	}
	function tick() {
		const box = here()?.querySelector('input[name=case]');
		if (box) box.checked = !box.checked;
	}
	/** Of the queue the case of the focus, of a case itself. */
	function open(key) {
		const about = reference || here()?.dataset.case;
		const [wanted, field] = OPENS[key];
		if (about) location.assign(`/disputes/${about}?do=${wanted}#${field}`);
	}
	function takeOver() {
		const form = document.querySelector('#bulk');
		const row = here();
		if (!form || !row) return;
		for (const box of document.querySelectorAll('input[name=case]'))
			box.checked = row.contains(box);
		remember();
		form.requestSubmit(form.querySelector('[name=me]'));
	}
	/** Enter closes it again: its first button would switch the keys off. */
	function showSheet() {
		sheet.showModal();
		sheet.querySelector('form[method=dialog] button').focus();
	}
	const search = () => document.querySelector('#q')?.select();
	function goTo(key) {
		const where = GOES[key];
		if (!where) return;
		// Back to the list one comes from, not to another.
		location.assign((key === 'l' && listBefore()) || where);
	}

	const inQueue = {
		j: () => step(1),
		ArrowDown: () => step(1),
		k: () => step(-1),
		ArrowUp: () => step(-1),
		x: tick,
		m: takeOver
	};
	const everywhere = {
		'/': search,
		'?': showSheet,
		g: () => {
			isGoing = true;
			setTimeout(() => (isGoing = false), 1500);
		}
	};
	const actions = reference ? everywhere : { ...everywhere, ...inQueue };

	const WRITES = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
	const isTyping = ({ target }) => target instanceof Element && target.closest(WRITES) !== null;
	/** Arrows scroll, and choose among buttons, for whoever is not in the list. */
	const isElsewhere = ({ key, target }) =>
		key.startsWith('Arrow') && target !== document.body && !target.closest?.('tr[data-case]');
	addEventListener('keydown', (event) => {
		const { ctrlKey, altKey, metaKey, defaultPrevented } = event;
		if (on !== 'on' || ctrlKey || altKey || metaKey || defaultPrevented) return;
		// Out of the search, back to the list: the next key is a key again.
		if (event.key === 'Escape' && event.target.id === 'q') event.target.blur();
		if (document.querySelector('dialog[open]') || isTyping(event) || isElsewhere(event)) return;
		const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		const does = isGoing ? GOES[key] && (() => goTo(key)) : (actions[key] ?? opening(key));
		isGoing = false;
		if (!does) return;
		event.preventDefault();
		does();
	});
	const opening = (key) =>
		Object.hasOwn(OPENS, key) && (reference || here()) ? () => open(key) : undefined;

	function remember() {
		try {
			// Neither the form that was answered nor what it said belongs to the list.
			const asked = new URLSearchParams(location.search);
			for (const name of [...asked.keys()])
				if (name.startsWith('/') || name === 'done') asked.delete(name);
			const list = `${location.pathname}?${asked}`;
			if (!reference) sessionStorage[LIST] = JSON.stringify({ list, place });
		} catch {
			// A browser that keeps nothing begins at the top.
		}
	}
	function listBefore() {
		try {
			return JSON.parse(sessionStorage[LIST]).list;
		} catch {
			return null;
		}
	}
	addEventListener('pagehide', remember);
	addEventListener('focusin', ({ target }) => {
		const at = rows().findIndex((row) => row.contains(target));
		if (at >= 0) place = at;
	});
	try {
		const before = JSON.parse(sessionStorage[LIST] ?? 'null');
		// The row after the one that was handled has taken its place.
		if (!reference && before) place = before.place - 1;
	} catch {
		// As above.
	}

	for (const button of document.querySelectorAll('[data-opens-keys]')) {
		button.hidden = false;
		button.addEventListener('click', showSheet);
	}
	// A field that a key led to is there to be written in.
	const { hash } = location;
	if (reference && /[?&]do=/.test(location.search) && hash) {
		const field = document.querySelector(hash);
		for (
			let around = field?.closest('details');
			around;
			around = around.parentElement.closest('details')
		)
			around.open = true;
		field?.focus();
	}
})();
