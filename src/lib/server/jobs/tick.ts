import { minuteOfDayAt } from '$lib/domain/calendar';
import { systemScope, type SystemScope } from '../auth/scope';
import { rereadClock } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { deliverAll } from '../delivery/deliver';
import { carryOutAgreed } from '../disputes/carry-out-proposal';
import { chaseApprovals } from '../disputes/chase-approvals';
import { chaseCauses } from '../disputes/chase-causes';
import { chaseCustomers } from '../disputes/chase-customers';
import { chaseResolvers } from '../disputes/chase-resolvers';
import { chaseTasks } from '../disputes/chase-tasks';
import { keepPromisedDays } from '../disputes/keep-promised-days';
import { lapseOffers } from '../disputes/lapse-offers';
import { lapseRequests } from '../disputes/lapse-requests';
import { ownUp } from '../disputes/own-up';
import { sendDigests } from '../disputes/send-digests';
import { reconcileAll } from '../delivery/reconcile';
import { runDunning } from '../dunning/run-dunning';
import { env } from '../env';
import { beat } from '../instance/pulse';
import { log } from '../log';
import { allOrganisations, organisationOf } from '../settings/queries';
import './notice-hooks';
import './promise-hooks';
import { sealAudit } from './seal-audit';

/** The alarm clock rings: the database decides what is due, so ringing twice, or late, changes nothing. */
export async function tick(): Promise<void> {
	rereadClock();
	// A restored copy plans nothing either: what it would plan may have left already.
	if (!(await beat()).held) await doWhatIsDue();
	await sealAudit();
}

async function doWhatIsDue(): Promise<void> {
	for (const { organisationId, timeZone, slug, demo } of await allOrganisations()) {
		if (demo && !env().DEMO) continue;
		const scope = systemScope({ organisationId, timeZone, actor: 'engine' });
		await keepDays(scope, slug);
		await carryOut(scope, slug);
		await lapse(scope, slug);
		await lapseUnsigned(scope, slug);
		await runWhenOpen(scope, slug);
		await chase(scope, slug);
		await ownUpWhenOpen(scope, slug);
		await digestWhenOpen(scope, slug);
	}
	await deliverAll();
	await reconcileAll();
}

/** The days the queue is sorted by, of cases that moved. */
const keepDays = (scope: SystemScope, slug: string): Promise<void> =>
	keepPromisedDays(scope).catch((error: unknown) =>
		log('error', 'queue.days_not_kept', { organisation: slug, error })
	);

/** What a customer agreed to and a process that died did not write down any more. */
const carryOut = (scope: SystemScope, slug: string): Promise<void> =>
	carryOutAgreed(scope).catch((error: unknown) =>
		log('error', 'proposals.failed', { organisation: slug, error })
	);

/** Offers nobody can accept any more: their cases go on. */
const lapse = (scope: SystemScope, slug: string): Promise<void> =>
	lapseOffers(scope).catch((error: unknown) =>
		log('error', 'proposals.not_lapsed', { organisation: slug, error })
	);

/** What waits for a signature and can no longer be signed: it goes back to whoever wanted it. */
const lapseUnsigned = (scope: SystemScope, slug: string): Promise<void> =>
	lapseRequests(scope).catch((error: unknown) =>
		log('error', 'approvals.not_lapsed', { organisation: slug, error })
	);

/** Colleagues and customers who do not answer, sign or do what they were asked for, in the hours in which the house writes. */
async function chase(scope: SystemScope, slug: string): Promise<void> {
	try {
		if (!(await unitOfWork(scope, isOpen))) return;
		await chaseResolvers(scope);
		await chaseApprovals(scope);
		await chaseTasks(scope);
		await chaseCauses(scope);
		await chaseCustomers(scope);
	} catch (error) {
		log('error', 'follow_ups.failed', { organisation: slug, error });
	}
}

/** Days that were promised to customers and not kept, in the hours in which the house writes. */
async function ownUpWhenOpen(scope: SystemScope, slug: string): Promise<void> {
	try {
		if (await unitOfWork(scope, isOpen)) await ownUp(scope);
	} catch (error) {
		log('error', 'missed_days.failed', { organisation: slug, error });
	}
}

/** What staff read once a day, in the hours in which the house writes. */
async function digestWhenOpen(scope: SystemScope, slug: string): Promise<void> {
	try {
		if (await unitOfWork(scope, isOpen)) await sendDigests(scope);
	} catch (error) {
		log('error', 'digests.failed', { organisation: slug, error });
	}
}

/** One organisation's trouble is not the others'. */
async function runWhenOpen(scope: SystemScope, slug: string): Promise<void> {
	try {
		if (!(await unitOfWork(scope, isOpen))) return;
		const { notices, busy } = await runDunning(scope);
		if (notices > 0) log('info', 'dunning.run', { organisation: slug, notices, busy });
	} catch (error) {
		log('error', 'dunning.run_failed', { organisation: slug, error });
	}
}

async function isOpen(unit: Unit<SystemScope>): Promise<boolean> {
	const { sendFromMinute, sendUntilMinute } = await organisationOf(unit);
	const minute = minuteOfDayAt(unit.now, unit.scope.timeZone);
	return sendFromMinute <= minute && minute < sendUntilMinute;
}
