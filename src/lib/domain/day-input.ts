import { z } from 'zod';
import { parseLocalDate, type LocalDate } from './calendar';

/** A day as forms send it. */
export const dayInput = z
	.string()
	.refine((text): text is LocalDate => parseLocalDate(text) !== null);
