/*
 * Writing HTML that holds texts of others.
 */

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const invisible = /[^\P{Cc}\t\n]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text of others in HTML, in running text or as an attribute: nothing in it is markup, and nothing turns the reading direction. */
export const escapeHtml = (text: string): string =>
  text.replace(invisible, '').replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
