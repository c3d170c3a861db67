/* Deferred on pages without a framework that take files: lists what was chosen, in the words of the page. */
(() => {
	const UNITS = { fr: ['Ko', 'Mo'], en: ['KB', 'MB'] };
	const tag = document.documentElement.lang;
	const size = (bytes) => {
		const small = bytes < 1e6;
		const value = small ? Math.max(1, Math.round(bytes / 1e3)) : bytes / 1e6;
		const unit = (UNITS[tag] ?? UNITS.en)[small ? 0 : 1];
		const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(value);
		return number.replace(/\u202f/g, '\u00a0') + '\u00a0' + unit;
	};
	const make = (tag, className, textContent) =>
		Object.assign(document.createElement(tag), { className, textContent });

	for (const input of document.querySelectorAll('.file input[type=file]')) listen(input);

	function listen(input) {
		// The script is named once per field; each field listens once.
		if (input.dataset.heard) return;
		input.dataset.heard = 'yes';
		const words = input.dataset;
		const list = make('ul', 'chosen-files', '');
		list.setAttribute('role', 'list');
		const refused = make('p', 'field-error', '');
		refused.setAttribute('aria-live', 'polite');
		input.parentElement.after(refused, list);
		let files = [];
		input.addEventListener('change', () => {
			const picked = [...input.files];
			const large = picked.filter((file) => file.size > Number(words.largest));
			refused.textContent = large
				.map(({ name }) => words.tooLarge.replace('{name}', name))
				.join('. ');
			const fine = picked.filter((file) => !large.includes(file) && !known(file));
			keep(input.multiple ? [...files, ...fine] : fine);
		});
		const known = ({ name, size: bytes }) =>
			input.multiple && files.some((file) => file.name === name && file.size === bytes);

		/** The native field carries exactly what is listed. */
		function keep(next) {
			files = next;
			const all = new DataTransfer();
			for (const file of files) all.items.add(file);
			input.files = all.files;
			list.replaceChildren(...files.map(row));
		}
		function row(file) {
			const line = make('li', '', '');
			const remove = make('button', 'button small plain', words.remove);
			remove.type = 'button';
			remove.setAttribute('aria-label', words.removeName.replace('{name}', file.name));
			remove.addEventListener('click', () => {
				keep(files.filter((kept) => kept !== file));
				input.focus();
			});
			line.append(
				make('span', 'name', file.name),
				make('span', 'small muted nowrap', size(file.size)),
				remove
			);
			return line;
		}
	}
})();
