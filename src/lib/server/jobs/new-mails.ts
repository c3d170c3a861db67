import { and, asc, eq, gt } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { systemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
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
		return (await Promise.all(organisations.map((of) => mailsAfter(mark, of)))).flat();
	};
}

const mailsAfter = (
	mark: string,
	{ organisationId, timeZone, name }: { organisationId: string; timeZone: string; name: string }
): Promise<NewMail[]> =>
	unitOfWork(systemScope({ organisationId, timeZone, actor: 'demo' }), (unit) =>
		unit.tx
			.select({
				deliveryId: delivery.id,
				toEmail: delivery.toEmail,
				subject: delivery.subject,
				mail: delivery.mail,
				status: delivery.status,
				at: delivery.createdAt
			})
			.from(delivery)
			.where(and(eq(delivery.organisationId, organisationId), gt(delivery.id, mark)))
			.orderBy(asc(delivery.id))
			.then((rows) =>
				rows.map(({ at, ...row }) => ({
					...row,
					organisation: name,
					on: localDateAt(at, timeZone)
				}))
			)
	);
