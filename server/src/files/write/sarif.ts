import { pointsOf, type Severity, type Span } from '@luodi/core/base';
import { gist, type Language } from '@luodi/core/message';
import type { Compiled, Finding } from '@luodi/core/task';

/** A document with the path under which its findings are to be shown. */
export interface Checked {
  readonly path: string;
  readonly compiled: Compiled;
}

export interface SarifRun {
  readonly version: string;
  readonly language: Language;
  /** Documents that could not be read: the run did not succeed, and says why. */
  readonly unread: readonly { readonly path: string; readonly code: string; readonly text: string }[];
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** Findings as SARIF 2.1.0 (OASIS). Regions count in UTF-16 code units of the text that was read. */
export function writeSarif(checked: readonly Checked[], { version, language, unread }: SarifRun): string {
  const rules = rulesOf(checked, language);
  const places = new Map(rules.map(({ id }, at) => [id, at]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'luodi', semanticVersion: version, language, rules } },
        columnKind: 'utf16CodeUnits',
        language,
        invocations: [
          {
            executionSuccessful: unread.length === 0,
            toolExecutionNotifications: unread.map(({ path, code, text }) => ({
              level: 'error',
              descriptor: { id: code },
              message: { text },
              locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
            })),
          },
        ],
        artifacts: checked.map(({ path }) => ({ location: { uri: uriOf(path) } })),
        results: checked.flatMap((document, index) => resultsOf(document, index, places)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rulesOf(checked: readonly Checked[], language: Language) {
  const severities = new Map<string, Severity>();
  for (const { compiled } of checked) {
    for (const { code, severity } of compiled.diagnostics) severities.set(code, severity);
  }
  return [...severities]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, severity]) => ({
      id,
      shortDescription: { text: gist(id, language) },
      defaultConfiguration: { level: LEVELS[severity] },
    }));
}

function resultsOf({ path, compiled }: Checked, index: number, rules: ReadonlyMap<string, number>) {
  const regionOf = regionsOf(compiled.source.text);
  const artifactLocation = { uri: uriOf(path), index };
  // A change can be made by a program only where the text read is the file itself.
  const changeable = compiled.source.format === 'txt' || compiled.source.format === 'md';
  return compiled.diagnostics.map(({ code, severity, message, span, fix }) => ({
    ruleId: code,
    ruleIndex: rules.get(code),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: { ...regionOf(span), snippet: { text: compiled.source.text.slice(...span) } },
        },
      },
    ],
    ...(fix && changeable && { fixes: [fixOf(fix, artifactLocation, regionOf)] }),
  }));
}

function fixOf(
  fix: NonNullable<Finding['fix']>,
  artifactLocation: { uri: string; index: number },
  regionOf: (span: Span) => object,
) {
  const replacement = { deletedRegion: regionOf(fix.span), insertedContent: { text: fix.text } };
  return { artifactChanges: [{ artifactLocation, replacements: [replacement] }] };
}

function regionsOf(text: string) {
  const pointOf = pointsOf(text);
  return (span: Span) => {
    const [start, end] = [pointOf(span[0]), pointOf(span[1])];
    return {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
      charOffset: span[0],
      charLength: span[1] - span[0],
    };
  };
}

/** A relative path as a URI reference; an absolute one as a file URI. */
function uriOf(path: string): string {
  const slashed = path === '-' ? 'stdin' : path.replaceAll('\\', '/');
  const encoded = slashed.split('/').map(encodeURIComponent).join('/');
  if (slashed.startsWith('/')) return `file://${encoded}`;
  if (/^[A-Za-z]:\//.test(slashed)) return `file:///${slashed[0]}:${encoded.slice(encoded.indexOf('/'))}`;
  return encoded.replace(/^(\.\/)+/, '');
}
