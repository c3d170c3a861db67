import { z } from 'zod';
import { isFreeMail } from '$lib/domain/disputes/free-mail';
import { insideOf } from '../auth/from-inside';
import { unitOfWork, type Unit } from '../db/client';
import { isClosedAddress } from '../settings/closed-accounts';
import { organisationOf, usersOf } from '../settings/queries';
import type { AnswerScope } from './answerable';

/**
 * A link must not be able to open the case to anybody: only an address of the creditor's own company is
 * asked at once, any other name is a hint for staff; so is the address of somebody who left it.
 */
export async function colleagueIn(unit: Unit<AnswerScope>, typed: string): Promise<string | null> {
	const email = addressIn(typed);
	if (!email || (await isClosedAddress(unit, email))) return null;
	const known = [(await organisationOf(unit)).email, ...(await userAddresses(unit))].map((one) =>
		one.toLowerCase()
	);
	const sameCompany = !isFreeMail(email) && known.some((one) => domainOf(one) === domainOf(email));
	return sameCompany || known.slice(1).includes(email) ? email : null;
}

/** The only address in what was typed: a telephone puts the name beside it. */
export function addressIn(typed: string): string | null {
	const words = typed.toLowerCase().split(/[\s,;:<>()"]+/);
	const [email, second] = words.filter((word) => z.email().safeParse(word).success);
	return email && !second ? email : null;
}

const domainOf = (email: string): string | undefined => email.split('@')[1];

/** A link does not see the accounts of staff: they are read beside its transaction. */
async function userAddresses({ scope }: Unit<AnswerScope>): Promise<string[]> {
	return (await unitOfWork(insideOf(scope), usersOf)).map(({ email }) => email);
}
