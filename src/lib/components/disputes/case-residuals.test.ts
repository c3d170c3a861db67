import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import CaseResiduals from './CaseResiduals.svelte';

const rest = money(61_996n, 'EUR');
const one = { invoiceId: 'i', invoiceNumber: 'FA-1', rest, due: rest, fate: 'chased' as const };
const said = (isOpen: boolean, more: object = {}) =>
	render(CaseResiduals, { props: { left: [{ ...one, ...more }], given: [], isOpen } }).body;

test('what a credit note leaves is back in its scenario once the case is closed, not before', () => {
	expect(said(false)).toContain('de retour dans son scénario');
	expect(said(true)).not.toContain('de retour dans son scénario');
	expect(said(true)).toContain('avant la clôture du dossier');
});

test('of what is back only in part, the part is said', () => {
	expect(said(false, { due: money(47_196n, 'EUR') })).toMatch(/dont 471,96/);
});
