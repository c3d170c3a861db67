import type { RequestEvent } from '@sveltejs/kit';
import { isUuid } from '$lib/domain/uuid';
import { caller } from '$lib/server/trpc/caller';
import { asAppError, statusOf } from '$lib/server/trpc/errors';
import { filesIn, hadFiles, portalFilesIn } from '../../../sent-form';
import { problemsOf, refusedFor, shownAgain, type FieldProblem } from './incoming';
import { withMore } from './new/problems';

/** A file that is here already and leaves with the form. */
export interface KeptFile {
	id: string;
	name: string;
	bytes: number;
}

/** Those the form named as kept before. */
export const keptBefore = (event: RequestEvent, form: FormData): Promise<KeptFile[]> =>
	caller(event).portal.uploads.kept({
		ids: form.getAll('upload').map(String).filter(isUuid)
	});

/** The same, and what came with it now: a browser without scripts would forget it. Scripts keep their own. */
export async function keepFiles(event: RequestEvent, form: FormData): Promise<KeptFile[]> {
	const before = await keptBefore(event, form);
	if (event.request.headers.get('x-sveltekit-action') === 'true') return before;
	const files = await filesIn(form);
	if (files.length === 0) return before;
	const { uploads } = caller(event).portal;
	const ids = await uploads.keep({ files, formKey: String(form.get('key') ?? '') });
	const fresh = ids.filter((id) => before.every((one) => one.id !== id));
	return [...before, ...(await uploads.kept({ ids: [...new Set(fresh)] }))];
}

interface OfRefused {
	kept: KeptFile[];
	/** What is wrong with the files, where the refusal said nothing of them. */
	problems: FieldProblem[];
}

/** Of a form that is refused for `first`: what is fine of its files need not be chosen again. */
export async function keptOfRefused(
	event: RequestEvent,
	form: FormData,
	first: readonly FieldProblem[]
): Promise<OfRefused> {
	const before = await keptBefore(event, form).catch(() => []);
	if (first.some(({ field }) => field === 'files')) return { kept: before, problems: [] };
	try {
		await caller(event).portal.disputes.checkFiles({ files: await portalFilesIn(form) });
		return { kept: await keepFiles(event, form), problems: [] };
	} catch (thrown) {
		return { kept: before, problems: problemsOf(asAppError(thrown)) };
	}
}

/** The form as it was typed, with the files that came with it. */
export async function againWithFiles<V>(event: RequestEvent, form: FormData, values: V) {
	const kept = await keepFiles(event, form);
	return shownAgain({ ...values, kept }, hadFiles(form) && kept.length === 0);
}

/** Refused, with everything that was typed and what is fine of its files. */
export async function refusedWithFiles<V>(
	event: RequestEvent,
	thrown: unknown,
	{ form, values }: { form: FormData; values: V }
) {
	const refusal = asAppError(thrown);
	const first = problemsOf(refusal);
	const { kept, problems } = await keptOfRefused(event, form, first);
	const isLost = hadFiles(form) && kept.length === 0;
	const all = withMore(first, problems);
	return refusedFor(all, statusOf(refusal.code), { ...values, kept }, isLost);
}
