import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { LETTER_STATES } from '$lib/domain/dunning/posting';
import { SIDES } from '$lib/domain/dunning/print-order';
import { LONGEST_TRACKING } from '$lib/domain/dunning/tracking';
import { AppError } from '$lib/domain/errors';
import { prepareFiles } from '../../attachments/prepare-files';
import { deskUpload, incomingFiles } from '../../attachments/upload';
import { unitOfWork } from '../../db/client';
import { deskProcedure, router } from '../../trpc/procedures';
import { letterCameBack, letterNotBack } from './letter-back';
import { lateLetters, lettersOf } from './letter-list';
import { letterPage } from './letter-page';
import { makePrintFile } from './make-print-file';
import { makePrintFiles } from './make-print-files';
import { postLetters, postPrintFile } from './post-letters';
import { printFilesOf, readPrintFile } from './print-files';
import { proveLetter, readProof } from './prove-letter';
import { takeLetterBack } from './take-letter-back';
import { trackLetter } from './track-letter';
import { unpostLetter } from './unpost-letter';
import { withholdLetter } from './withhold-letter';
import { writeAgain } from './write-again';

/** As a date field sends it. */
const on = z.string().max(20);
const ofLetter = z.object({ letterId: z.uuid() });
const said = ofLetter.extend({ reason: z.string().trim().max(500) });
const ofFile = z.object({ printFileId: z.uuid() });
/** What a page shows, and a few pages more. */
const MOST_AT_ONCE = 500;

export const lettersDesk = router({
	list: deskProcedure('dunning.read')
		.input(
			z.object({
				state: z.enum(LETTER_STATES).optional(),
				page: z.number().int().min(1).max(100_000).default(1)
			})
		)
		.query(({ ctx, input }) => lettersOf(ctx.unit, input)),
	page: deskProcedure('dunning.read')
		.input(ofLetter)
		.query(({ ctx, input }) => letterPage(ctx.unit, input.letterId)),
	/** Those that should have been posted by now. */
	late: deskProcedure('dunning.read').query(({ ctx }) => lateLetters(ctx.unit)),

	printFiles: deskProcedure('dunning.read').query(({ ctx }) => printFilesOf(ctx.unit)),
	printFile: deskProcedure('dunning.read')
		.input(ofFile)
		.query(({ ctx, input }) => readPrintFile(ctx.unit, input.printFileId)),
	/** Null when there is nothing new to print. */
	print: deskProcedure('dunning.run')
		.input(z.object({ runId: z.uuid(), sides: z.enum(SIDES) }))
		.mutation(({ ctx, input }) => makePrintFile(ctx.unit, input)),

	/** Of every run that waits. */
	printAll: deskProcedure('dunning.run')
		.input(z.object({ sides: z.enum(SIDES) }))
		.mutation(({ ctx, input }) => makePrintFiles(ctx.unit, input.sides)),

	/** How many left. */
	post: deskProcedure('dunning.run')
		.input(z.object({ letterIds: z.array(z.uuid()).max(MOST_AT_ONCE), on }))
		.mutation(({ ctx, input }) => postLetters(ctx.unit, { ...input, on: dayIn(input.on) })),
	postFile: deskProcedure('dunning.run')
		.input(ofFile.extend({ on }))
		.mutation(({ ctx, input }) => postPrintFile(ctx.unit, { ...input, on: dayIn(input.on) })),
	unpost: deskProcedure('dunning.run')
		.input(ofLetter)
		.mutation(({ ctx, input }) => unpostLetter(ctx.unit, input.letterId)),
	/** The post brought it back. */
	cameBack: deskProcedure('dunning.run')
		.input(said)
		.mutation(({ ctx, input }) => letterCameBack(ctx.unit, input)),
	notBack: deskProcedure('dunning.run')
		.input(said)
		.mutation(({ ctx, input }) => letterNotBack(ctx.unit, input)),
	/** To an address somebody corrected; what waits for a yes then. */
	writeAgain: deskProcedure('dunning.run')
		.input(ofLetter.extend({ address: z.string().max(1000) }))
		.mutation(({ ctx, input }) => writeAgain(ctx.unit, input)),
	/** From a provider who failed, to be printed here. */
	takeBack: deskProcedure('dunning.run')
		.input(ofLetter)
		.mutation(({ ctx, input }) => takeLetterBack(ctx.unit, input.letterId)),
	withhold: deskProcedure('dunning.run')
		.input(ofLetter.extend({ reason: z.string().trim().max(1000) }))
		.mutation(({ ctx, input }) => withholdLetter(ctx.unit, input)),

	track: deskProcedure('dunning.run')
		.input(ofLetter.extend({ trackingNumber: z.string().trim().max(LONGEST_TRACKING) }))
		.mutation(({ ctx, input }) => trackLetter(ctx.unit, input)),
	proof: deskProcedure('dunning.read')
		.input(ofLetter)
		.query(({ ctx, input }) => readProof(ctx.unit, input.letterId)),
	prove: deskUpload('dunning.run')
		.input(ofLetter.extend({ files: incomingFiles }))
		.mutation(async ({ ctx, input: { letterId, files } }) => {
			const [file, ...more] = await prepareFiles(files);
			if (!file) throw new AppError('required', {}, 'proof');
			if (more.length) throw new AppError('too_many_files', { max: '1' }, 'proof');
			return unitOfWork(ctx.scope, (unit) => proveLetter(unit, letterId, file));
		})
});

function dayIn(text: string): LocalDate {
	const day = parseLocalDate(text);
	if (!day) throw new AppError('date_invalid', {}, 'on');
	return day;
}
