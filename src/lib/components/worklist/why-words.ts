import type { LocalDate } from '$lib/domain/calendar';
import type { StageOfCase } from '$lib/domain/disputes/deadline-terms';
import type { LastContact } from '$lib/domain/worklist/last-contact';
import type { WorkKind } from '$lib/domain/worklist/order';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { say } from '$lib/i18n/words';
import { ownerWords } from '../disputes/shown-task';
import { signerNames, type AwaitedSignature } from '../disputes/signature-words';
import type { TeamName } from '../teams/house-teams';

export interface WhyFacts {
	kind: WorkKind;
	/** Of an alert: what stands in the way. */
	alert: string | null;
	on: LocalDate | null;
	daysLate: number | null;
	reference: string | null;
	what: string | null;
	stage?: StageOfCase | null;
	/** Something is claimed since it was answered. */
	hasGrown?: boolean;
	/** Whoever was asked says it is not for him. */
	handsBack?: boolean;
	/** Of a decision somebody did not sign: why, in his words. */
	refusedWhy?: string | null;
	/** Of what somebody else is late with: who that is, or which team. */
	owner?: Parameters<typeof ownerWords>[0] | null;
	/** Of a signature that is late. */
	signature?: AwaitedSignature | null;
}

/** Why a row stands in somebody's day. */
export const whyWords = (
	{ on, daysLate, reference, what, owner, ...why }: WhyFacts,
	teamName: TeamName
): string =>
	say(whyKey({ ...why, on, what }, daysLate), {
		date: on ? formatDay(on) : '',
		days: daysLate ?? 0,
		reference: reference ?? '',
		what: whatWords({ ...why, what }),
		words: why.refusedWhy ?? '',
		name: owner ? ownerWords(owner, teamName) : ''
	});

function whatWords({ kind, what, signature }: Pick<WhyFacts, 'kind' | 'what' | 'signature'>) {
	if (signature) return signerNames(signature.by);
	return isOfTask(kind) ? withinSentence(what ?? '') : (what ?? '');
}

const isOfTask = (kind: WorkKind): boolean => kind.startsWith('todo');

/** What somebody wrote as a sentence of its own. A name keeps its dot. */
const withinSentence = (text: string): string => text.replace(/[\s.]+$/, '');

type Why = Pick<
	WhyFacts,
	'handsBack' | 'kind' | 'alert' | 'stage' | 'on' | 'what' | 'hasGrown' | 'signature' | 'refusedWhy'
>;

function whyKey(why: Why, daysLate: number | null): string {
	const { kind, alert, stage, on, what, hasGrown, handsBack, signature } = why;
	if (alert !== null) return `dunning_alert_${alert}`;
	if (kind === 'promise_decide' && what === null) return 'worklist_why_promise_decide_customer';
	if (kind === 'case' && stage) return `worklist_why_case_${stage}`;
	if (kind === 'anew' && !on) return 'worklist_why_anew_changed';
	if (kind === 'assign' && handsBack) return 'worklist_why_assign_back';
	if (kind === 'assign' && what !== null) return 'worklist_why_assign_left';
	if (kind === 'decide' && typeof why.refusedWhy === 'string') return 'worklist_why_decide_refused';
	if (kind === 'decide' && hasGrown) return 'worklist_why_decide_grown';
	if (signature?.by.length === 0) return 'worklist_why_signature_nobody';
	if (signature?.isAsked) return 'worklist_why_signature_asked';
	return `worklist_why_${kind}${kind === 'account' && daysLate === 1 ? '_one' : ''}`;
}

/** The step to take. */
export const actWords = ({ kind, alert }: Pick<WhyFacts, 'kind' | 'alert'>): string =>
	say(alert !== null ? `dunning_alert_task_${alert}` : `worklist_act_${kind}`);

/** When a customer was last written to, called or heard of, and how. */
export const contactWords = (last: LastContact | null): string =>
	last
		? say(`worklist_contact_${last.way}`, { date: formatDay(last.on) })
		: m.worklist_contact_none();
