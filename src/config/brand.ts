import addressparser from 'nodemailer/lib/addressparser';

/** What WCAG 2.2 requires for text: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const MIN_CONTRAST = 4.5;

/** Whether white text can be read on a color, as `#` and six hexadecimal digits. */
export function isReadableUnderWhite(color: string): boolean {
  return 1.05 / (luminanceOf(color) + 0.05) >= MIN_CONTRAST;
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
    linear(Number.parseInt(color.slice(start, start + 2), 16)),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** The name of the sender of emails, or else the host of the front end. */
export function defaultBrandName(mailFrom: string, appUrl: string): string {
  return addressparser(mailFrom)[0]?.name || new URL(appUrl).hostname;
}
