import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from './calendar';
import { endOfLink, LIFE_DAYS, linkPolicy, LONGEST_DAYS, SHORTEST_DAYS } from './link-life';

const days = fc.integer({ min: SHORTEST_DAYS, max: LONGEST_DAYS });

test('what a house begins with may be chosen', () => {
	const first = { portalDays: LIFE_DAYS.portal, resolverDays: LIFE_DAYS.resolver };
	expect(linkPolicy.parse(first)).toEqual(first);
	for (const portalDays of [SHORTEST_DAYS - 1, LONGEST_DAYS + 1, 10.5])
		expect(linkPolicy.safeParse({ ...first, portalDays }).success).toBe(false);
});

test('a link lives as long as its kind, whatever the other one does', () => {
	const instant = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(days, days, instant, (portalDays, resolverDays, now) => {
			const policy = { portalDays, resolverDays };
			const lives = (kind: 'portal' | 'resolver') =>
				(endOfLink(kind, policy, now).getTime() - now.getTime()) / DAY_MS;
			expect([lives('portal'), lives('resolver')]).toEqual([portalDays, resolverDays]);
		})
	);
});
