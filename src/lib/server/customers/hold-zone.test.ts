import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { isHeldAt } from './hold-zone';

const paris = (text: string) => ({ now: new Date(text), timeZone: 'Europe/Paris' });
const untilOn = localDate('2026-03-10');
const ana = { contactId: 'ana', timeZone: null };
const joe = { contactId: 'joe', timeZone: 'America/Los_Angeles' };
const maya = { contactId: 'maya', timeZone: 'Asia/Kathmandu' };

test('a pause of a contact ends with the day of the contact', () => {
	const about = (contactId: string, at: string) =>
		isHeldAt({ untilOn, contactId }, [ana, joe, maya], paris(at));
	// 00:30 on the 11th in Paris, 15:30 on the 10th in Los Angeles, 05:15 on the 11th in Kathmandu.
	expect(about('ana', '2026-03-10T22:59:00Z')).toBe(true);
	expect(about('ana', '2026-03-10T23:30:00Z')).toBe(false);
	expect(about('joe', '2026-03-10T23:30:00Z')).toBe(true);
	expect(about('joe', '2026-03-11T07:00:00Z')).toBe(false);
	expect(about('maya', '2026-03-10T18:00:00Z')).toBe(true);
	expect(about('maya', '2026-03-10T18:15:00Z')).toBe(false);
});

test('a pause of a customer ends with the last midnight of its contacts', () => {
	const whole = { untilOn, contactId: null };
	expect(isHeldAt(whole, [ana, joe], paris('2026-03-11T06:00:00Z'))).toBe(true);
	expect(isHeldAt(whole, [ana], paris('2026-03-11T06:00:00Z'))).toBe(false);
	expect(isHeldAt(whole, [], paris('2026-03-10T22:00:00Z'))).toBe(true);
	expect(isHeldAt({ untilOn: null, contactId: null }, [], paris('2036-01-01T00:00:00Z'))).toBe(
		true
	);
});

test('once over, a pause stays over', () => {
	const zones = fc.constantFrom(
		null,
		'America/Los_Angeles',
		'Asia/Kathmandu',
		'Australia/Lord_Howe'
	);
	const instants = fc.date({
		min: new Date('2026-03-05'),
		max: new Date('2026-03-15'),
		noInvalidDate: true
	});
	fc.assert(
		fc.property(fc.array(zones, { maxLength: 3 }), instants, fc.nat(1000), (list, at, hours) => {
			const contacts = list.map((timeZone, index) => ({ contactId: String(index), timeZone }));
			const held = (now: Date) =>
				isHeldAt({ untilOn, contactId: null }, contacts, { now, timeZone: 'Europe/Paris' });
			if (!held(at)) expect(held(new Date(at.getTime() + hours * 3_600_000))).toBe(false);
		})
	);
});
