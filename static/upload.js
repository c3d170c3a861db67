/* A form with files, sent so that one sees how much of it has left: fetched when one is sent. */

/** What weighs more goes in parts, and a form in which something was refused has a way of its own: the service worker's. */
const LARGEST = 8_000_000;
const LARGEST_FORM = 28_000_000;

/** @returns whether it has left; where not, the browser sends it as it would have, and says why it is refused. */
export async function upload(form, button, told) {
	const body = new FormData(form, button);
	const action = button?.hasAttribute('formaction') ? button.formAction : form.action;
	const sizes = [...body.values()].map(({ size }) => size ?? 0);
	const isHeavy =
		Math.max(...sizes) > LARGEST || sizes.reduce((sum, size) => sum + size, 0) > LARGEST_FORM;
	if (isHeavy || !navigator.onLine || new URL(action).searchParams.has('refill')) return false;
	const to = await answerTo(action, body, told);
	if (to) leave(new URL(to, location));
	return Boolean(to);
}

/** Where to go from here; nothing where it did not arrive, or was not taken. */
const answerTo = (action, body, told) =>
	new Promise((done) => {
		const request = new XMLHttpRequest();
		request.open('POST', action);
		request.setRequestHeader('accept', 'application/json');
		request.setRequestHeader('x-sveltekit-action', 'true');
		request.responseType = 'json';
		request.upload.onprogress = ({ loaded }) => told(loaded);
		// Stopped by whoever leaves the page, it is not sent another way.
		request.onload = request.onerror = () => done(request.response?.location);
		request.send(body);
	});

/** To the page one is on, it is fetched anew. */
function leave(to) {
	const { pathname, search } = location;
	if (to.pathname + to.search !== pathname + search) return location.assign(to);
	history.replaceState(null, '', to);
	location.reload();
}
