/* Deferred on the pages of staff: whoever wrote something and leaves without sending it is asked first. */
(() => {
	const WRITTEN =
		'textarea, input:is([type=text], [type=email], [type=tel], [type=number], :not([type]))';
	const touched = new Set();

	const isUnsent = (form) =>
		form.isConnected &&
		[...form.elements].some(
			(field) => field.matches(WRITTEN) && field.value !== field.defaultValue
		);

	document.addEventListener('input', ({ target: { form } }) => {
		if (form?.method === 'post') touched.add(form);
	});
	document.addEventListener('submit', ({ target }) => touched.delete(target));
	addEventListener('beforeunload', (event) => {
		if ([...touched].some(isUnsent)) event.preventDefault();
	});
	// Where pages follow each other without leaving the document, the page itself asks.
	globalThis.hasUnsent = () => [...touched].some(isUnsent);
})();
