import { localDateAt } from '$lib/domain/calendar';
import { placeOf } from '$lib/domain/worklist/next-step';
import type { DeskScope } from '../auth/scope';
import { heardWaiting } from '../customers/heard-waiting';
import { codesLookedAfter, lookedAfter } from '../customers/looked-after';
import type { Unit } from '../db/client';
import { alertsOf } from '../dunning/alerts';
import { mailsToRead } from '../inbound/mails-waiting';
import { MOST, NOTHING_MORE, type WorkRow } from './work-row';

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
			customerCode: customer.code,
			...{ reference, on: localDateAt(at, unit.scope.timeZone) },
			href: placeOf(what, { reference, code: customer.code })
		}));
}

/** Mails nobody read yet: the mailbox is everybody's who reads it, what customers of his wrote comes first. */
export async function mailRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const mails = await mailsToRead(unit, MOST);
	return mails.map(({ mailId, at, customerName, customerCode, fromName, fromEmail }) => ({
		...NOTHING_MORE,
		...{ key: `mail:${mailId}`, kind: customerName === null ? 'mail' : 'mail_reply' },
		...{ who: customerName ?? (fromName || fromEmail), customerCode },
		...{ href: placeOf('mail', { mailId }), on: localDateAt(at, unit.scope.timeZone) }
	}));
}

/** Customers of his whom no message reaches, and why. */
export async function alertRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const among = (codes: readonly string[]) => codesLookedAfter(unit, codes);
	const { customers } = await alertsOf(unit, {
		most: MOST,
		of: { which: lookedAfter(unit), among }
	});
	return customers.map(({ code, name, reason, noticeId }) => ({
		...NOTHING_MORE,
		...{ key: `alert:${code}`, kind: 'alert' as const, who: name, alert: reason },
		customerCode: code,
		...{ standing: reason, href: placeOf('alert', { noticeId, code }) }
	}));
}
