import { eq } from 'drizzle-orm';
import { keptSignInAbove, type SignInAbove } from '$lib/domain/disputes/sign-in-above';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisation } from '../db/schema/organisations';
import { invoicedCurrencies } from '../invoices/house-currencies';
import { organisationOf } from './queries';

/** Above which amount, by currency, whoever answers by a link signs in; from the next answer on. */
export async function changeSignInAbove(
	unit: Unit<InsideScope>,
	limits: Readonly<Record<string, bigint>>
): Promise<void> {
	const before = (await organisationOf(unit)).signInAbove;
	const after = keptSignInAbove(limits);
	if (isSame(before, after)) return;
	const { organisationId: id } = unit.scope;
	await unit.tx.update(organisation).set({ signInAbove: after }).where(eq(organisation.id, id));
	const subject = { kind: 'organisation' as const, id };
	await record(unit, 'organisation.sign_in_above_changed', subject, { before, after });
}

const isSame = (one: SignInAbove, other: SignInAbove): boolean =>
	[...new Set([...Object.keys(one), ...Object.keys(other)])].every(
		(key) => one[key] === other[key]
	);

/** One line for each currency the house writes invoices in or has a limit for, its own first. */
export async function signInLimitsOf(
	unit: Unit<InsideScope>
): Promise<{ currency: string; aboveMinor: bigint | null }[]> {
	const { currency, signInAbove } = await organisationOf(unit);
	const others = [...(await invoicedCurrencies(unit)), ...Object.keys(signInAbove)].sort();
	return [...new Set([currency, ...others])].map((one) => ({
		currency: one,
		aboveMinor: signInAbove[one] === undefined ? null : BigInt(signInAbove[one])
	}));
}
