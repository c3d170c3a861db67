import type { DisputeSource } from '$lib/domain/disputes/schema';
import type { Tracker, TrackerStep } from '$lib/domain/disputes/tracker';
import { formatDay } from '$lib/i18n/format';
import { labelOf } from '$lib/i18n/labels';
import type { Language } from '$lib/i18n/language';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { say } from '$lib/i18n/words';

export interface TrackerRow {
	key: string;
	/** `needed`: it stands still until the customer replies. */
	state: TrackerStep['state'] | 'needed';
	name: string;
	stateWords: string;
	/** The day and who, or the day promised for it; empty where neither is known. */
	detail: string;
}

/** The steps of a case as the customer reads them, without those nobody took; of a case that is over, nothing is to come. */
export function rowsOf(
	tracker: Tracker,
	source: DisputeSource,
	language: Language = getLocale()
): TrackerRow[] {
	const words = (key: string, inputs = {}) => say(`portal_${key}`, inputs, language);
	const isOver = tracker.steps.at(-1)?.state === 'done';
	const promised = tracker.steps.find(
		({ key, state }) => state === 'todo' && (key === 'decision' || key === 'closed')
	);
	return tracker.steps
		.filter(({ state }) => state !== 'skipped' && (!isOver || state !== 'todo'))
		.map((step) => {
			const isNeeded = tracker.yourReplyNeeded && step.state === 'current';
			return {
				key: step.key,
				state: isNeeded ? 'needed' : step.state,
				name: nameOf(step.key, isNeeded),
				stateWords: words(isBeingDone(step) ? 'step_decided' : `step_${step.state}`),
				detail: step.on ? told(step) : step === promised ? promise() : ''
			};
		});

	/** Where it stands, and what nobody can go on without. */
	function told(step: TrackerStep): string {
		const waits = step.state === 'current' && tracker.waitsFor;
		const by = [doneBy(step), reopened(step)].filter(Boolean).join(' – ');
		return waits ? `${by} – ${words(`step_waits_${waits}`)}` : by;
	}
	/** Checked anew: from that day on the steps are those of another round. */
	function reopened({ key }: TrackerStep): string {
		if (key !== 'checking' || !tracker.reopenedOn) return '';
		return words('step_reopened', { date: formatDay(tracker.reopenedOn, language) });
	}
	function nameOf(key: string, isNeeded: boolean): string {
		if (isNeeded) return words('status_reply_needed');
		if (key !== 'closed') return words(`step_${key}`);
		// What went into another case is not over for its customer.
		if (tracker.goesOnIn) return words('status_goes_on', { reference: tracker.goesOnIn });
		return words(tracker.withdrawn ? 'step_withdrawn' : 'step_closed');
	}
	function doneBy({ key, on, who }: TrackerStep): string {
		const by = key === 'received' ? channel(who) : whoOf(key, who);
		return [formatDay(on!, language), by].filter(Boolean).join(' · ');
	}
	function whoOf(key: string, who: string | null): string {
		if (!who || (key === 'closed' && tracker.withdrawn)) return '';
		return words(`who_${who}`, { team: labelOf(tracker.teamLabels ?? {}, language) });
	}
	/** What somebody told us by telephone or letter was not sent by him through this page. */
	function channel(who: string | null): string {
		return source === 'portal' && who !== 'customer'
			? whoOf('received', who)
			: words(`source_${source}`);
	}
	function promise(): string {
		return tracker.next ? words('step_by', { date: formatDay(tracker.next.on, language) }) : '';
	}
}

/** Nobody decides any more: it is carried out. */
const isBeingDone = ({ key, state }: TrackerStep): boolean =>
	key === 'decision' && state === 'current';
