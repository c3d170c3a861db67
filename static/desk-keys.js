/*
 * The queue and a case by single keys (see the sheet that `?` opens). Never while somebody types, never together with
 * Ctrl, Alt or Meta, and not at all for whoever switched them off: the sheet then opens by its button only. Ctrl+Enter
 * is no single key: it sends what is being written, for everybody.
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
		1: ['assign', 'assignReason'],
		2: ['duplicate', 'duplicateOf'],
		3: ['reject', 'explanation'],
		r: ['reply', 'body-customer'],
		n: ['note', 'body-internal'],
		h: ['postpone', 'until-case'],
		e: ['close', 'to']
	};
	/** Those that need nothing of the page but the field. */
	const IN_PLACE = new Set(['r', 'n', 'h', 'e']);
	/** Of the queue, what works on all that are ticked; of one case the same key does it otherwise. */
	const OF_TICKED = { a: 'bulk-who', h: 'bulk-until' };
	/** Where that field is not there: nobody was asked before, or nothing is left but closing. */
	const INSTEAD = {
		assignReason: '#userId',
		to: 'form[action="?/resolve"] :is(input:not([type=hidden]), button)'
	};
	/** The case that is being closed, after which the next one is opened. */
	const CLOSING = 'entendu-closing';
	let isGoing = false;

	const rows = () => [...document.querySelectorAll('tr[data-case], article[data-case]')];
	const linkOf = (row) => row?.querySelector('th a, h2 a');
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
		here()?.querySelector('input[name=case]')?.click();
	}
	/** Of the queue the case of the focus, of a case itself. */
	function open(key) {
		const about = reference || here()?.dataset.case;
		const [wanted, field] = OPENS[key];
		if (!about) return;
		if (key === 'e') keepAs(CLOSING, about);
		if (reference && IN_PLACE.has(key)) reveal(field);
		else location.assign(`/disputes/${about}?do=${wanted}#${field}`);
	}
	/** A field that a key led to is there to be written in. */
	function reveal(id) {
		const field =
			document.querySelector(`#${CSS.escape(id)}`) ?? document.querySelector(INSTEAD[id]);
		for (
			let around = field?.closest('details');
			around;
			around = around.parentElement.closest('details')
		)
			around.open = true;
		field?.focus();
	}
	/** The one row, whatever is ticked or typed beside it. */
	function takeOver() {
		const bulk = document.querySelector('#bulk');
		const box = here()?.querySelector('input[name=case]');
		if (!bulk || !box) return;
		remember();
		const form = document.createElement('form');
		Object.assign(form, { method: 'post', action: bulk.action, hidden: true });
		for (const [name, value] of [
			['case', box.value],
			['me', 'on']
		])
			form.append(Object.assign(document.createElement('input'), { name, value }));
		document.body.append(form);
		form.submit();
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
	const inCase = {
		j: () => toCase(1),
		']': () => toCase(1),
		k: () => toCase(-1),
		'[': () => toCase(-1)
	};
	const actions = { ...everywhere, ...(reference ? inCase : inQueue) };

	const WRITES = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
	const isTyping = ({ target }) => target instanceof Element && target.closest(WRITES) !== null;
	/** Arrows scroll, and choose among buttons, for whoever is not in the list. */
	const isElsewhere = ({ key, target }) =>
		key.startsWith('Arrow') && target !== document.body && !target.closest?.('[data-case]');
	addEventListener('keydown', (event) => {
		const { ctrlKey, altKey, metaKey, defaultPrevented } = event;
		if (event.key === 'Enter' && (ctrlKey || metaKey)) return send(event);
		// Many keyboards write brackets with AltGr, which is told as Ctrl and Alt.
		const isCombined = (ctrlKey || altKey || metaKey) && !event.getModifierState('AltGraph');
		if (on !== 'on' || isCombined || defaultPrevented) return;
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
	/** What is being written to the customer, or for the house. */
	function send(event) {
		const form = event.target.closest?.('form[data-draft^="post-"]');
		if (!form || event.repeat || event.defaultPrevented) return;
		event.preventDefault();
		form.requestSubmit(form.querySelector('button:not([type=button], [formaction])'));
	}
	const isForTicked = (key) =>
		!reference &&
		document.getElementById(OF_TICKED[key]) !== null &&
		document.querySelector('input[name=case]:checked, #bulk [name=all]:checked') !== null;
	function opening(key) {
		if (isForTicked(key)) return () => reveal(OF_TICKED[key]);
		return openingOne(key);
	}
	const openingOne = (key) =>
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
	const keep = (what) => keepAs(LIST, JSON.stringify(what));
	function keepAs(name, text) {
		try {
			sessionStorage[name] = text;
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
	const asked = new URLSearchParams(location.search);
	if (reference && asked.has('do') && location.hash) reveal(location.hash.slice(1));
	/** Closed by the key that says "and next": on it goes; at another case it was given up. */
	function goOnAfterClosing() {
		try {
			const closing = sessionStorage[CLOSING];
			if (!reference || !closing) return;
			const isClosed = closing === reference && ['close', 'resolve'].includes(asked.get('done'));
			if (closing !== reference || isClosed) delete sessionStorage[CLOSING];
			if (isClosed) toCase(1);
		} catch {
			// A browser that keeps nothing stays where it is.
		}
	}
	goOnAfterClosing();
})();
