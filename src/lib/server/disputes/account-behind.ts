import { can } from '$lib/domain/access';
import { isAboveSignIn, isOpinion, signInLimit } from '$lib/domain/disputes/sign-in-above';
import type { AnswerVerdict } from '$lib/domain/disputes/schema';
import { AppError } from '$lib/domain/errors';
import type { Money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import type { DeskScope, ResolverScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';

/** Whoever is signed in beside a link, as its house knows him; somebody of another house is nobody here. */
export interface Beside {
	id: string;
	name: string;
	email: string;
	mayAnswer: boolean;
}

export function besideLink(scope: ResolverScope, signedIn: DeskScope | null): Beside | null {
	if (signedIn?.organisationId !== scope.organisationId) return null;
	const { id, name, email, role } = signedIn.user;
	return { id, name, email, mayAnswer: can(role, 'disputes.answer') };
}

/**
 * The account that stands behind an answer given by a link. Above the amount of the house there has to be one:
 * a link proves that somebody reads a mailbox, not who he is.
 * @throws sign_in_needed, account_may_not
 */
export async function accountBehind(
	unit: Unit<Scope>,
	{ verdict, contested }: { verdict: AnswerVerdict; contested: Money },
	beside: Beside | null
): Promise<{ signedInId: string; signedInName: string } | null> {
	if (unit.scope.audience !== 'resolver') return null;
	if (beside?.mayAnswer) return { signedInId: beside.id, signedInName: beside.name };
	const limit = await limitPassed(unit, contested);
	if (!limit || !isOpinion(verdict)) return null;
	if (beside) throw new AppError('account_may_not', { name: beside.name }, 'sign-in');
	throw new AppError('sign_in_needed', { limit: formatMoney(limit) }, 'sign-in');
}

/** What the page says beforehand; null: the link alone is enough. */
export async function signInAsked(unit: Unit<Scope>, contested: Money, beside: Beside | null) {
	const above = await limitPassed(unit, contested);
	return above && { above, as: beside && { name: beside.name, mayAnswer: beside.mayAnswer } };
}

async function limitPassed(unit: Unit<Scope>, contested: Money): Promise<Money | null> {
	const { signInAbove } = await organisationOf(unit);
	return isAboveSignIn(signInAbove, contested) ? signInLimit(signInAbove, contested) : null;
}
