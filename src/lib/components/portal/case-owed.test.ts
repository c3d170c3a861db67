import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import CaseOwed from './CaseOwed.svelte';

const said = (isMissed: boolean) =>
	render(CaseOwed, {
		props: { owed: { on: localDate('2026-03-05'), dueOn: localDate('2026-03-11'), isMissed } }
	})
		.body.replace(/<[^>]*>/g, '')
		.replace(/\s+/g, ' ');

test('who wrote after a decision reads by when he is answered, and that a day was missed', () => {
	expect(said(false)).toContain('nous vous répondons au plus tard le mercredi 11 mars');
	expect(said(true)).toContain('nous la devions pour le mercredi 11 mars');
});
