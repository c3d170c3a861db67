import { fromInside } from '../auth/from-inside';
import type { PortalScope } from '../auth/scope';
import { customerOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { organisationOf, type Organisation } from '../settings/queries';
import { planOf, type MadePart } from './plan-queries';
import { promisedIn, wordsOf } from './promise-said';
import { tellDeciders } from './tell-deciders';

/** The customer keeps what he promised; staff hear of it, and of what waits for them. */
export async function tellOfPromise(
	unit: Unit<PortalScope>,
	promiseId: string,
	organisation: Organisation
): Promise<void> {
	const parts = await planOf(unit, promiseId);
	const first = parts[0]!;
	const undecided = first.standing === 'to_decide';
	const { customerId, holder } = unit.scope;
	await putMail(unit, {
		mail: 'account-update',
		onceKey: `account-update:promise:${promiseId}:${holder.email}`,
		to: { email: holder.email, name: holder.name, language: first.row.language ?? holder.language },
		customerId,
		link: { kind: 'portal', contactId: holder.contactId },
		facts: {
			event: undecided ? 'promise_asked' : 'promise_received',
			path: `/promise?made=${promiseId}`,
			amounts: promisedIn(parts),
			...(!undecided && acceptedFor(parts)),
			text: wordsOf(first)
		}
	});
	await tellStaff(unit, parts, organisation, undecided ? 'promise_to_decide' : 'promise_made');
	if (undecided)
		await fromInside(unit, (inside) => tellDeciders(inside, promiseId, organisation.email));
}

/** What is agreed to, and until when nobody is reminded: the last day, and of several payments each with its own. */
export const acceptedFor = (parts: readonly MadePart[]) => ({
	...(parts.length > 1 && {
		parts: parts.map((part) => ({ amounts: promisedIn([part]), ...daysOf(part) }))
	}),
	...daysOf(parts.at(-1)!)
});

const daysOf = ({ row, graceEnd }: MadePart) => ({ on: row.dueOn, until: graceEnd });

/** Whoever waited for the money hears that nobody promises it any more. */
export const tellOfWithdrawal = async (
	unit: Unit<PortalScope>,
	parts: readonly MadePart[]
): Promise<void> => {
	if (parts.length > 0)
		await tellStaff(unit, parts, await organisationOf(unit), withdrawnEvent(parts));
};

/** Nobody had agreed to what was only asked for. */
const withdrawnEvent = (parts: readonly MadePart[]) =>
	parts.some(({ standing }) => standing === 'to_decide')
		? ('request_withdrawn' as const)
		: ('promise_withdrawn' as const);

const KEYS = {
	promise_made: 'promise',
	promise_to_decide: 'promise',
	promise_withdrawn: 'promise-withdrawn',
	request_withdrawn: 'promise-withdrawn'
};

/** One message per currency: two are never added. */
async function tellStaff(
	unit: Unit<PortalScope>,
	parts: readonly MadePart[],
	{ email, name, language }: Organisation,
	event: keyof typeof KEYS
): Promise<void> {
	const { customerId } = unit.scope;
	const customer = await customerOf(unit, customerId);
	const { row } = parts[0]!;
	for (const amount of promisedIn(parts))
		await putMail(unit, {
			mail: 'staff-alert',
			onceKey: `staff-alert:${KEYS[event]}:${row.id}:${amount.currency}`,
			to: { email, name, language },
			customerId,
			facts: {
				event,
				reference: customer.code,
				deskPath: `/customers/${encodeURIComponent(customer.code)}#promises`,
				customerName: customer.name,
				amount,
				text: wordsOf(parts[0]!)
			}
		});
}
