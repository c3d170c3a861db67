import { z } from 'zod';

/** What processes tell each other: ids and kinds, and of a colleague who looks at a case his name. */
export const liveMessage = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('changed'),
		organisationId: z.string(),
		/** null: many at once. */
		disputeId: z.string().nullable(),
		byId: z.string()
	}),
	z.object({
		kind: z.literal('presence'),
		organisationId: z.string(),
		disputeId: z.string(),
		userId: z.string(),
		name: z.string(),
		/** `hello`: here since now, and who else is here says so too. */
		state: z.enum(['hello', 'here', 'writing', 'gone'])
	})
]);
export type LiveMessage = z.infer<typeof liveMessage>;
export type Change = Extract<LiveMessage, { kind: 'changed' }>;
export type Presence = Extract<LiveMessage, { kind: 'presence' }>;

export function readMessage(payload: string): LiveMessage | null {
	try {
		return liveMessage.safeParse(JSON.parse(payload)).data ?? null;
	} catch {
		return null;
	}
}
