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
	// Only whoever signs has that page.
	if (document.querySelector('a[href="/approvals"]')) GOES.a = '/approvals';
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
	/** Where the first step leads. */
	let start = 0;
	const here = () => rows().find((row) => row.contains(document.activeElement)) ?? rows()[place];
	function mark(index) {
		const all = rows();
		place = Math.min(Math.max(index, 0), all.length - 1);
		for (const row of all) row.removeAttribute('data-here');
		all[place]?.setAttribute('data-here', '');
		all[place]?.scrollIntoView({ block: 'nearest' });
	}
	function moveTo(index) {
		mark(index);
		linkOf(rows()[place])?.focus();
	}
	function step(by) {
		const at = rows().indexOf(here());
		moveTo(at < 0 ? start : at + by);
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
	/** From a case to its neighbour in the list one comes from; beyond the last one the list itself. */
	function toCase(by) {
		const { list, cases = [] } = before();
		const at = cases.indexOf(reference);
		if (at < 0) return;
		const next = cases[at + by];
		location.assign(next ? `/disputes/${next}` : list);
	}
	const search = () => document.querySelector('#q')?.select();
	function goTo(key) {
		const where = GOES[key];
		if (!where) return;
		// Back to the list one comes from, not to another.
		location.assign((key === 'l' && before().list) || where);
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
	const inCase = { j: () => toCase(1), k: () => toCase(-1) };
	const actions = { ...everywhere, ...(reference ? inCase : inQueue) };

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

	/** Neither the form that was answered nor what it said belongs to the list; an empty field says nothing. */
	function address() {
		const asked = new URLSearchParams(location.search);
		for (const [name, value] of [...asked])
			if (name.startsWith('/') || name === 'done' || value === '') asked.delete(name);
		return `${location.pathname}?${asked}`;
	}
	/** Whatever order its filters stand in. */
	function sorted(list = '') {
		const asked = new URLSearchParams(list.split('?')[1]);
		asked.sort();
		return String(asked);
	}
	function remember() {
		if (reference) return;
		const cases = rows().map((row) => row.dataset.case);
		keep({ list: address(), cases, place, at: here()?.dataset.case });
	}
	/** The list is come back to at the case one was at last. */
	function rememberCase() {
		const was = before();
		const place = was.cases?.indexOf(reference) ?? -1;
		if (place >= 0) keep({ ...was, place, at: reference });
	}
	function keep(what) {
		try {
			sessionStorage[LIST] = JSON.stringify(what);
		} catch {
			// It is not kept, then.
		}
	}
	function before() {
		try {
			return JSON.parse(sessionStorage[LIST] ?? '{}');
		} catch {
			// A browser that keeps nothing begins at the top.
			return {};
		}
	}
	addEventListener('pagehide', remember);
	addEventListener('focusin', ({ target }) => {
		const at = rows().findIndex((row) => row.contains(target));
		if (at >= 0) place = at;
	});
	function comeBack() {
		const { list, cases = [], at, place: last = 0 } = before();
		if (sorted(list) !== sorted(address()) || on !== 'on') return;
		const now = rows().map((row) => row.dataset.case);
		if (at && now[last] === at) return mark(last);
		// What was handled is gone or stands elsewhere: what came after it is next.
		const next = cases.slice(last + 1).find((one) => now.includes(one));
		start = next ? now.indexOf(next) : Math.max(last, 0);
	}
	if (reference) rememberCase();
	else comeBack();

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
