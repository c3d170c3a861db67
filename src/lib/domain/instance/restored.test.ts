import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldBecause } from './restored';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 9, minute));
const file = (pulse: number, written = 0, touched = written) => ({
	pulse,
	writtenAt: at(written),
	touchedAt: at(touched)
});

describe('An installation', () => {
	it('goes on after any pause when database and files were left alone', () => {
		fc.assert(
			fc.property(fc.nat(), fc.nat(100_000), (pulse, minutes) => {
				const database = { pulse, pulsedAt: at(0) };
				expect(heldBecause(database, file(pulse), at(minutes))).toBeNull();
			})
		);
	});

	it('is held when the database is behind its files', () => {
		expect(heldBecause({ pulse: 7, pulsedAt: at(0) }, file(8), at(1))).toBe('database_behind');
	});

	it('is held when the files are new and the database is not', () => {
		expect(heldBecause({ pulse: 7, pulsedAt: at(0) }, null, at(6))).toBe('files_missing');
		expect(heldBecause({ pulse: 7, pulsedAt: at(0) }, null, at(4))).toBeNull();
		expect(heldBecause({ pulse: 0, pulsedAt: at(0) }, null, at(60))).toBeNull();
	});

	it('is held when both were copied from a backup together', () => {
		expect(heldBecause({ pulse: 7, pulsedAt: at(0) }, file(7, 0, 600), at(601))).toBe(
			'files_copied'
		);
	});

	it('is never held by another replica that beats the same heart in any order', () => {
		const beats = fc.array(fc.nat(4), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(beats, (order) => {
				let pulse = 0;
				const files = new Map<number, number>();
				for (const replica of order) {
					const own = files.get(replica);
					const seen = own === undefined ? null : file(own);
					expect(heldBecause({ pulse, pulsedAt: at(0) }, seen, at(1))).toBeNull();
					files.set(replica, ++pulse);
				}
			})
		);
	});
});
