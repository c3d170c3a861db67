import type { ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import SignNow from './SignNow.svelte';

type Row = ComponentProps<typeof SignNow>['row'];

const shown = (request: Partial<Row['request']> = {}) =>
	render(SignNow, {
		props: {
			page: 2,
			row: {
				...{ disputeId: 'dispute', reference: 'LIT-2026-000001', version: 'step:3' },
				request: {
					...{ id: 'request', amount: money(40_000n, 'EUR'), levels: 2, signed: 0 },
					...{ outdatedAs: null, ...request }
				} as Row['request']
			}
		}
	}).body.replace(/\s+/g, ' ');

test('one tap opens what is signed, and the button within it signs just that, as it was seen', () => {
	const body = shown();
	const [, before, form] = /^(.*?<details.*?)<form(.*?)<\/form>/.exec(body) ?? [];
	expect(before).not.toContain('<button');
	expect(form).toContain('action="?/answerApproval&amp;page=2"');
	const sent = form!.matchAll(/name="(\w+)" value="([^"]*)"/g);
	expect(Object.fromEntries([...sent].map(([, name, value]) => [name, value]))).toEqual({
		...{ disputeId: 'dispute', reference: 'LIT-2026-000001' },
		...{ requestId: 'request', seen: 'step:3', choice: 'approve' }
	});
	expect(form).toContain('400,00');
	// The other answers need a word or an amount: they lead to their form.
	expect(body.match(/href="\/approvals\?case=LIT-2026-000001&amp;approval=\w+/g)).toHaveLength(3);
});

test('it says whether another signs after it', () => {
	expect(shown({ signed: 0 })).not.toBe(shown({ signed: 1 }));
});

test('what is outdated cannot be signed nor reduced', () => {
	const body = shown({ outdatedAs: 'changed' as never });
	expect(body).not.toContain('<button');
	expect(body.match(/approval=(\w+)/g)).toEqual(['approval=refuse', 'approval=ask']);
});
