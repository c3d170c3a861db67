/*
 * A note calls a colleague with an `@`: those whose name begins with what follows it are offered, and whoever is chosen
 * is ticked in the list below the text, which says it without scripts too.
 */
(() => {
	for (const list of document.querySelectorAll('[data-mentions]')) offerIn(list);

	function offerIn(list) {
		const text = document.getElementById(list.dataset.mentions);
		const boxes = [...list.querySelectorAll('input[data-name]')];
		const offers = Object.assign(document.createElement('ul'), {
			...{ id: `${text.id}-offers`, className: 'offers', hidden: true }
		});
		offers.setAttribute('role', 'listbox');
		offers.setAttribute('aria-label', list.dataset.offers);
		const said = Object.assign(document.createElement('p'), { className: 'visually-hidden' });
		said.setAttribute('role', 'status');
		text.after(offers, said);
		text.setAttribute('aria-autocomplete', 'list');
		text.setAttribute('aria-controls', offers.id);
		let place = 0;

		const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
		/** What was typed since the `@` before the caret; null where there is none. */
		function called() {
			const before = text.value.slice(0, text.selectionStart);
			return /(?:^|[^\p{L}\p{N}._+-])@([^@\n]{0,40})$/u.exec(before)?.[1] ?? null;
		}
		/** Any word of a name begins with it. */
		const matches = (typed) =>
			boxes.filter(({ dataset }) =>
				` ${plain(dataset.name)}`.includes(` ${plain(typed).trimStart()}`)
			);

		function show() {
			const typed = called();
			const found = typed === null ? [] : matches(typed).slice(0, 8);
			// Written in full already.
			if (found.length === 0 || found.some(({ dataset }) => typed.startsWith(`${dataset.name} `)))
				return hide();
			place = 0;
			offers.replaceChildren(...found.map(optionOf));
			if (offers.hidden)
				said.textContent = `${list.dataset.offers} (${found.length}). ${list.dataset.keys}`;
			offers.hidden = false;
			point(0);
		}
		function optionOf(box, nth) {
			const option = Object.assign(document.createElement('li'), {
				...{ id: `${offers.id}-${nth}`, textContent: box.dataset.name }
			});
			option.setAttribute('role', 'option');
			option.dataset.name = box.dataset.name;
			// The caret stays where it is.
			option.addEventListener('pointerdown', (event) => event.preventDefault());
			option.addEventListener('click', () => choose(nth));
			return option;
		}
		function hide() {
			offers.hidden = true;
			offers.replaceChildren();
			said.textContent = '';
			text.removeAttribute('aria-activedescendant');
		}
		function point(to) {
			const all = [...offers.children];
			place = (to + all.length) % all.length;
			all.forEach((option, nth) => option.setAttribute('aria-selected', String(nth === place)));
			all[place].scrollIntoView({ block: 'nearest' });
			text.setAttribute('aria-activedescendant', all[place].id);
		}
		function choose(nth) {
			const { name } = offers.children[nth].dataset;
			const end = text.selectionStart;
			text.setRangeText(`@${name} `, end - called().length - 1, end, 'end');
			text.dispatchEvent(new Event('input', { bubbles: true }));
			// Of two with one name both are shown: whoever writes unticks the other.
			for (const box of boxes.filter(({ dataset }) => dataset.name === name)) tick(box);
			list.open = true;
			hide();
			text.focus();
		}
		function tick(box) {
			box.checked = true;
			box.dispatchEvent(new Event('input', { bubbles: true }));
		}

		text.addEventListener('input', show);
		text.addEventListener('blur', hide);
		text.addEventListener('keydown', (event) => {
			if (offers.hidden || event.isComposing) return;
			const act = {
				...{ ArrowDown: () => point(place + 1), ArrowUp: () => point(place - 1) },
				...{ Enter: () => choose(place), Tab: () => choose(place), Escape: hide }
			}[event.key];
			if (!act) return;
			event.preventDefault();
			act();
		});
	}
})();
