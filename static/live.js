/*
 * The queue and a case while they are open: what others change is told in a line, never put under somebody's hands. The
 * server sends ids only; what changed is read from the page itself, asked for again. Without it the pages are the same.
 */
(() => {
	const place = document.querySelector('[data-live]');
	if (!place || !('EventSource' in window)) return;
	const { live: reference, one, many, here, writing } = place.dataset;
	const ADDRESS = `/live${reference ? `?reference=${encodeURIComponent(reference)}` : ''}`;
	const LOOK_MS = 1500;
	/** However much changes, and however many pages hear of it: no page asks oftener, and not all at once. */
	const APART_MS = 10_000;
	const WRITING_MS = 8000;
	const GONE_MS = 60_000;
	const LONGEST_WAIT_MS = 60_000;
	/** A page before which nobody sits keeps no session alive. */
	const RESTS_MS = 30 * 60_000;
	const people = new Map();
	let source;
	let wait = 2000;
	let retry;
	let looking;
	let lookedAt = 0;
	let isOusted = false;
	/** What the line says already. */
	let toldOf = '';
	let toldAt = 0;
	let touchedAt = Date.now();
	/** The page was made a moment ago: only after an interruption it has to look again. */
	let isFresh = true;

	const part = (name) => place.querySelector(`[data-live-${name}]`);
	/** The time that is left changes by itself: no news. */
	function plain(node) {
		const line = node.cloneNode(true);
		for (const passing of line.querySelectorAll('[data-passes]')) passing.remove();
		const said = reference ? [...line.children] : [line];
		return said.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()).join(' · ');
	}
	/** What may change: rows of the queue by their case, lines of what happened to a case by themselves. */
	const linesOf = (page) =>
		new Map(
			[...page.querySelectorAll(reference ? '[data-trail] li' : 'tr[data-case]')].map((line) => [
				line.dataset.case ?? line.dataset.event,
				plain(line)
			])
		);
	const known = linesOf(document);

	function open() {
		clearTimeout(retry);
		if (source || document.hidden || isResting()) return;
		isOusted = false;
		source = new EventSource(ADDRESS);
		source.addEventListener('open', () => (wait = 2000));
		source.addEventListener('changed', ({ data }) => lookSoon(JSON.parse(data).ids === null));
		source.addEventListener('ready', () => {
			if (!isFresh) lookSoon(true);
			isFresh = false;
		});
		// Other windows of ours need the place: it is asked for again once somebody is here.
		source.addEventListener('over', () => {
			close();
			isOusted = true;
		});
		source.addEventListener('presence', ({ data }) => meet(JSON.parse(data)));
		source.addEventListener('error', () => {
			if (source?.readyState === EventSource.CLOSED) later();
		});
	}
	const isResting = () => Date.now() - touchedAt > RESTS_MS;
	function touch() {
		const rested = isResting();
		touchedAt = Date.now();
		if (rested || isOusted) open();
	}
	function close() {
		source?.close();
		source = undefined;
		clearTimeout(looking);
		looking = undefined;
	}
	function later() {
		close();
		retry = setTimeout(open, wait + Math.random() * 1000);
		wait = Math.min(wait * 2, LONGEST_WAIT_MS);
	}

	/** What comes until then is seen by the same look. `isForAll`: every page is told at the same moment. */
	function lookSoon(isForAll) {
		if (looking) return;
		const soonest = Math.max(LOOK_MS, lookedAt + APART_MS - Date.now());
		looking = setTimeout(look, soonest + Math.random() * (isForAll ? APART_MS : LOOK_MS));
	}
	async function look() {
		looking = undefined;
		lookedAt = Date.now();
		const answer = await fetch(location.href).catch(() => null);
		if (!source) return;
		if (!answer || answer.status >= 500) return lookSoon(true);
		if (!answer.ok || answer.redirected) return;
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const now = linesOf(page);
		const fresh = [...now.keys()].filter((key) => known.get(key) !== now.get(key));
		const left = reference ? [] : [...known.keys()].filter((key) => !now.has(key));
		const count = fresh.length + left.length;
		part('line').hidden = count === 0;
		if (count === 0) return;
		const told = fresh.join();
		if (told === toldOf) return;
		toldOf = told;
		if (reference) part('what').replaceChildren(...fresh.map((key) => lineOf(now.get(key))));
		else part('count').textContent = (count === 1 ? one : many).replace('#', count);
	}
	function lineOf(words) {
		const line = document.createElement('li');
		line.textContent = words;
		return line;
	}

	function meet({ id, name, state }) {
		if (state === 'gone') people.delete(id);
		else {
			const before = people.get(id);
			const at = Date.now();
			const writes = state === 'writing' ? at : (before?.writes ?? 0);
			people.set(id, { name, at, writes });
		}
		showPeople();
		if (state === 'writing') setTimeout(showPeople, WRITING_MS + 100);
	}
	function showPeople() {
		const now = Date.now();
		const said = [];
		for (const [id, { name, at, writes }] of people) {
			if (now - at > GONE_MS) people.delete(id);
			else said.push((now - writes < WRITING_MS ? writing : here).replace('#', name));
		}
		// Said again only when it is another: a reader that speaks would repeat it.
		const words = said.join(' · ');
		if (part('people').textContent !== words) part('people').textContent = words;
	}
	function tellWriting({ target }) {
		if (!target.matches?.('textarea') || Date.now() - toldAt < WRITING_MS / 2) return;
		toldAt = Date.now();
		fetch(ADDRESS, { method: 'POST' }).catch(() => {});
	}

	if (reference) {
		document.addEventListener('input', tellWriting);
		setInterval(showPeople, GONE_MS / 2);
	}
	document.addEventListener('visibilitychange', () => {
		if (document.hidden) return close();
		touch();
		open();
	});
	for (const kind of ['keydown', 'pointerdown', 'pointermove', 'scroll'])
		addEventListener(kind, touch, { passive: true });
	setInterval(() => isResting() && close(), LONGEST_WAIT_MS);
	addEventListener('pagehide', close);
	addEventListener('pageshow', ({ persisted }) => persisted && open());
	open();
})();
