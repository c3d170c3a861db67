import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	DAILY_LINK_BYTES,
	filesAhead,
	fitsToday,
	goesAhead,
	LARGEST_FILE_BYTES,
	LARGEST_FORM_BYTES,
	MOST_FILES,
	PART_BYTES,
	partFits,
	partsFrom,
	roomFor,
	sizeFault
} from './files';

describe('a file by its size', () => {
	it.each([
		[0, 'file_empty'],
		[1, null],
		[LARGEST_FILE_BYTES, null],
		[LARGEST_FILE_BYTES + 1, 'file_too_large']
	])('%i bytes: %s', (bytes, fault) => expect(sizeFault(bytes)).toBe(fault));

	it('goes ahead of its form above 8 MB only', () =>
		expect([goesAhead(8_000_000), goesAhead(8_000_001)]).toEqual([false, true]));
});

it('an eleventh file finds no room', () =>
	expect([roomFor(0), roomFor(MOST_FILES - 1), roomFor(MOST_FILES), roomFor(99)]).toEqual([
		10, 1, 0, 0
	]));

it('a link sends 100 MB a day and not one byte more', () =>
	expect([
		fitsToday(0, DAILY_LINK_BYTES),
		fitsToday(DAILY_LINK_BYTES - 1, 1),
		fitsToday(DAILY_LINK_BYTES, 1)
	]).toEqual([true, true, false]));

const total = fc.integer({ min: 1, max: LARGEST_FILE_BYTES });

it('the parts of a file follow each other, cover what is missing and are all accepted', () =>
	fc.assert(
		fc.property(total, fc.integer({ min: 0, max: LARGEST_FILE_BYTES }), (bytesTotal, seed) => {
			const start = seed % bytesTotal;
			let bytesHere = start;
			for (const { from, to } of partsFrom(start, bytesTotal)) {
				expect(partFits({ bytesHere, bytesTotal }, { offset: from, bytes: to - from })).toBe(true);
				bytesHere = to;
			}
			expect(bytesHere).toBe(bytesTotal);
		})
	));

it('a part that leaves a hole, repeats what is here, is empty, too long or goes beyond the end is refused', () =>
	fc.assert(
		fc.property(
			total,
			fc.integer({ min: 0, max: LARGEST_FILE_BYTES }),
			fc.integer({ min: 0, max: LARGEST_FILE_BYTES }),
			fc.integer({ min: 0, max: 2 * PART_BYTES }),
			(bytesTotal, seed, offset, bytes) => {
				const bytesHere = seed % (bytesTotal + 1);
				const fits = partFits({ bytesHere, bytesTotal }, { offset, bytes });
				if (fits) expect(bytesHere + bytes).toBeLessThanOrEqual(bytesTotal);
				if (offset !== bytesHere || bytes === 0 || bytes > PART_BYTES) expect(fits).toBe(false);
			}
		)
	));

it('what stays in the form fits into one post, and no small file goes ahead while a larger one stays', () =>
	fc.assert(
		fc.property(
			fc.array(
				total.map((size) => ({ size })),
				{ maxLength: MOST_FILES }
			),
			(files) => {
				const ahead = filesAhead(files);
				const stays = files.filter((file) => !ahead.includes(file));
				const weight = stays.reduce((sum, { size }) => sum + size, 0);
				expect(weight).toBeLessThan(LARGEST_FORM_BYTES);
				for (const { size } of stays) {
					expect(goesAhead(size)).toBe(false);
					for (const gone of ahead) expect(gone.size).toBeGreaterThanOrEqual(size);
				}
			}
		)
	));
