import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { refuse } from '$lib/server/trpc/errors';
import { formOf, hadFiles, lostFiles, wordsIn } from '../../../sent-form';
import { orNone } from '../../form';

export type Door = ReturnType<typeof caller>['desk']['disputes'];
export type Words = Record<string, string>;
type Case = Awaited<ReturnType<Door['page']>>;

/** One action: what was typed, one procedure, then the page again, which says what was done: a name of its own where it may come out otherwise. A refusal keeps every word. */
export const action =
	(
		name: string,
		work: (
			door: Door,
			dispute: Case,
			words: Words,
			typed: { form: FormData; language: Language }
		) => Promise<unknown>
	) =>
	async (event: RequestEvent<{ reference: string }>) => {
		const form = await formOf(event.request);
		const words = wordsIn(form);
		let done: unknown;
		try {
			const door = caller(event).desk.disputes;
			const dispute = await door.page({ reference: event.params.reference });
			const worked = await work(door, dispute, words, { form, language: event.locals.language });
			done = typeof worked === 'string' ? worked : name;
		} catch (thrown) {
			const values = { ...words, lostFiles: lostFiles(form), action: name };
			return refuse(thrown, values, hadFiles(form));
		}
		redirect(303, `/disputes/${event.params.reference}?done=${done}`);
	};

export const seenIn = ({ seen }: Words) => orNone(seen);

export function amountIn(
	text: string | undefined,
	currency: string,
	language: Language,
	field = 'acceptedMinor'
): bigint {
	const minor = readAmount(text ?? '', currency, language);
	if (minor === null) throw new AppError('amount_invalid', {}, field);
	return minor;
}
