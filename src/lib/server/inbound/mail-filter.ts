import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { WAITING_FATES } from '$lib/domain/inbound/fate';
import { MAIL_STATES, type MailState } from '$lib/domain/inbound/mail-state';
import { containing } from '../db/containing';
import { inboundFate, inboundReading } from '../db/schema/inbound';

export const MAIL_VIEWS = [...MAIL_STATES, 'all'] as const;
/** Whoever pastes a whole mail looks for its first words. */
const MOST_WORDS = 8;
const LONGEST = 200;

/** As asked for in an address; what nobody can read asks for nothing. */
export const mailFilter = z.object({
	view: z.enum(MAIL_VIEWS).catch('waiting').default('waiting'),
	/** In whoever wrote, the subject, the words and the customer. */
	q: z
		.string()
		.transform((text) => text.trim().slice(0, LONGEST))
		.catch('')
		.default(''),
	/** The last mail of the page before. */
	after: z.uuid().nullable().catch(null).default(null)
});
export type MailFilter = z.infer<typeof mailFilter>;

const { kind, fromName, fromEmail, subject, text } = inboundFate;
const { deed } = inboundReading;
const waits = sql.join(
	WAITING_FATES.map((fate) => sql`${fate}`),
	sql`, `
);

/** `mailStateOf` as a value, to filter and to group by. */
export const mailState = sql<MailState>`case
	when ${deed} = 'done' then 'done'
	when ${deed} is not null or ${kind} = 'message' then 'case'
	when ${kind} in (${waits}) then 'waiting'
	else ${kind} end`;

/** Every word of it is somewhere in the mail, or in the name of its customer. */
export function saying(q: string, customerName: SQL): SQL[] {
	const said = sql`concat_ws(' ', ${fromName}, ${fromEmail}, ${subject}, ${text}, ${customerName})`;
	const words = q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
	return words.map((word) => sql`${said} ilike ${containing(word)}`);
}
