import { uuidv7 } from 'uuidv7';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { systemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { mailsAfter } from '../delivery/outbox-queries';
import { allOrganisations } from '../settings/queries';

export interface NewMail {
	deliveryId: string;
	organisation: string;
	toEmail: string;
	subject: string | null;
	mail: string;
	status: string;
	on: LocalDate;
}

/** Remembers this moment; the answer lists what was put in the outbox of a demo organisation after it. */
export async function mailsSince(): Promise<() => Promise<NewMail[]>> {
	// Ids follow the machine's time, whatever day the demo believes it is.
	const mark = uuidv7();
	return async () => {
		const organisations = (await allOrganisations()).filter(({ demo }) => demo);
		return (await Promise.all(organisations.map((of) => mailsIn(of, mark)))).flat();
	};
}

const mailsIn = (
	{ organisationId, timeZone, name }: { organisationId: string; timeZone: string; name: string },
	mark: string
): Promise<NewMail[]> =>
	unitOfWork(systemScope({ organisationId, timeZone, actor: 'demo' }), async (unit) =>
		(await mailsAfter(unit, mark)).map(({ at, ...row }) => ({
			...row,
			organisation: name,
			on: localDateAt(at, timeZone)
		}))
	);
