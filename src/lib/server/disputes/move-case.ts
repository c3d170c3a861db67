import type { LocalDate } from '$lib/domain/calendar';
import { isReopening } from '$lib/domain/disputes/deadlines';
import { isDecidedOrOver, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { visibleChange, type VisibleChange } from '$lib/domain/disputes/visible-change';
import type { Scope } from '../auth/scope';
import { withdrawCredits } from '../credits/withdraw-credits';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import { endAssignment } from './ask-resolver';
import type { Case } from './case-queries';
import { endWhatWaited } from './end-request';
import { commitFromReopening } from './insert-commitment';
import { refuseWhileKeptOpen } from './kept-open';
import { tellFollowers, updateOf, type Told } from './tell-followers';
import { transitionDispute } from './transition-dispute';

interface Moving {
	/** For the history of the house. */
	note?: string;
	/** Words for the customer, in the mail. */
	message?: string;
	/** What is told instead of the plain step: the decision, what it closed with, somebody's reply. */
	told?: Told | null;
	/** It was all said before, in the letter about the yes that this carries out. */
	isTold?: boolean;
	/** Whoever did it reads it on his page. */
	except?: string;
	/** The customer ends the case by what he agreed to: what is left to do stays with whoever does it. */
	leavesTasks?: boolean;
	/** The day a mail came that ends the wait for the customer, and is read now. */
	heardOn?: LocalDate | null;
}

/**
 * A step of a case together with what its followers are told about it: no step the customer can see is
 * silent, because nothing else moves a case (tests/guards/followers.test.ts).
 * @throws tasks_open, cause_required: nothing is closed before what was decided is done, or before its cause is
 * noted where its reason asks for it (docs/decisions/after-the-decision.md)
 */
export async function moveCase(
	unit: Unit<Scope>,
	about: Case,
	to: DisputeStatus,
	{
		note = '',
		message = '',
		told,
		isTold = false,
		except,
		leavesTasks = false,
		heardOn = null
	}: Moving = {}
): Promise<void> {
	if (to === 'resolved' && !leavesTasks) await refuseWhileKeptOpen(unit, about.dispute.id);
	const { id, from } = await transitionDispute(unit, about.dispute.id, to, { note, heardOn });
	if (isDecidedOrOver(to)) await endWhatWaited(unit, about.dispute.id);
	// Before anybody is told: the letter says the new day.
	if (isReopening({ fromStatus: from, toStatus: to })) {
		await withdrawCredits(unit, about.dispute.id);
		await commitFromReopening(unit, about);
		// What he was asked was answered, or decided without him: nobody is asked until somebody asks again.
		await endAssignment(unit, about.dispute.id);
	}
	const change = visibleChange(from, to);
	if (isTold || (!change && !told)) return;
	const letter = told ?? (await updateOf(unit, about, eventOf(change!), { message }));
	await tellFollowers(unit, about, letter, { onceKey: `dispute-moved:${id}`, except });
}

/** A decision and an end have letters of their own: whoever takes them says what is in them. */
function eventOf(change: VisibleChange): MailFacts['dispute-update']['event'] {
	if (change === 'decided' || change === 'resolved')
		throw new Error(`a case that is ${change} is told with its own letter`);
	return change;
}
