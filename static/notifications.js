/* On the page where somebody asks to be told on this device: shows what this browser can do, and asks for it. */
(async () => {
	const page = document.getElementById('device');
	const { base, mark, keptAt } = document.querySelector('.portal').dataset;
	const [turnOn, turnOff] = page.querySelectorAll('form');
	const { serviceWorker: worker } = navigator;
	/** Elements name the states they are of. */
	const show = (state) => {
		for (const element of page.querySelectorAll('[data-state]'))
			element.hidden = !element.dataset.state.split(' ').includes(state);
	};
	const key = Uint8Array.from(
		atob(page.dataset.key.replace(/-/g, '+').replace(/_/g, '/')),
		(letter) => letter.charCodeAt(0)
	);
	const digest = async (text) => {
		const bytes = new Uint8Array(
			await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
		);
		return [...bytes.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	};
	/** The worker shows what is of an account that is told here, and nothing else (worker/notifications.ts). */
	const told = () => caches.open('told-1');
	const isKnown = async (asked) =>
		page.dataset.devices.split(' ').includes(await digest(asked.endpoint));

	async function look() {
		if (!worker || !window.PushManager || !window.Notification)
			return show(navigator.standalone === false ? 'apple' : 'unsupported');
		if (keptAt || !navigator.onLine) return show('offline');
		// A browser that refuses the worker never says so: its promise stays open.
		const patience = setTimeout(() => show('unsupported'), 3000);
		const { pushManager } = await worker.ready;
		clearTimeout(patience);
		const asked = await pushManager.getSubscription();
		const isOn = asked && (await isKnown(asked));
		await (isOn ? remember(asked) : forget(asked));
		if (Notification.permission === 'denied') return show('denied');
		show(isOn ? 'on' : 'off');
	}
	async function remember({ endpoint }) {
		turnOff.elements.endpoint.value = endpoint;
		await (await told()).put('/told/' + mark, new Response(base));
	}
	/** Another account may still be told here: then the browser goes on. */
	async function forget(asked) {
		const cache = await told();
		await cache.delete('/told/' + mark);
		if ('off' in page.dataset && !(await cache.keys()).length) await asked?.unsubscribe();
	}

	async function ask({ pushManager }) {
		const options = { userVisibleOnly: true, applicationServerKey: key };
		try {
			return await pushManager.subscribe(options);
		} catch (error) {
			// Asked for under another key of ours before.
			const old = await pushManager.getSubscription();
			if (!old) throw error;
			await old.unsubscribe();
			return pushManager.subscribe(options);
		}
	}
	turnOn.onsubmit = async (event) => {
		event.preventDefault();
		if ((await Notification.requestPermission()) !== 'granted')
			return show(Notification.permission === 'denied' ? 'denied' : 'off');
		show('asking');
		try {
			const { endpoint, keys } = (await ask(await worker.ready)).toJSON();
			for (const [name, value] of Object.entries({ endpoint, ...keys }))
				if (turnOn.elements[name]) turnOn.elements[name].value = value;
			turnOn.submit();
		} catch {
			show(navigator.onLine ? 'failed' : 'offline');
		}
	};
	addEventListener('online', look);
	addEventListener('offline', look);
	await look().catch(() => show('unsupported'));
})();
