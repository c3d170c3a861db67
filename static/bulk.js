/*
 * Of the queue: says how many cases are ticked, ticks or clears all that are shown, and offers to put them together only
 * where all are of one customer. Without it every row is ticked by hand, and the form that works on them is the same.
 */
(() => {
	const form = document.querySelector('form[data-bulk]');
	if (!form) return;
	const part = (name) => form.querySelector(`[data-bulk-${name}]`);
	const boxes = () => [...document.querySelectorAll(`input[name=case][form="${form.id}"]`)];
	const whole = () => form.querySelector('[name=all]')?.checked;
	function count() {
		const all = boxes();
		const chosen = all.filter((box) => box.checked);
		const ticked = whole() ? Number(form.dataset.total) : chosen.length;
		const customers = new Set(chosen.map((box) => box.dataset.customer));
		if (part('merge')) part('merge').hidden = customers.size > 1;
		part('count').textContent = part('count').dataset.bulkCount.replace('#', ticked);
		part('none').disabled = ticked === 0;
		part('all').disabled = all.every((box) => box.checked);
	}
	function tickAll(checked) {
		for (const box of boxes()) box.checked = checked;
		const everyPage = form.querySelector('[name=all]');
		if (everyPage && !checked) everyPage.checked = false;
		count();
	}
	/** The button that was pressed is pressed no more: the other one is next. */
	const pass = (from, to, checked) =>
		part(from).addEventListener('click', () => {
			tickAll(checked);
			part(to).focus();
		});
	pass('all', 'none', true);
	pass('none', 'all', false);
	addEventListener('change', ({ target }) => {
		if (target.name === 'case' || target.name === 'all') count();
	});
	// A page that is come back to has the ticks it had.
	addEventListener('pageshow', count);
	for (const name of ['count', 'all', 'none']) part(name).hidden = false;
	count();
})();
