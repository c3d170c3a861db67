/* The page that says what waits on this device: tried again, corrected or deleted here. */
(() => {
	const box = document.getElementById('box');
	const words = box.dataset;
	const { base, mark } = document.querySelector('.portal').dataset;
	const { serviceWorker: worker } = navigator;
	const at = (id) => document.getElementById(id);
	const day = (time, options) => new Date(time).toLocaleString(words.locale, options);
	const instant = (time) => day(time, { dateStyle: 'medium', timeStyle: 'short' });
	const said = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
	/** Browsers that send nothing with the page closed are those that forget after a week. */
	const forgets = !('SyncManager' in window);

	/** One of them, or the list alone. */
	const say = (which) => {
		for (const name of ['looking', 'none', 'refused']) at(name).hidden = name !== which;
		at('intro').hidden = which === 'refused';
	};

	at('full').hidden = !location.search.includes('full');
	say('looking');
	if (!worker) return void refuse();
	const order = (what) => worker.ready.then(({ active }) => active.postMessage({ ...what, mark }));
	worker.addEventListener('message', ({ data }) => {
		if (data.type === 'outbox') show(data);
		if (data.type === 'progress') arrived(data);
		if (data.type === 'sent') at('gone').append(left(data));
	});
	const parts = new Map();
	isWorkerHere()
		.catch(() => false)
		.then((isHere) => (isHere ? order({ type: 'list' }) : refuse()));

	/** Put up by register.js too: asked for again, it is the same one. On a first visit it is still being put up. */
	async function isWorkerHere() {
		const found = await worker.register('/service-worker.js');
		if (!found || found.active) return Boolean(found);
		const coming = found.waiting ?? found.installing;
		return new Promise((settle) => {
			coming.onstatechange = () => {
				if (coming.state === 'activated') settle(true);
				if (coming.state === 'redundant') settle(Boolean(found.active));
			};
		});
	}
	/** Nothing is kept or sent from here. What was kept before is not hidden: its words can be taken elsewhere. */
	async function refuse() {
		say('refused');
		const all = await keptBefore().catch(() => []);
		const own = all.filter(
			({ url, mark: of }) => url.startsWith(base + '/') || (mark && of === mark)
		);
		at('stuck').hidden = !own.length;
		at('items').replaceChildren(...own.map(stuckRow));
	}
	function keptBefore() {
		return new Promise((done, fail) => {
			const opening = indexedDB.open('entendu');
			opening.onerror = fail;
			// There is none, and none is made.
			opening.onupgradeneeded = () => opening.transaction.abort();
			opening.onsuccess = () => {
				const all = opening.result.transaction('outbox').objectStore('outbox').getAll();
				all.onsuccess = () => done(all.result);
				all.onerror = fail;
				opening.result.close();
			};
		});
	}
	function stuckRow({ title, fields, files, keptAt }) {
		const line = at('item').content.cloneNode(true);
		const part = (name) => line.querySelector(`.${name}`);
		part('title').textContent = title.split(' – ')[0] || words.untitled;
		part('state').remove();
		part('typed').hidden = false;
		part('typed').textContent = fields
			.filter(([name]) => /^(body|note|explanation|message|comment)$/.test(name))
			.map(([, value]) => value)
			.join('\n\n');
		part('facts').textContent = facts({ keptAt, files: files.length }).join(' · ');
		part('row').remove();
		return line;
	}

	function show({ items, others }) {
		const place = focused();
		at('items').replaceChildren(...items.map(row));
		say(items.length > 0 || others > 0 || at('gone').childElementCount > 0 ? '' : 'none');
		at('others').hidden = !others;
		at('others-count').textContent = said(words.others, { count: others });
		const days = items.map(({ leavesBy }) => leavesBy).filter(Boolean);
		at('leave-by').hidden = !forgets || !days.length;
		at('leave-by').textContent = said(words.leaveBy, {
			date: day(Math.min(...days, 8.64e15), { dateStyle: 'long' })
		});
		if (place) comeBack(place);
	}
	/** What was pressed while it is not there: it is gone back to once it is again. */
	let pressed = null;
	/** What has the focus of what is drawn anew: in which item, and what of it. */
	function focused() {
		const { activeElement } = document;
		const line = activeElement.closest('#items > li');
		if (!line) return activeElement.closest('#others') && { index: at('items').childElementCount };
		const { key } = line.dataset;
		const { file, name = 'title' } = activeElement.dataset;
		if (name === 'title' && pressed?.key === key) return { ...pressed, index: indexOf(line) };
		return { key, index: indexOf(line), what: file ? `[data-file="${file}"]` : '', name };
	}
	const indexOf = (line) => [...at('items').children].indexOf(line);
	/** Under somebody's hands, it keeps his place; hidden or gone, what is next to it. */
	function comeBack(place) {
		const lines = [...at('items').children];
		const line = lines.find(({ dataset }) => dataset.key === place.key);
		const same = line?.querySelector(`[data-name="${place.name}"]${place.what}`);
		const isThere = same && !same.closest('[hidden]');
		pressed = line && !isThere ? place : null;
		if (isThere) return same.focus();
		const next = line ?? lines[place.index] ?? lines.at(-1);
		const { activeElement } = document;
		if (activeElement !== document.body && !activeElement.closest('[hidden]')) return;
		const title = next?.querySelector('.title') ?? at('gone').lastElementChild ?? at('title');
		title.tabIndex = -1;
		title.focus();
	}
	at('erase-others').onclick = () => confirm(words.surely) && order({ type: 'erase-others' });
	function row(item) {
		const line = at('item').content.cloneNode(true);
		line.firstElementChild.dataset.key = item.key;
		const part = (name) => line.querySelector(`.${name}`);
		for (const name of ['title', 'fix', 'retry', 'delete']) part(name).dataset.name = name;
		const title = item.about || words.untitled;
		const { faults = [] } = item;
		const lacks = faults.length > 0;
		part('title').replaceChildren(...whole(title));
		const isPutOff = item.failed === 'limit' && item.state === 'waiting';
		const state = isPutOff ? words.tomorrow : words[item.state];
		part('state').textContent = lacks ? words.fileTitle : state;
		part('facts').textContent = facts(item).join(' · ');
		part('problem').hidden = item.state !== 'correct' && !isPutOff && !lacks;
		// What is wrong stands beside the file.
		part('problem').classList.toggle('field-error', !lacks);
		const isEnded = item.failed === 'link';
		const why = isEnded ? words.ended : words.refused;
		part('problem').textContent = item.problem || (lacks ? words.fileText : why);
		const failed = faults.map(({ name }) => name);
		const ways = [...(parts.get(item.key) ?? [])].filter(([name]) => !failed.includes(name));
		part('parts').replaceChildren(
			...ways.map(([name, way]) => bar(name, way)),
			...faults.map((fault) => missing(item.key, fault))
		);
		// Its link has ended: it leaves through the one that is open, when that is another.
		part('fix').hidden = item.state !== 'correct' || isEnded;
		part('fix').href = item.fix;
		part('retry').hidden = isEnded ? !item.isOfOtherLink : item.state !== 'waiting';
		if (isEnded) part('retry').textContent = words.through;
		part('retry').onclick = () => order({ type: 'retry', key: item.key });
		part('delete').hidden = item.state === 'sending';
		part('delete').onclick = () => confirm(words.sure) && order({ type: 'drop', key: item.key });
		part('delete').setAttribute('aria-label', `${part('delete').textContent} – ${title}`);
		return line;
	}
	function facts({ keptAt, files, attempts, triedAt, failed, state }) {
		const reason = { network: words.network, server: words.server }[failed];
		return [
			keptAt && said(words.kept, { date: instant(keptAt) }),
			files && said(words.files, { count: files }),
			attempts && triedAt && said(words.tried, { count: attempts, date: instant(triedAt) }),
			state === 'waiting' && reason
		].filter(Boolean);
	}
	/** Large files on their way, by item and name. */
	function arrived({ key, name, sent, total }) {
		const of = parts.get(key) ?? new Map();
		parts.set(key, of.set(name, { sent, total }));
		const line = document.querySelector(`[data-key="${key}"] .parts`);
		line?.replaceChildren(...[...of].map(([file, way]) => bar(file, way)));
	}
	function bar(name, { sent, total }) {
		const line = document.createElement('li');
		const progress = Object.assign(document.createElement('progress'), { max: total, value: sent });
		progress.setAttribute('aria-label', name);
		line.append(name, progress, `${Math.floor((sent / total) * 100)}\u00a0%`);
		return line;
	}
	/** A file that did not arrive: tried again or left out, the rest leaves. */
	function missing(key, { file, name, words: why }) {
		const line = document.createElement('li');
		const text = document.createElement('span');
		text.className = 'name';
		text.textContent = name;
		const fault = Object.assign(document.createElement('span'), {
			className: 'field-error',
			textContent: why || words.fileFailed
		});
		line.append(
			text,
			button(words.fileRetry, said(words.fileRetryName, { name }), { type: 'retry', key }, file),
			button(
				words.fileRemove,
				said(words.fileRemoveName, { name }),
				{ type: 'drop-file', key, file },
				file
			),
			fault
		);
		return line;
	}
	function button(textContent, label, what, file) {
		const one = Object.assign(document.createElement('button'), { type: 'button', textContent });
		one.className = 'button small' + (what.file ? ' plain' : '');
		one.setAttribute('aria-label', label);
		Object.assign(one.dataset, { name: what.type, file });
		one.onclick = () => order(what);
		return one;
	}
	/** A number (lib/i18n/one-piece.ts) goes on in no second line, unless it is longer than one. */
	function whole(text) {
		const parts = text.split(/((?=[\p{L}/-]*\d)[\p{L}\d]+(?:[/-][\p{L}\d]+)+)/u);
		return parts.map((textContent, place) => {
			if (place % 2 === 0 || textContent.length > 20) return textContent;
			return Object.assign(document.createElement('span'), { className: 'nowrap', textContent });
		});
	}
	function left({ location: href, about }) {
		const line = document.createElement('li');
		const reference = /\/disputes\/([A-Z]{3}-[\w-]+)/.exec(href)?.[1];
		const textContent = reference ? said(words.follow, { reference }) : words.open;
		const link = Object.assign(document.createElement('a'), { href, textContent });
		link.className = 'nowrap';
		line.append(...whole(`${words.sent} – ${about || words.untitled} `), link);
		return line;
	}
})();
