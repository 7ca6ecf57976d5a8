import Papa from 'papaparse';

const LINE_END = '\r\n';

/**
 * Lines of a CSV file. What users and their devices say of themselves must not become a formula where the file is opened:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsv(rows: (string | null)[][]): string {
  return Papa.unparse(rows, { escapeFormulae: true, newline: LINE_END }) + LINE_END;
}
