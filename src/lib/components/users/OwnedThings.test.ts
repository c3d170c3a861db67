import type { ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages';
import OwnedThings from './OwnedThings.svelte';

type Leaves = ComponentProps<typeof OwnedThings>['leaves'];
const NOTHING: Leaves = { questions: [], advice: [], signatures: [], teams: [], standIn: null };
const questions = [{ reference: 'LIT-2026-000001', customer: 'Gantier SA' }];

const shown = (leaves: Partial<Leaves>): string =>
	render(OwnedThings, {
		props: {
			...{ cases: [], customers: [], isDefault: false, isClosed: false },
			signs: { rules: [], isSigner: false, others: [] },
			leaves: { ...NOTHING, ...leaves }
		}
	}).body;

test('it says that nothing is his only where nothing is', () => {
	expect(shown({})).toContain(m.users_owned_none());
	const some: Partial<Leaves>[] = [{ questions }, { advice: questions }, { signatures: ['A-1'] }];
	for (const leaves of some) expect(shown(leaves)).not.toContain(m.users_owned_none());
});

test('it says who has his questions after him', () => {
	expect(shown({ questions })).toContain(m.users_owned_questions_hint());
	expect(shown({ questions, standIn: 'Paul Petit' })).toContain(
		m.users_owned_questions_stand_in({ name: 'Paul Petit' })
	);
});
