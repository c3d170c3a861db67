/* Deferred on pages without a framework that take files: lists what was chosen, in the words of the page. */
(() => {
	const tag = document.documentElement.lang;
	const make = (tag, className, textContent) =>
		Object.assign(document.createElement(tag), { className, textContent });

	for (const input of document.querySelectorAll('.file input[type=file]:not([capture])'))
		listen(input);

	function listen(input) {
		// The script is named once per field; each field listens once.
		if (input.dataset.heard) return;
		input.dataset.heard = 'yes';
		const words = input.dataset;
		const list = make('ul', 'chosen-files', '');
		list.setAttribute('role', 'list');
		const refused = make('p', 'field-error', '');
		refused.setAttribute('aria-live', 'polite');
		const pickers = input.closest('.pickers');
		const said = make('p', 'visually-hidden', '');
		said.setAttribute('role', 'status');
		pickers.after(refused, said, list);
		const camera = pickers.querySelector('[capture]');
		const most = Number(words.most || Infinity);
		/** "3.4 MB", in the units of the page. */
		const size = (bytes) => {
			const [value, unit] =
				bytes < 1e6
					? [Math.max(1, Math.round(bytes / 1e3)), words.kilo]
					: [bytes / 1e6, words.mega];
			const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(value);
			return number.replace(/\u202f/g, '\u00a0') + '\u00a0' + unit;
		};
		let files = [];
		/** Photos that are still to be made smaller: the form waits for all of them. */
		let drawing = 0;
		async function take(from) {
			const picked = [...from.files].filter((file) => !known(file));
			const fine = picked.filter((file) => !faultIn(file));
			const fit = input.multiple ? fine.slice(0, Math.max(0, most - files.length)) : fine;
			refused.textContent = [
				...picked.map(faultIn).filter(Boolean),
				...(fit.length < fine.length ? [words.tooMany] : [])
			].join('. ');
			if (from === camera) camera.value = '';
			keep(input.multiple ? [...files, ...fit] : fit);
			const photos = camera ? fit.filter(({ type }) => type.startsWith('image/')) : [];
			drawing += photos.length;
			for (const photo of photos) await shrink(photo);
		}
		for (const one of [input, camera]) one?.addEventListener('change', () => take(one));
		function faultIn({ name, size: bytes, type }) {
			const photo = camera && type.startsWith('image/');
			const said = (sentence) => sentence.replace('{name}', name);
			if (type && words.type && !input.accept.split(',').includes(type)) return said(words.type);
			if (words.empty && !bytes) return said(words.empty);
			return bytes > Number(words.largest) && !photo ? said(words.tooLarge) : null;
		}

		/** Drawn again, however small: where it was taken stays on the device. What cannot be drawn here the server draws. */
		async function shrink(file) {
			const small = await import('/shrink.js')
				.then(({ redrawn }) => redrawn(file))
				.catch(() => file);
			drawing--;
			keep(files.map((kept) => (kept === file ? small : kept)));
			if (drawing || !leaving) return;
			const leave = leaving;
			// Once: where the form stays on the page, the next photo sends nothing.
			leaving = null;
			leave();
		}
		/** Sends the form that waits for its photos. */
		let leaving = null;
		input.form?.addEventListener('submit', (event) => {
			if (!drawing) return;
			event.preventDefault();
			leaving ??= waits(event.submitter);
		});
		/** Until then its button says what it waits for. */
		function waits(button) {
			const own = button ? [...button.childNodes] : [];
			said.textContent = words.preparing ?? '';
			button?.replaceChildren(said.textContent);
			button?.setAttribute('aria-disabled', 'true');
			return () => {
				said.textContent = '';
				button?.replaceChildren(...own);
				button?.removeAttribute('aria-disabled');
				input.form.requestSubmit(button);
			};
		}
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
		// Chosen before this script was there.
		for (const one of [input, camera]) if (one?.files.length) take(one);
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
