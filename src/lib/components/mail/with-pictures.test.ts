import { expect, test } from 'vitest';
import { withPictures } from './with-pictures';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xfb, 0xef]);

test('a page shows every picture that travels beside the letter: logo, photos, square code', () => {
	const html = [
		'<img src="cid:logo@entendu" data-picture="iVBORw0-_w" alt="Dupont" />',
		`<img src="cid:photo-1@entendu" data-photo="${JPEG.toString('base64url')}" alt="Photo 1" width="160" />`,
		`<img src="cid:photo-2@entendu" data-photo="${JPEG.toString('base64url')}" alt="Photo 2" />`,
		`<img src="cid:transfer@entendu" alt="" data-code="${Buffer.from('BCD').toString('base64url')}" />`
	].join('');
	const shown = withPictures(html);
	expect(shown).not.toContain('cid:');
	expect(shown.split(`src="data:image/jpeg;base64,${JPEG.toString('base64')}"`)).toHaveLength(3);
	expect(shown).toContain('src="data:image/png;base64,iVBORw0+/w"');
	expect(shown).toContain('src="data:image/svg+xml,');
});
