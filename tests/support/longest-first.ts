import path from 'node:path';
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** Half a minute and more each: begun first, none of them runs alone at the end. */
const LONG = [
	'scenarios/replay-sixty-days',
	'simulation/real/seeds',
	'integration/delivery/kill-nine',
	'integration/delivery/crash-in-group',
	'simulation/fast/seeds',
	'integration/delivery/crash-notice',
	'integration/delivery/crash-points',
	'integration/access/foreign-ids',
	'integration/delivery/group'
].map((name) => path.resolve(import.meta.dirname, '..', `${name}.test.ts`));

/** The quick groups before the slow ones; in each, what takes long before what does not. */
export class LongestFirst implements TestSequencer {
	shard(files: TestSpecification[]): TestSpecification[] {
		return files;
	}

	sort(files: TestSpecification[]): TestSpecification[] {
		return files.toSorted((one, other) => group(one) - group(other) || rank(one) - rank(other));
	}
}

const group = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

function rank({ moduleId }: TestSpecification): number {
	const at = LONG.indexOf(path.normalize(moduleId));
	return at === -1 ? LONG.length : at;
}
