import type { LocalDate } from '$lib/domain/calendar';
import type { Language } from '$lib/i18n/language';
import { photosToMail } from '../attachments/photos-to-mail';
import { attachmentCount } from '../attachments/queries';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import type { MailFacts } from '../mail/mails';
import { isClosedAddress } from '../settings/closed-accounts';
import { signInAsked } from './account-behind';
import type { Case } from './case-queries';
import { caseOfRound, leftToDecide } from './left-to-decide';
import { mailedItems } from './mailed-lines';
import { questionAsked } from './questions';

interface Asked {
	assignmentId: string;
	onceKey: string;
	to: { name: string; email: string; language: Language };
	dueOn: LocalDate;
	/** Asked before, and not answered yet. */
	again?: MailFacts['resolver-request']['again'];
	/** He had asked back. */
	reply?: MailFacts['resolver-request']['reply'];
	/** The colleague he had asked works here no more. */
	left?: MailFacts['resolver-request']['left'];
	/** The case it is about claims more than when he was asked. */
	grown?: MailFacts['resolver-request']['grown'];
	/** The reader answers for whoever was asked. */
	standsInFor?: MailFacts['resolver-request']['standsInFor'];
}

/** The question with everything it is about, and a link to answer it by; nothing to whoever works here no more. */
export async function mailResolver(
	unit: Unit<Scope>,
	about: Case,
	{ assignmentId, onceKey, to, dueOn, standsInFor, ...more }: Asked
): Promise<void> {
	if (await isClosedAddress(unit, to.email)) return;
	const round = caseOfRound(await leftToDecide(unit, about));
	const asked = await signInAsked(unit, round.claimed, null);
	await putMail(unit, {
		mail: 'resolver-request',
		onceKey,
		to,
		facts: {
			reference: about.dispute.reference,
			customerName: about.customer.name,
			resolverName: to.name,
			...(await askedFacts(unit, about, { assignmentId, ...more })),
			dueOn,
			...(dueOn < unit.today && { isLate: true }),
			explanation: about.dispute.explanation,
			...(about.dispute.source === 'desk' && { isOurs: true }),
			reason: about.reason.labels,
			items: mailedItems(round.items),
			detail: about.dispute.detail,
			claimed: round.claimed,
			...(asked && { signInAbove: asked.above }),
			files: await attachmentCount(unit, about.dispute.id),
			photos: await photosToMail(unit, about.dispute.id),
			...more,
			...(standsInFor && { standsInFor })
		},
		customerId: about.dispute.customerId,
		disputeId: about.dispute.id,
		link: { kind: 'resolver', assignmentId }
	});
}

/** What he is asked, by whom and through which hands, and what was answered to what he asked first. */
async function askedFacts(
	unit: Unit<Scope>,
	{ dispute }: Case,
	{ assignmentId, reply }: Pick<Asked, 'assignmentId' | 'reply'>
) {
	const { question, askedBack } = await questionAsked(unit, dispute.id, assignmentId);
	const { text, by, askedBy, byRule, passedOn } = question;
	const replies = reply ? [reply] : askedBack?.replies.map(({ by, words: text }) => ({ by, text }));
	return {
		...{ askedBy, byRule, question: text, questionBy: by },
		...(passedOn.length > 0 && { passedOn: passedOn.map(({ by, note }) => ({ by, note })) }),
		...(askedBack && {
			askedBack: { by: askedBack.by, question: askedBack.question, replies: replies ?? [] }
		})
	};
}
