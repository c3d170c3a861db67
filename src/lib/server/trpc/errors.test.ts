import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { orPage } from './errors';

const shown = (input: z.ZodType, value: unknown) => orPage(input.parseAsync(value));

describe('a page whose address is wrong', () => {
	test.each(['id', 'runId', 'noticeId'])('does not exist when its %s has no form of one', (field) =>
		expect(shown(z.object({ [field]: z.uuid() }), { [field]: 'nothing' })).rejects.toMatchObject({
			status: 404,
			body: { code: 'not_found' }
		})
	);

	test('says what is wrong with anything else it asks for', () =>
		expect(shown(z.object({ page: z.enum(['1']) }), { page: 'x' })).rejects.toMatchObject({
			status: 400,
			body: { code: 'invalid_input' }
		}));
});
