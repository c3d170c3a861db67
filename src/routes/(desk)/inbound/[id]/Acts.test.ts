import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import Acts from './Acts.svelte';
import { ANOTHER } from './chosen-case';

const known = (reference: string) => ({
	...{ reference, reason: { fr: 'Prix', en: '', de: '', es: '' }, amount: money(100n, 'EUR') },
	...{ openedOn: localDate('2026-03-02'), customerName: 'Gantier', numbers: ['F-1'] },
	isSuggested: false
});
const acts = (field: string, values: Record<string, string>) =>
	render(Acts, {
		props: {
			mail: {
				...{ mailId: '1', verified: true, speaks: true, reference: null, customers: [] },
				cases: [known('LIT-1'), known('LIT-2')]
			},
			form: {
				refusal: { code: 'mail_case_unknown', details: {}, field, hadFiles: false },
				values: { ...values, action: 'attach' }
			}
		}
	}).body;

test('a case of the list that is refused is said at the list, and stays chosen', () => {
	const body = acts('known', { known: 'LIT-2' });
	expect(body).toMatch(/<fieldset[^>]*aria-describedby="known-error"/);
	expect(body).not.toContain('id="reference-error"');
	expect(body).not.toMatch(/id="reference"[^>]*aria-invalid/);
	expect(body).toMatch(/value="LIT-2" checked/);
});

test('a number that was typed is refused at its field, "another" being chosen', () => {
	const body = acts('reference', { known: ANOTHER, reference: 'LIT-9' });
	expect(body).toContain('id="reference-error"');
	expect(body).not.toContain('id="known-error"');
	expect(body).toMatch(/id="reference"[^>]*value="LIT-9"/);
	expect(body).toMatch(new RegExp(`value="${ANOTHER}" checked`));
});
