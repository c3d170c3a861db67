import { expect, test } from 'vitest';
import type { ROLES } from '$lib/domain/access';
import { isIn, PLACE_KEYS, placesFor } from './places';

const keysFor = (role: (typeof ROLES)[number], mails: number | null = 0) =>
	placesFor({ role, mails }).map(({ key }) => key);

test('an administrator is led everywhere, everybody else only where he is let in', () => {
	expect(keysFor('admin')).toEqual([...PLACE_KEYS]);
	expect(keysFor('resolver')).toEqual(['day', 'disputes', 'customers']);
	expect(keysFor('collector')).not.toContain('settings');
	expect(keysFor('collector')).not.toContain('approvals');
	expect(keysFor('executive')).toEqual(expect.arrayContaining(['journal', 'credits']));
});

test('mails are a place only where some come in, and say how many wait', () => {
	expect(keysFor('admin', null)).not.toContain('inbound');
	const inbound = (mails: number) =>
		placesFor({ role: 'admin', mails }).find(({ key }) => key === 'inbound');
	expect(inbound(3)?.waiting).toBe(3);
	expect(inbound(0)).not.toHaveProperty('waiting');
});

test.each([
	['/', '/', true],
	['/', '/worklist', true],
	['/', '/disputes', false],
	['/disputes', '/disputes/LIT-2026-000001', true],
	['/disputes', '/disputes-of-old', false]
])('whether %s is where %s lies: %s', (href, path, here) => {
	expect(isIn(href, path)).toBe(here);
});
