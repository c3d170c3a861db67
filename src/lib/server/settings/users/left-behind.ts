import { isSameAddress } from '$lib/domain/same-address';
import type { DeskScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { questionsOf } from '../../disputes/asked-of-nobody';
import { signaturesAwaitedFrom } from '../../disputes/requests-of-mine';
import type { Account } from '../account-queries';
import { teamsOf } from '../team-queries';

/** What waits for this colleague alone, and for nobody once his account is closed. */
export async function leftBehindBy(unit: Unit<DeskScope>, { id, email }: Account) {
	const questions = await questionsOf(unit, { id, email });
	const headed = (await teamsOf(unit)).filter(
		({ head, archived }) => head && !archived && isSameAddress(head.headEmail, email)
	);
	return {
		questions: questions.map(({ reference, customer }) => ({ reference, customer })),
		signatures: await signaturesAwaitedFrom(unit, id),
		teams: headed.map(({ key, labels }) => ({ key, labels }))
	};
}
