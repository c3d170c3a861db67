/*
 * A prepared answer goes into the text where the caret stands, and nothing that was written is lost; without scripts its
 * button asks the server for the page with it.
 */
(() => {
	for (const part of document.querySelectorAll('[data-insert]')) {
		const text = document.getElementById(part.dataset.insert);
		const choice = part.querySelector('select');
		part.querySelector('button').addEventListener('click', (event) => {
			event.preventDefault();
			const { text: words } = choice.selectedOptions[0].dataset;
			if (!words) return choice.focus();
			const { selectionStart: from, selectionEnd: to, value } = text;
			const before = value.slice(0, from).trimEnd();
			text.setRangeText((before ? '\n\n' : '') + words, before.length, to, 'end');
			choice.value = '';
			text.dispatchEvent(new Event('input', { bubbles: true }));
			text.focus();
		});
	}
})();
