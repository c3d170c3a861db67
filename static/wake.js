/*
 * A form with a script of its own: it is fetched once the page is there, and begins with the first use of the form, or
 * when the page is left alone. A button pressed before waits for it, not for ever: the form works without it too.
 */
(() => {
	const [QUIET_MS, SEEN_MS, PATIENCE_MS] = [4_000, 200, 3_000];
	const page = document.querySelector('[data-script]');
	const { script } = page.dataset;
	const signs = ['pointerdown', 'keydown', 'focusin', 'input', 'scroll'];
	const left = `entendu-left ${location.pathname}${location.search}`;
	let begun = null;
	let held = null;
	let isThere = false;
	const begin = () =>
		(begun ??= import(script).then(
			() => (isThere = true),
			() => (isThere = true)
		));
	const used = () => {
		page.dataset.used = '';
		for (const sign of signs) removeEventListener(sign, used, true);
		// Once what was touched is seen.
		setTimeout(begin, SEEN_MS);
	};
	for (const sign of signs) addEventListener(sign, used, { capture: true, passive: true });
	const pressed = (event) => {
		const button = event.target.closest('button');
		// Another language is asked of the page, not of the form.
		if (isThere || button?.type !== 'submit' || button.dataset.lang) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		const isFirst = !held;
		held = button;
		if (!isFirst) return;
		const enough = new Promise((done) => setTimeout(() => done('late'), PATIENCE_MS));
		Promise.race([begin(), enough]).then((end) => {
			// What leaves as it stands keeps its key: the script does not wake under it.
			if (end === 'late') page.dataset.left = '';
			isThere = true;
			held?.click();
			if (end === 'late') delete sessionStorage[left];
		});
	};
	addEventListener('click', pressed, true);
	addEventListener('pagehide', () => (held = null));
	addEventListener('pageshow', () => delete page.dataset.left);
	const fetchAhead = () => fetch(script, { priority: 'low' }).catch(() => {});
	const shown = () => {
		// After the first frame is drawn: until then the line belongs to what is read.
		requestAnimationFrame(() => setTimeout(fetchAhead));
		setTimeout(begin, QUIET_MS);
	};
	if (document.readyState === 'complete') shown();
	else addEventListener('load', shown);
	// Somebody was faster; what was written before comes back, or was refused.
	if (document.activeElement !== document.body || scrollY > 0) used();
	if (/[?&]refill=/.test(location.search) || document.getElementById('problem')) used();
	try {
		if (sessionStorage['entendu-typed'] || sessionStorage[left]) used();
	} catch {
		// A browser that keeps nothing.
	}
})();
