/*
 * Where staff and those they ask write: a form marked `data-draft` keeps its words on the device, for whoever wrote
 * them, until they are sent, whatever else is sent or looked at meanwhile. Of any other, whoever leaves is asked first.
 */
(() => {
	const WRITTEN =
		'textarea, input:is([type=text], [type=email], [type=tel], [type=number], [type=date], :not([type]))';
	const TICKED = 'input:is([type=radio], [type=checkbox])';
	const KEPT_DAYS = 30;
	const { owner, restored, erase } = document.querySelector('[data-owner]').dataset;
	const PLACE = `entendu-draft ${owner} `;
	const here = PLACE + location.pathname;
	const touched = new Set();
	let canKeep = true;

	const read = (place) => {
		try {
			return JSON.parse(localStorage[place]).forms;
		} catch {
			// Nothing was kept, or nothing can be.
			return {};
		}
	};
	function write(place, forms) {
		try {
			if (Object.keys(forms).length === 0) delete localStorage[place];
			else localStorage[place] = JSON.stringify({ at: Date.now(), forms });
			canKeep = true;
		} catch {
			// A full device, or one that keeps nothing: it asks.
			canKeep = false;
		}
	}

	const drafted = () => [...document.querySelectorAll('form[data-draft]')];
	/** Each by its name, of a choice by its value too: the form may have another order by then. */
	function fieldsOf(form) {
		const fields = new Map();
		for (const field of form.elements) {
			if (!field.name || !field.matches(`${WRITTEN}, ${TICKED}, select`)) continue;
			const name = field.matches(TICKED) ? `${field.name} ${field.value}` : field.name;
			let nth = 0;
			while (fields.has(`${name} ${nth}`)) nth++;
			fields.set(`${name} ${nth}`, field);
		}
		return fields;
	}
	const standsIn = (field) => (field.matches(TICKED) ? field.checked : field.value);
	/** Of a list, nothing chosen by the page is its first entry. */
	const stoodIn = (field) => {
		if (field.matches(TICKED)) return field.defaultChecked;
		if (!field.matches('select')) return field.defaultValue;
		return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
	};
	/** What differs from the page as it came; on a page that refused it, that is what was written before. */
	function wordsOf(form, before) {
		const stands = [...fieldsOf(form)].map(([name, field]) => [name, standsIn(field), field]);
		return stands
			.filter(([name, now, field]) => now !== stoodIn(field) || before.get(name) === now)
			.map(([name, now]) => [name, now]);
	}

	function keep(form) {
		const { [form.dataset.draft]: before = [], ...others } = read(here);
		const words = wordsOf(form, new Map(before));
		write(here, words.length ? { ...others, [form.dataset.draft]: words } : others);
	}
	function forget(place, name) {
		const { [name]: _, ...others } = read(place);
		write(place, others);
	}

	function refill(form, words) {
		const fields = fieldsOf(form);
		let isOther = false;
		for (const [name, stands] of words) {
			const field = fields.get(name);
			// The form may be another one by now.
			if (!field || standsIn(field) === stands) continue;
			isOther = true;
			if (field.matches(TICKED)) field.checked = stands;
			else field.value = stands;
			for (const type of ['input', 'change'])
				field.dispatchEvent(new Event(type, { bubbles: true }));
		}
		if (isOther) tell(form);
	}
	function tell(form) {
		form.closest('details')?.setAttribute('open', '');
		const note = Object.assign(document.createElement('p'), { className: 'hint draft' });
		const button = Object.assign(document.createElement('button'), {
			...{ type: 'button', className: 'button plain small', textContent: erase }
		});
		note.append(`${restored} `, button);
		form.prepend(note);
		button.addEventListener('click', () => {
			form.reset();
			forget(here, form.dataset.draft);
			touched.delete(form);
			note.remove();
			form.querySelector(WRITTEN)?.focus();
		});
	}

	/** Sent is what the next page says is done; a refused form comes back with its words. */
	function afterSending() {
		const { entenduSent } = sessionStorage;
		if (!entenduSent) return;
		delete sessionStorage.entenduSent;
		if (isAnswer() && /[?&](done|answered)=/.test(location.search))
			forget(...JSON.parse(entenduSent));
	}
	/** Whoever goes back after a line that broke finds the page of before, which may say what was done then. */
	const isAnswer = () => performance.getEntriesByType('navigation')[0]?.type === 'navigate';
	function dropOld() {
		const oldest = Date.now() - KEPT_DAYS * 86_400_000;
		for (const place of Object.keys(localStorage))
			if (place.startsWith('entendu-draft ') && !(JSON.parse(localStorage[place]).at > oldest))
				delete localStorage[place];
	}
	try {
		afterSending();
		dropOld();
	} catch {
		// A browser that keeps nothing.
	}
	const kept = read(here);
	for (const form of drafted())
		if (kept[form.dataset.draft]) refill(form, kept[form.dataset.draft]);

	document.addEventListener('input', ({ target: { form } }) => {
		if (form?.method !== 'post') return;
		touched.add(form);
		if (form.dataset.draft) keep(form);
	});
	document.addEventListener('submit', ({ target: form }) => {
		touched.delete(form);
		try {
			// Of two that are sent one after the other, the next page answers the second.
			if (form.dataset.draft)
				sessionStorage.entenduSent = JSON.stringify([here, form.dataset.draft]);
			else delete sessionStorage.entenduSent;
		} catch {
			// As above.
		}
	});

	const isUnsent = (form) =>
		form.isConnected &&
		!(form.dataset.draft && canKeep) &&
		[...form.elements].some(
			(field) => field.matches(WRITTEN) && field.value !== field.defaultValue
		);
	addEventListener('beforeunload', (event) => {
		if ([...touched].some(isUnsent)) event.preventDefault();
	});
	// Where pages follow each other without leaving the document, the page itself asks.
	globalThis.hasUnsent = () => [...touched].some(isUnsent);
})();
