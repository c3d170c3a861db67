import { localDateAt } from '$lib/domain/calendar';
import type { DeskScope } from '../auth/scope';
import { heardWaiting } from '../customers/heard-waiting';
import { codesLookedAfter } from '../customers/looked-after';
import type { Unit } from '../db/client';
import { alertsOf } from '../dunning/alerts';
import { mailList } from '../inbound/mail-list';
import { customerPath, NOTHING_MORE, type WorkRow } from './work-row';

/** What customers of his said that waits for an answer, and payments that nobody booked. */
export async function heardRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const heard = await heardWaiting(unit);
	const mine = await codesLookedAfter(
		unit,
		heard.map(({ customer }) => customer.code)
	);
	return heard
		.filter(({ customer }) => mine.has(customer.code))
		.map(({ what, at, customer, reference }) => ({
			...NOTHING_MORE,
			...{ key: `${what}:${customer.code}:${at.getTime()}`, kind: what, who: customer.name },
			...{ reference, on: localDateAt(at, unit.scope.timeZone) },
			href: reference ? `/disputes/${reference}` : customerPath(customer.code)
		}));
}

/** Mails nobody read yet: the mailbox is everybody's who reads it. */
export async function mailRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const { rows } = await mailList(unit, 'waiting');
	return rows.map(({ mailId, at, customerName, fromName, fromEmail }) => ({
		...NOTHING_MORE,
		...{
			key: `mail:${mailId}`,
			kind: 'mail' as const,
			who: customerName ?? (fromName || fromEmail)
		},
		...{ href: `/inbound/${mailId}`, on: localDateAt(at, unit.scope.timeZone) }
	}));
}

/** Customers of his whom no message reaches. */
export async function alertRows(unit: Unit<DeskScope>, most: number): Promise<WorkRow[]> {
	const { customers } = await alertsOf(unit, most);
	const mine = await codesLookedAfter(
		unit,
		customers.map(({ code }) => code)
	);
	return customers
		.filter(({ code }) => mine.has(code))
		.map(({ code, name }) => ({
			...NOTHING_MORE,
			...{ key: `alert:${code}`, kind: 'alert' as const, who: name, href: customerPath(code) }
		}));
}
