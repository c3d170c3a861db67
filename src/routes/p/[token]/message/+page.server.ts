import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { uuidv7 } from 'uuidv7';
import { portalFilesIn } from '../../../sent-form';
import { chosenIn } from '../chosen';
import { againWithFiles, refusedWithFiles } from '../disputes/kept-files';
import { typedInLanguage } from '$lib/components/portal/other-language';
import { portalForm } from '../who-acts';
import type { Actions, PageServerLoad } from './$types';

const KINDS = ['question', 'wrong_person'] as const;
const kindOf = (text: unknown) => KINDS.find((kind) => kind === text) ?? 'question';

export const load: PageServerLoad = async (event) => {
	const { customers, invoices } = caller(event).portal;
	const [invoiceId] = chosenIn(event.url);
	const invoice = invoiceId ? await orPage(invoices.show({ invoiceId })) : null;
	const sent = event.url.searchParams.get('sent');
	return {
		...(!sent && { typedIn: { id: 'message' } }),
		about: kindOf(event.url.searchParams.get('about')),
		invoice: invoice && { id: invoice.id, number: invoice.number },
		asked: await orPage(customers.asked()),
		sent: sent ? kindOf(sent) : null,
		key: uuidv7()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await portalForm(event);
		const text = (name: string): string => String(form.get(name) ?? '');
		const kind = kindOf(text('kind'));
		const values = { kind, body: text('body') };
		try {
			if (typedInLanguage(form)) return await againWithFiles(event, form, values);
			await caller(event).portal.customers.write({
				...{ ...values, idempotencyKey: text('key') },
				invoiceIds: form.getAll('invoice').map(String),
				language: event.locals.language,
				files: await portalFilesIn(form)
			});
		} catch (thrown) {
			return refusedWithFiles(event, thrown, { form, values });
		}
		redirect(303, `/p/${event.params.token}/message?sent=${kind}`);
	}
};
