import type { MailFacts, MailName } from './mails';

type SampleFile = { samples: Record<string, MailFacts[MailName]> };
const files = import.meta.glob<SampleFile>('/emails/*/sample.ts', { eager: true });

export interface Sample<M extends MailName = MailName> {
	mail: M;
	name: string;
	facts: MailFacts[M];
}

/** Every mail with the situations it can tell, for guards and the gallery. */
export const SAMPLES: readonly Sample[] = Object.entries(files).flatMap(([path, { samples }]) =>
	Object.entries(samples).map(([name, facts]) => ({
		mail: path.split('/')[2] as MailName,
		name,
		facts
	}))
);

/** @throws when there is none. */
export function sampleOf<M extends MailName>(mail: M, name: string): MailFacts[M] {
	const found = SAMPLES.find(
		(sample): sample is Sample<M> => sample.mail === mail && sample.name === name
	);
	if (!found) throw new Error(`emails/${mail}/sample.ts has no "${name}"`);
	return found.facts;
}
