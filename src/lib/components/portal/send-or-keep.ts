import type { SubmitFunction } from '@sveltejs/kit';
import { applyAction } from '$app/forms';
import { m } from '$lib/i18n/paraglide/messages';
import { keepOffline } from './keep-offline';
import { dropWaiting } from './outbox-store';
import { shrink } from './shrink';

/** `queued` leaves by itself; `kept` leaves when the page is opened again. */
export type Progress = 'writing' | 'preparing' | 'sending' | 'queued' | 'kept';

interface Page {
	/** What the form holds now. */
	now: () => { key: string; files: readonly File[]; progress: Progress };
	show: (progress: Progress, problem?: string, field?: string) => Promise<void>;
}

const TOO_HEAVY = 30_000_000;

/** Photos made smaller, then sent; without a network the dispute stays on the device until there is one. */
export const sendOrKeep =
	({ now, show }: Page): SubmitFunction =>
	async ({ formData, cancel, action }) => {
		const { key, files, progress } = now();
		if (progress !== 'writing') return cancel();
		void show('preparing');
		formData.delete('files');
		for (const file of files) formData.append('files', await shrink(file));
		if (weightOf(formData) > TOO_HEAVY) {
			cancel();
			return show('writing', m.portal_new_files_too_big(), 'files');
		}
		if (!navigator.onLine) {
			cancel();
			return keep();
		}
		void show('sending');
		return async ({ result }) => {
			if (result.type === 'redirect') return leave(result.location);
			if (result.type === 'error')
				return result.status === undefined ? keep() : show('writing', m.portal_new_failed());
			await applyAction(result);
			await show('writing');
		};

		async function keep(): Promise<void> {
			try {
				await show((await keepOffline(formData, key, action.pathname)) ? 'queued' : 'kept');
			} catch {
				await show('writing', m.portal_new_queue_failed());
			}
		}

		/** Sent: what waited on the device under the same key has left with it. */
		async function leave(to: string): Promise<void> {
			await dropWaiting(key).catch(() => {});
			location.assign(to);
		}
	};

const weightOf = (form: FormData): number =>
	[...form.values()].reduce((sum, value) => sum + (value instanceof File ? value.size : 0), 0);
