import { redirect, type RequestEvent } from '@sveltejs/kit';
import { parseLocalDate } from '$lib/domain/calendar';
import { CREDIT_STATES, type CreditState } from '$lib/domain/credits/state';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { readAmount } from '$lib/i18n/read-amount';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { filesIn, formOf, hadFiles, wordsIn } from '../../sent-form';

export const load = async (event) => {
	const state = stateIn(event.url);
	const { searchParams } = event.url;
	const { credits } = caller(event).desk;
	return {
		residuals: await orPage(credits.residuals({ after: searchParams.get('rests') ?? undefined })),
		isFirstRest: !searchParams.has('rests'),
		page: await orPage(credits.list({ state, after: searchParams.get('after') ?? undefined })),
		done: doneIn(searchParams),
		isFirst: !searchParams.has('after'),
		batch: searchParams.get('batch')
	};
};

const stateIn = ({ searchParams }: URL): CreditState | undefined =>
	CREDIT_STATES.find((state) => state === searchParams.get('state'));

/** A credit note that is posted does not close its case as long as something keeps it open. */
function doneIn(query: URLSearchParams): string | null {
	const [done, keptOpenBy] = [query.get('done'), query.get('open')];
	return done && keptOpenBy ? `${done}_${keptOpenBy}` : done;
}

type Door = ReturnType<typeof caller>['desk']['credits'];
type Words = Record<string, string>;

/** Done, the page of where it went; refused, the same with what was typed. */
const action =
	(name: string, work: (door: Door, words: Words, language: Language) => Promise<string>) =>
	async (event: RequestEvent) => {
		const words = wordsIn(await formOf(event.request));
		let query: string;
		try {
			query = await work(caller(event).desk.credits, words, event.locals.language);
		} catch (thrown) {
			return refuse(thrown, { ...words, action: name });
		}
		redirect(303, `/credits?${query}&done=${name}`);
	};

function postedIn(words: Words, language: Language) {
	const amountMinor = readAmount(words.amount ?? '', words.currency ?? '', language);
	if (amountMinor === null) throw new AppError('amount_invalid', {}, 'amount');
	const on = parseLocalDate(words.on ?? '');
	if (!on) throw new AppError('date_invalid', {}, 'on');
	return { requestId: words.requestId ?? '', number: words.number ?? '', on, amountMinor };
}

export const actions = {
	export: action('export', async (door) => {
		const { batchId } = await door.export();
		return `state=exported&batch=${batchId}`;
	}),
	post: action('post', async (door, words, language) => {
		const keptOpenBy = await door.post(postedIn(words, language));
		return keptOpenBy ? `state=posted&open=${keptOpenBy}` : 'state=posted';
	}),
	fail: action('fail', async (door, words) => {
		await door.fail({ requestId: words.requestId ?? '', why: words.why ?? '' });
		return 'state=failed';
	}),
	correct: action('correct', async (door, words) => {
		await door.correct({ requestId: words.requestId ?? '', note: words.note ?? '' });
		return 'state=to_export';
	}),
	writeOff: action('writeOff', async (door, { invoiceId = '', minor = '', reason = '' }) => {
		const amountMinor = BigInt(/^\d{1,18}$/.test(minor) ? minor : '0');
		await door.writeOff({ invoiceId, amountMinor, reason: reason as never });
		return 'state=posted';
	}),
	answers: async (event: RequestEvent) => {
		const form = await formOf(event.request);
		try {
			const [file] = await filesIn(form, 'file');
			if (!file) throw new AppError('file_required', {}, 'file');
			const rows = await caller(event).desk.credits.previewAnswers({ bytes: file.bytes });
			const content = Buffer.from(file.bytes).toString('base64');
			return { preview: { rows, content, name: file.name } };
		} catch (thrown) {
			return refuse(thrown, { action: 'answers' }, hadFiles(form, 'file'));
		}
	},
	/** The file that was looked through, as it was. */
	confirm: async (event: RequestEvent) => {
		const { content = '' } = wordsIn(await formOf(event.request));
		const bytes = new Uint8Array(Buffer.from(content, 'base64'));
		try {
			return { read: await caller(event).desk.credits.answers({ bytes }) };
		} catch (thrown) {
			return refuse(thrown, { action: 'answers' });
		}
	}
};
