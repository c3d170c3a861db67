import { isSameAddress } from '$lib/domain/same-address';
import type { DeskScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { adviceAskedOf } from '../../disputes/advice-asked';
import { questionsOf } from '../../disputes/asked-of-nobody';
import { casesOf } from '../../disputes/case-queries';
import { standInOf } from '../../disputes/pass-to-stand-in';
import { signaturesAwaitedFrom } from '../../disputes/requests-of-mine';
import type { Account } from '../account-queries';
import { teamsOf } from '../team-queries';

/** What waits for this colleague alone, and for nobody once his account is closed. */
export async function leftBehindBy(unit: Unit<DeskScope>, { id, name, email }: Account) {
	const questions = await questionsOf(unit, { id, email });
	const asked = await adviceAskedOf(unit, [{ id, name, email }]);
	const advice = await casesOf(unit, [...asked.keys()]);
	const standIn = await standInOf(unit, { userId: id, email });
	const headed = (await teamsOf(unit)).filter(
		({ head, archived }) => head && !archived && isSameAddress(head.headEmail, email)
	);
	return {
		questions: questions.map(({ reference, customer }) => ({ reference, customer })),
		/** What colleagues wait for before they answer. */
		advice: [...advice.values()].map(({ dispute: { reference }, customer }) => ({
			...{ reference, customer: customer.name }
		})),
		/** Who has his questions once his account is closed; null: whoever looks after each case. */
		standIn: standIn?.name ?? null,
		signatures: await signaturesAwaitedFrom(unit, id),
		teams: headed.map(({ key, labels }) => ({ key, labels }))
	};
}
