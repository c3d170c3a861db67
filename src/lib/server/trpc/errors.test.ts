import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { orPage } from './errors';

const refusedBy = (schema: z.ZodType, input: unknown) =>
	orPage(
		Promise.reject(
			new TRPCError({ code: 'BAD_REQUEST', cause: schema.safeParse(input).error ?? undefined })
		)
	);

test('an address with what is no id says that there is no such page', async () => {
	await expect(refusedBy(z.object({ runId: z.uuid() }), { runId: 'x' })).rejects.toMatchObject({
		status: 404,
		body: { code: 'not_found' }
	});
});

test('what is wrong otherwise is still said as it is', async () => {
	await expect(refusedBy(z.object({ page: z.number() }), { page: 'x' })).rejects.toMatchObject({
		status: 400
	});
});
