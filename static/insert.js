/*
 * A prepared answer goes into the text where the caret stands, or after what is marked, as paragraphs of its own: nothing
 * that was written is lost. Without scripts its button asks the server for the page with it.
 */
(() => {
	for (const part of document.querySelectorAll('[data-insert]')) {
		const text = document.getElementById(part.dataset.insert);
		const choice = part.querySelector('select');
		part.querySelector('button').addEventListener('click', (event) => {
			event.preventDefault();
			const { text: words } = choice.selectedOptions[0].dataset;
			if (!words) return choice.focus();
			const { selectionEnd: caret, value } = text;
			const [before, after] = [value.slice(0, caret).trimEnd(), value.slice(caret).trimStart()];
			const apart = (beside) => (beside ? '\n\n' : '');
			const paragraph = apart(before) + words + apart(after);
			text.setRangeText(paragraph, before.length, value.length - after.length, 'end');
			choice.value = '';
			text.dispatchEvent(new Event('input', { bubbles: true }));
			text.focus();
		});
	}
})();
