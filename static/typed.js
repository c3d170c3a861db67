/* Where something is typed: it outlives the change of the language. */
(() => {
	const all = () => [...document.querySelectorAll('form[method=post]')];
	addEventListener('click', (event) => {
		const { hreflang, dataset } = event.target;
		// A form that keeps its words itself has prevented it.
		if (event.defaultPrevented || !(hreflang || dataset?.lang)) return;
		const typed = all().map((form) => [...new FormData(form)].filter(([, to]) => to.trim));
		sessionStorage.typed = JSON.stringify([location.pathname, typed]);
		if (hreflang) return;
		// Without scripts the button sends the form; with them its words stay on the device.
		event.preventDefault();
		location = dataset.lang;
	});
	if (!sessionStorage.typed) return;
	const [path, forms] = JSON.parse(sessionStorage.typed);
	delete sessionStorage.typed;
	if (path !== location.pathname) return;
	const tell = (field, type) => field.dispatchEvent(new Event(type, { bubbles: true }));
	const each = (does) =>
		all().forEach((form, place) => {
			const typed = forms[place] ?? [];
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
