import { redirect, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '$lib/domain/errors';
import { labelOf } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { hadFiles, wordsIn } from '../../../sent-form';
import { documentsIn, formOf } from '../files-in';
import { sameMapping, typedMapping } from '../mapping-form';

type Event = RequestEvent<{ id: string }>;
type Door = ReturnType<typeof caller>['desk']['imports'];

export const load = async (event) => ({
	file: await orPage(caller(event).desk.imports.show({ id: event.params.id })),
	done: event.url.searchParams.get('done'),
	/** The PDFs chosen with a step that did not keep them. */
	lost: event.url.searchParams.has('lost')
});

/** Reads the mapping of the form into the file; true when it was another one. */
async function applyMapping(
	door: Door,
	id: string,
	words: Record<string, string>
): Promise<boolean> {
	const { mapping, twice } = typedMapping(words);
	const { mapping: before, fields } = await door.show({ id });
	if (twice) {
		const own = fields.find((one) => one.id === twice);
		const field = own ? labelOf(own.labels) : say(`intake_field_${twice}`);
		throw new AppError('invalid_input', { sentence: m.intake_field_twice({ field }) }, 'columns');
	}
	if (sameMapping(before, mapping)) return false;
	await door.remap({ id, mapping });
	return true;
}

type Attached = Awaited<ReturnType<Door['attach']>>;

/** One action of the page: where it leads, or what became of the PDFs. A refusal keeps every choice. */
const action =
	(
		work: (
			door: Door,
			id: string,
			words: Record<string, string>,
			form: FormData
		) => Promise<string | Attached>
	) =>
	async (event: Event) => {
		let words: Record<string, string> = {};
		let lost = false;
		let outcome: string | Attached;
		try {
			const form = await formOf(event);
			words = wordsIn(form);
			lost = hadFiles(form, 'documents');
			outcome = await work(caller(event).desk.imports, event.params.id, words, form);
		} catch (thrown) {
			return refuse(thrown, words, lost);
		}
		if (typeof outcome === 'string') redirect(303, outcome);
		return { attached: outcome };
	};

export const actions = {
	remap: action(async (door, id, words) => {
		await applyMapping(door, id, words);
		return `/imports/${id}?done=reread`;
	}),
	saveProfile: action(async (door, id, words) => {
		await applyMapping(door, id, words);
		await door.saveProfile({ id, name: words.profileName ?? '' });
		return `/imports/${id}?done=profile`;
	}),
	confirm: action(async (door, id, words, form) => {
		if (await applyMapping(door, id, words))
			return `/imports/${id}?done=changed${hadFiles(form, 'documents') ? '&lost' : ''}`;
		const documents = await documentsIn(form);
		const attached = await door.confirm({ id, documents });
		return documents.length ? attached : `/imports/${id}?done=confirm`;
	}),
	attach: action(async (door, _id, _words, form) =>
		door.attach({ documents: await documentsIn(form) })
	),
	discard: action(async (door, id) => {
		await door.discard({ id });
		return '/imports';
	})
};
