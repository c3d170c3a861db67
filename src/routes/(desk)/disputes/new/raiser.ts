import { AppError } from '$lib/domain/errors';

interface Contact {
	id: string;
	name: string;
	email: string;
}

/**
 * Who contests: a known contact, by his address when an import gave him no name, or somebody typed.
 * @throws name_required
 */
export function raiserIn(
	words: Record<string, string>,
	contacts: readonly Contact[]
): { raisedByName: string; raisedByEmail: string } {
	const known = contacts.find(({ id }) => id === words.contact);
	if (known) return { raisedByName: known.name.trim() || known.email, raisedByEmail: known.email };
	const name = (words.raisedByName ?? '').trim();
	if (!name) throw new AppError('name_required', {}, 'raisedByName');
	return { raisedByName: name, raisedByEmail: (words.raisedByEmail ?? '').trim() };
}
