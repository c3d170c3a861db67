import { expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { approvalFollowUp } from '$lib/server/db/schema/approval-follow-ups';
import { lockDispute } from '$lib/server/disputes/lock-dispute';
import {
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../support/factories';
import { callerFor, deskScopeOf } from '../support/scopes';
import { useStory } from '../support/story';
import { untilSomebodyWaits } from '../support/waiting';

const story = useStory({ of: 'test' });
let houses = 0;
const at = (who: string) => `${who}@together${houses}.test`;
const toSign = (who: string) =>
	story.mails(at(who)).filter(({ subject }) => /^À valider/.test(subject)).length;
const march = (from: number, until: number) => ({
	fromOn: localDate(`2026-03-0${from}`),
	untilOn: localDate(`2026-03-${until}`)
});

/** Prices are signed by Sophie, quantities by Paul; Nadia stands in for both. */
async function begun() {
	houses++;
	const inside = await buildOrganisation({ name: 'Menuiserie Dupont', email: at('compta') });
	const person = async (role: 'collector' | 'approver' | 'admin', name: string, who: string) => {
		const user = await buildUser(inside, { role, name, email: at(who) });
		return { id: user.id, desk: callerFor(deskScopeOf(user, inside)).desk };
	};
	const claire = await person('collector', 'Claire Morel', 'claire');
	const sophie = await person('approver', 'Sophie Petit', 'sophie');
	const paul = await person('approver', 'Paul Girard', 'paul');
	const nadia = await person('admin', 'Nadia Rousseau', 'nadia');
	const rule = (category: 'price' | 'delivery', { id }: { id: string }) => ({
		...{ category, claimType: null, aboveMinor: 100_000n, approverId: id }
	});
	await nadia.desk.settings.changeApprovalRules({
		rules: [rule('price', sophie), rule('delivery', paul)],
		seen: (await nadia.desk.settings.approvals()).seen
	});
	const customer = await buildCustomer(inside, { name: 'Gantier SA', collectorId: claire.id });
	story.time('2026-03-03');
	const opened = async (reasonCode: string) => {
		const invoice = await buildInvoice(inside, customer, {
			...{ totalMinor: 500_000n, dueOn: localDate('2026-04-13') }
		});
		const fields = { reasonCode, claimedMinor: 400_000n, answerDueOn: localDate('2026-03-27') };
		return (await buildDispute(inside, invoice, fields)).id;
	};
	const toApprove = async (reasonCode: string) => {
		const disputeId = await opened(reasonCode);
		await claire.desk.disputes.decide({
			...{ disputeId, verdict: 'valid', outcome: 'credit_full', explanation: 'D’accord.' }
		});
		return disputeId;
	};
	const asked = async (user: { id: string }) => {
		const disputeId = await opened('price_unit');
		await claire.desk.disputes.assign({ disputeId, userId: user.id, question: 'Quel prix ?' });
		return disputeId;
	};
	const away = (who: { id: string }, days: ReturnType<typeof march>) =>
		nadia.desk.absences.enter({ userId: who.id, ...days, substituteId: nadia.id });
	return { inside, sophie, paul, toApprove, asked, away };
}

/** The cases of which a signature was passed on. */
const passedOn = (inside: SystemScope) =>
	unitOfWork(inside, async ({ tx }) => {
		const rows = await tx.select().from(approvalFollowUp);
		return rows.map(({ disputeId }) => disputeId);
	});

test('whoever goes away passes on what is his to sign, and nothing of who went away before him', async () => {
	const { inside, sophie, paul, toApprove, away } = await begun();
	await toApprove('price_unit');
	const quantity = await toApprove('quantity_short');
	await story.wake();
	expect([toSign('sophie'), toSign('paul'), toSign('nadia')]).toEqual([1, 1, 0]);
	// Hers begins the next day, before the engine wakes.
	await away(sophie, march(4, 20));
	story.time('2026-03-04', 6);
	await away(paul, march(4, 20));
	// Nothing leaves without the engine: what was put is what was passed on.
	expect(await passedOn(inside)).toEqual([quantity]);
	await story.day('2026-03-04');
	expect(toSign('nadia')).toBe(2);
});

test('what he is to answer and what he is to sign are held in one order: nobody waits in a circle', async () => {
	const { inside, sophie, toApprove, asked, away } = await begun();
	const first = await toApprove('price_unit');
	const second = await asked(sophie);
	expect(first < second).toBe(true);
	await story.wake();
	let entering: Promise<unknown> | undefined;
	await unitOfWork(inside, async (unit) => {
		await lockDispute(unit, first);
		entering = away(sophie, march(3, 20));
		entering.catch(() => {});
		await untilSomebodyWaits();
		await lockDispute(unit, second);
	});
	await entering;
	await story.wake();
	expect(toSign('nadia')).toBe(1);
});
