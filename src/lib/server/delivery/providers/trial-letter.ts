/** One page that says what it is, as base64. */
export async function trialLetter(text: string): Promise<string> {
	const { PDFDocument, StandardFonts } = await import('pdf-lib');
	const document = await PDFDocument.create();
	const page = document.addPage([595.28, 841.89]);
	page.drawText(text, {
		x: 60,
		y: 600,
		size: 12,
		maxWidth: 475,
		font: await document.embedFont(StandardFonts.Helvetica)
	});
	return document.saveAsBase64();
}
