import { z } from 'zod';
import { AppError } from '$lib/domain/errors';
import { fileProblem } from './scenario-file-problem';
import { stepsInput, type DraftStep } from './step-schema';

export const SCENARIO_FORMAT = 'entendu-scenario';
/** Raised when an older reader would misunderstand a file, not when a field is added. */
export const SCENARIO_FORMAT_VERSION = 1;

/** In bytes: fifty steps with long names are some tens of thousands. */
export const LARGEST_SCENARIO_FILE = 1_000_000;

/** A scenario as it travels: no ids, nothing of the organisation it comes from. */
export interface ScenarioFile {
	name: string;
	steps: DraftStep[];
}

const envelope = z.object({ format: z.literal(SCENARIO_FORMAT), version: z.number().int().min(1) });
const content = z.object({ name: z.string().trim().min(1).max(100), steps: stepsInput });

export const writeScenarioFile = ({ name, steps }: ScenarioFile): string =>
	`${JSON.stringify({ format: SCENARIO_FORMAT, version: SCENARIO_FORMAT_VERSION, name, steps }, null, '\t')}\n`;

/**
 * Fields this version does not know are left aside.
 * @throws scenario_file_unknown, scenario_file_newer, scenario_file_invalid
 */
export function readScenarioFile(text: string): ScenarioFile {
	const json = parsed(text);
	const head = envelope.safeParse(json);
	if (!head.success) throw new AppError('scenario_file_unknown', {}, 'file');
	if (head.data.version > SCENARIO_FORMAT_VERSION)
		throw new AppError('scenario_file_newer', {}, 'file');
	const read = content.safeParse(json);
	if (read.success) return read.data;
	const [first, ...others] = read.error.issues.map((issue) => refusalOf(issue, json));
	throw new AppError(first!.code, first!.details, 'file', others);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return null;
	}
}

const refusalOf = (issue: z.core.$ZodIssue, json: unknown): AppError =>
	new AppError('scenario_file_invalid', { ...fileProblem(issue, json) }, 'file');
