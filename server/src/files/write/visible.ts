/**
 * Text of a document or a file name as it may be sent to a terminal: control characters stand as their symbols
 * (ESC is ␛), so that no text can move the cursor, change the title or hide what follows. `\n` and `\t` stay only
 * where `lines` says so.
 */
export function visible(text: string, lines: 'one line' | 'lines' = 'one line'): string {
  return text.replace(UNSAFE, (found) => {
    if (lines === 'lines' && (found === '\n' || found === '\t')) return found;
    const code = found.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** The same for JSON: what a terminal could act on is written as an escape, so that the value stays the same. */
export function visibleJson(json: string): string {
  return json.replace(UNSAFE, (found) =>
    found === '\n' ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// C0, DEL, C1, line separators, and the marks that turn the direction of writing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
