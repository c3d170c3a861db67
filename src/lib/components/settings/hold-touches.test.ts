import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages';
import { holdTouches } from './hold-touches';
import ReasonAsked from './ReasonAsked.svelte';

const SETTINGS = {
	...{
		labels: {},
		category: 'price',
		claimType: 'non_trade',
		canonicalCode: 'PRIX_ERR',
		team: 'sales'
	},
	...{
		deadlineDays: 4,
		asks: null,
		answerHoldDays: 0,
		explanationRequired: false,
		causeRequired: false,
		procedure: ''
	},
	suggestedTasks: {}
};
const htmlOf = (holdsWholeInvoice: boolean, undecided: number | undefined): string =>
	render(ReasonAsked, {
		props: { settings: { ...SETTINGS, holdsWholeInvoice }, problem: null, undecided }
	}).body;

describe('whether the whole invoice is held', () => {
	it('says what begins for the cases that are open already, either way', () => {
		expect(htmlOf(true, 3)).toContain(m.settings_reasons_unhold_many({ count: '3' }));
		expect(htmlOf(true, 1)).toContain(m.settings_reasons_unhold_one());
		expect(htmlOf(false, 3)).toContain(m.settings_reasons_hold_many({ count: '3' }));
	});

	it('that there is none is said, and of a new reason nothing', () => {
		expect(htmlOf(true, 0)).toContain(m.settings_reasons_touches_none());
		expect(htmlOf(true, undefined)).not.toContain(holdTouches(0, true));
	});
});
