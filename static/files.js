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
		/** What this device sees wrong with a file: said, and sent if somebody insists. */
		const faults = new WeakMap();
		/** Files that are still looked at, photos made smaller: the form waits for all of them. */
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
			if (!camera) return;
			drawing += fit.length;
			for (const file of fit) await look(file);
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
		async function look(file) {
			const { file: small, isBroken } = await import('/shrink.js')
				.then(({ looked }) => looked(file))
				.catch(() => ({ file }));
			drawing--;
			const tooLarge = small.size > Number(words.largest) && words.tooLarge;
			const fault = isBroken ? words.broken : tooLarge;
			if (fault) faults.set(small, fault.replace('{name}', small.name));
			keep(files.map((kept) => (kept === file ? small : kept)));
			if (drawing || !leaving) return;
			const leave = leaving;
			// Once: where the form stays on the page, the next photo sends nothing.
			leaving = null;
			leave();
		}
		/** Sends the form that waits for its photos. */
		let leaving = null;
		/** On its way from here, or left to the browser: what it cannot do with progress it does without. */
		let way = '';
		input.form?.addEventListener('submit', (event) => {
			if (event.defaultPrevented || way === 'native') return;
			if (drawing) leaving ??= waits(event.submitter, words.preparing);
			else if (!way && !isLong()) return;
			else if (!way) void send(event.submitter);
			event.preventDefault();
		});
		const isLong = () => camera && files.reduce((sum, file) => sum + file.size, 0) > 300_000;
		async function send(button) {
			way = 'here';
			const goOn = waits(button, document.querySelector('.portal').dataset.sending);
			// Whoever comes back to the page finds its form as it was.
			addEventListener('pageshow', ({ persisted }) => {
				if (!persisted) return;
				way = '';
				goOn.back();
			});
			const isGone = await import('/upload.js')
				.then(({ upload }) => upload(input.form, button, told))
				.catch(() => false);
			if (isGone) return;
			way = 'native';
			goOn();
		}
		/** How much of each file has left. */
		function told(bytes) {
			const percent = new Intl.NumberFormat(tag, { style: 'percent' });
			let before = 0;
			for (const [at, file] of files.entries()) {
				const part = Math.min(1, Math.max(0, (bytes - before) / file.size));
				list.children[at].querySelector('.muted').textContent =
					`${size(file.size)} – ${percent.format(part)}`;
				before += file.size;
			}
		}
		/** Until then its button says what it waits for. */
		function waits(button, why = '') {
			const own = button ? [...button.childNodes] : [];
			said.textContent = why;
			button?.replaceChildren(why);
			button?.setAttribute('aria-disabled', 'true');
			const back = () => {
				said.textContent = '';
				button?.replaceChildren(...own);
				button?.removeAttribute('aria-disabled');
			};
			return Object.assign(() => (back(), input.form.requestSubmit(button)), { back });
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
			if (faults.has(file)) {
				const wrong = make('p', 'field-error wrong', faults.get(file));
				wrong.setAttribute('role', 'alert');
				line.append(wrong);
			}
			return line;
		}
	}
})();
