/*
 * Where something is typed: it outlives the change of the language, a page loaded anew and the sending of another form
 * beside it, and while it is sent its button says so.
 */
(() => {
	const { sending } = document.querySelector('.portal').dataset;
	const said = Object.assign(document.createElement('p'), { className: 'visually-hidden' });
	said.setAttribute('role', 'status');
	document.body.append(said);
	/** As the button was: for whoever comes back to the page, or stopped it. */
	let restore = null;
	/** On its way: what it holds is not written again. */
	let sent = null;
	let isChanged = false;
	addEventListener('submit', (event) => {
		const { target, submitter: button } = event;
		if (event.defaultPrevented || target.method !== 'post') return;
		if (restore) return event.preventDefault();
		const own = button ? [...button.childNodes] : [];
		sent = target;
		restore = () => {
			restore = null;
			said.textContent = '';
			button?.replaceChildren(...own);
			button?.removeAttribute('aria-disabled');
		};
		said.textContent = sending;
		// Its name and value leave with the form: it is not disabled.
		button?.replaceChildren(sending);
		button?.setAttribute('aria-disabled', 'true');
		setTimeout(() => restore?.(), 10_000);
	});
	// Its button comes back after a while: what left with it has left all the same, until somebody writes there again.
	addEventListener('pageshow', () => {
		restore?.();
		sent = null;
	});
	/** Of a dispute, its own script keeps the words. */
	const all = () => [...document.querySelectorAll('form[method=post]:not(#dispute)')];
	const { pathname } = location;
	const wordsOf = (form) => [...new FormData(form)].filter(([, to]) => to.trim);
	function keep(forms) {
		const typed = Object.fromEntries(forms.map((form) => [form.action, wordsOf(form)]));
		if (forms[0]) sessionStorage.typed = JSON.stringify([pathname, typed]);
		else delete sessionStorage.typed;
	}
	addEventListener('click', (event) => {
		const { hreflang, dataset } = event.target;
		// A form that keeps its words itself has prevented it.
		if (event.defaultPrevented || !(hreflang || dataset?.lang)) return;
		// That of a dispute leaves by the button itself, and comes back in the other language.
		if (event.target.form?.id === 'dispute') return;
		// Files leave with the form, which comes back with them: only words can stay on the device.
		const own = [...(event.target.form?.elements ?? [])];
		if (own.some(({ files }) => files?.length)) return;
		keep(all());
		if (hreflang) return;
		// Without scripts the button sends the form; with them its words stay on the device.
		event.preventDefault();
		location = dataset.lang;
	});
	const isWritten = ({ value, defaultValue, type }) =>
		/^text/.test(type) && value !== defaultValue && value;
	for (const form of all()) isChanged ||= [...form.elements].some(isWritten);
	addEventListener('input', ({ target }) => {
		isChanged ||= target.form?.method === 'post';
		if (sent && sent === target.form) sent = null;
	});
	addEventListener('erased', () => (isChanged = false));
	const leave = () => isChanged && keep(all().filter((form) => form !== sent));
	addEventListener('pagehide', leave);
	addEventListener('visibilitychange', leave);
	if (!sessionStorage.typed) return;
	const [path, forms] = JSON.parse(sessionStorage.typed);
	if (path !== pathname) return;
	delete sessionStorage.typed;
	const tell = (field, type) => field.dispatchEvent(new Event(type, { bubbles: true }));
	const each = (does) =>
		all().forEach((form) => {
			const typed = forms[form.action] ?? [];
			for (const name of new Set([...form.elements].map((field) => field.name))) {
				const values = typed.flatMap(([of, value]) => (of === name ? [value] : []));
				const fields = [...form.elements].filter((field) => field.name === name);
				fields.forEach((field, at) => does(field, values, at, typed.length > 0));
			}
		});
	const isTick = ({ type }) => type === 'radio' || type === 'checkbox';
	function tick(field, values, _, isKept) {
		if (!isKept || !isTick(field)) return;
		const on = values.includes(field.value);
		if (field.checked === on || (field.type === 'radio' && !on)) return;
		field.checked = on;
		tell(field, 'change');
	}
	function write(field, values, at) {
		// Keys are of this page, and a browser gives no file back.
		if (isTick(field) || /^(hidden|file|submit|button)$/.test(field.type)) return;
		if (values[at] === undefined || values[at] === field.value) return;
		field.value = values[at];
		tell(field, 'input');
		tell(field, 'change');
		field.closest('details')?.setAttribute('open', '');
	}
	function refill() {
		each(tick);
		// What was ticked shows its fields first.
		requestAnimationFrame(() => each(write));
	}
	// The form of a dispute wakes up by a script of its own.
	if (document.readyState === 'complete') setTimeout(refill);
	else addEventListener('load', () => setTimeout(refill));
})();
