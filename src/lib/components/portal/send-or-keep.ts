import { filesAhead } from '$lib/domain/files';
import { m } from '$lib/i18n/paraglide/messages';
import { firstEmpty } from './first-empty';
import { keepForNextLink, keepOffline } from './keep-offline';
import { dropWaiting } from './outbox-store';
import { postForm } from './post-form';
import { shrink } from './shrink';
import { workerHere } from './worker-here';

/** `queued` leaves by itself; `kept` leaves when the page is opened again. */
export type Progress = 'writing' | 'preparing' | 'sending' | 'queued' | 'kept';

/** The link of the page opens nothing any more, as the server says; `isKept`: what was written is on the device. */
export type Ended = App.Error & { isKept: boolean };

interface Page<Data> {
	/** What the form holds now. */
	now: () => {
		key: string;
		/** What it is, should it wait on the device. */
		title: string;
		files: readonly File[];
		progress: Progress;
	};
	show: (progress: Progress, problem?: string, field?: string) => Promise<void>;
	/** Its link ended while the form was open. */
	ended: (how: Ended) => Promise<void>;
	/** The server did not take it as it is: what it says. */
	answered: (data: Data) => void;
	/** It has arrived: the page goes on to what became of it. */
	left: () => void;
	/** It found something on file that is read before anything is sent. */
	mustRead: (data: Data) => boolean;
}

/** Photos made smaller, then sent; without a network the dispute stays on the device until there is one. */
export const sendOrKeep = <Data>({ now, show, ended, answered, left, mustRead }: Page<Data>) =>
	async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
		// A button of languages: the server shows it again.
		if (event.submitter?.dataset.lang) return;
		event.preventDefault();
		const { key, title, files, progress } = now();
		if (progress !== 'writing') return;
		const form = event.currentTarget;
		const body = new FormData(form, event.submitter);
		const action = addressOf(form, event.submitter);
		void show('preparing');
		await painted();
		body.delete('files');
		const small = await Promise.all(files.map(shrink));
		for (const file of small) body.append('files', file);
		// Only asks what the invoice holds, or for another one, or says that this answers it: nothing that could
		// wait, and no files.
		const isQuestion =
			Boolean(body.get('find')) || ['lines', 'find', 'answers'].includes(String(body.get('step')));
		const needsNetwork = m.portal_new_needs_network();
		if (isQuestion) {
			body.delete('files');
			if (!navigator.onLine) return show('writing', needsNetwork);
		}
		const heavy = filesAhead(body.getAll('files').filter((file) => file instanceof File));
		if (heavy.length > 0) return leaveInParts();
		if (!navigator.onLine) return keep();
		void show('sending');
		const answer = await postForm<Data>(action, body);
		if (answer.type === 'none') return isQuestion ? show('writing', needsNetwork) : keep();
		if (answer.type === 'redirect') return leave(answer.location);
		if (answer.type === 'error') return failed(answer.error);
		answered(answer.data);
		await show('writing');

		/** Kept first, so that neither a cut nor a closed page loses it; the service worker has the rest of the script. */
		async function leaveInParts(): Promise<void> {
			const worker = await workerHere();
			if (!worker) return show('writing', m.portal_new_files_need_worker(), 'files');
			if (await isSettledByFile()) return show('writing');
			await keep();
			worker.postMessage({ type: 'flush' });
		}

		/** Asked with the words alone: on its way in parts nobody is there to read what is on file. */
		async function isSettledByFile(): Promise<boolean> {
			if (!body.has('known') || body.has('step') || !navigator.onLine) return false;
			const words = new FormData();
			for (const [name, value] of body) if (name !== 'files') words.append(name, value);
			words.set('step', 'look');
			const answer = await postForm<Data>(action, words);
			if (answer.type !== 'success' || !mustRead(answer.data)) return false;
			answered(answer.data);
			return true;
		}

		function writtenOn() {
			const mark = document.querySelector<HTMLElement>('.portal')?.dataset.mark ?? '';
			return { key, url: action.pathname, title, mark };
		}

		/** A minute later a link that ended is as closed as now: what was written waits for the next one. */
		async function failed(error?: App.Error): Promise<void> {
			if (!error?.code?.startsWith('link_'))
				return show('writing', error?.words ? said(error) : m.portal_new_failed());
			// A question is no form that somebody meant to send.
			const isKept =
				!isQuestion && (await keepForNextLink(body, writtenOn(), error.words).catch(() => false));
			await ended({ ...error, isKept });
		}

		/** What the page itself sees is wrong is said before it waits for a network to say so. */
		async function keep(): Promise<void> {
			const { dataset } = form.closest<HTMLElement>('[data-script]')!;
			for (const field of ['invoice', 'reason'])
				if (field in form.elements && !body.has(field))
					return show('writing', dataset[field], field);
			const empty = firstEmpty(form);
			if (empty) return show('writing', dataset[empty.split('-')[0]!], empty);
			try {
				await show((await keepOffline(body, writtenOn())) ? 'queued' : 'kept');
			} catch {
				await show('writing', m.portal_new_queue_failed());
			}
		}

		/** Sent: what waited on the device under the same key has left with it. */
		async function leave(to: string): Promise<void> {
			await dropWaiting(key).catch(() => {});
			left();
			location.assign(to);
		}
	};

/** What was pressed answers before anything else is done; of a page that is not seen nothing is drawn. */
const painted = (): Promise<void> =>
	new Promise((done) => {
		if (document.hidden) done();
		else requestAnimationFrame(() => setTimeout(done));
	});

/** A button may say another address than its form. */
const addressOf = (form: HTMLFormElement, button: HTMLElement | null): URL =>
	new URL(
		button instanceof HTMLButtonElement && button.hasAttribute('formaction')
			? button.formAction
			: form.action
	);

/** With what finds it in the log again, where there is something to find. */
const said = ({ words, reference }: App.Error): string =>
	[words, reference && m.common_reference({ reference })].filter(Boolean).join(' ');
