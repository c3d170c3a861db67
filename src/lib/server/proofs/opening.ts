import type { Asked } from './asked';
import type { Said } from './said';

/** How a case began, as it was first written: in the words of its customer, or set by a colleague before he said anything. */
export function openingOf({ facts: { about, record } }: Asked): Said {
	const { dispute } = about;
	const words = record.amendments[0]?.before.explanation ?? dispute.explanation;
	const setter = dispute.source === 'desk' && record.steps.find((step) => step.fromStatus === null);
	return setter
		? { at: dispute.openedAt, by: setter.byName, event: 'set', words }
		: { at: dispute.openedAt, by: dispute.raisedByName, event: 'claim', words };
}
