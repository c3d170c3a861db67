import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import CaseDone from './CaseDone.svelte';
import DecisionLimit from './DecisionLimit.svelte';

const euros = (minor: bigint) => money(minor, 'EUR');
const limit = (more = {}) =>
	render(DecisionLimit, {
		props: {
			...{ limit: euros(60_280n), spent: null, levels: [], claimed: euros(90_000n) },
			...{ isTold: true, ...more }
		}
	}).body.replace(/\s/g, ' ');

test('nobody is promised a message where nobody reads one', () => {
	expect(limit()).toContain('le client est prévenu aussitôt');
	expect(limit({ isTold: false })).toContain('Jusqu’à 602,80 €, la décision vaut aussitôt');
	for (const minor of [60_280n, 0n])
		expect(limit({ isTold: false, limit: euros(minor) })).not.toMatch(/prévenu/);
});

test('a limit that earlier credits made smaller says by how much', () => {
	const spent = { whole: euros(100_000n), amount: euros(39_720n) };
	expect(limit({ spent })).toContain('Sur vos 1 000,00 €, 397,20 € ont déjà été accordés');
	expect(limit()).not.toContain('Sur vos');
});

test.each([
	['approvalAsked', [], 'ni maintenant ni une fois'],
	['approvalAsked', ['ana@example.com'], 'dès que la validation'],
	['decide', [], 'Personne n’a été prévenu'],
	['decide', ['ana@example.com'], 'Le client est prévenu']
])('%s, read by %j', (done, readers, words) => {
	const dispute = {
		...{ reference: 'LIT-1', duplicateOf: null, told: { readers } },
		quiet: { nextMessageOn: '2026-03-09' as never }
	};
	expect(render(CaseDone, { props: { dispute, done } }).body).toContain(words);
});
