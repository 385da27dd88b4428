import { type Segment, type Span, segmentsIn } from '@luodi/core/base';
import { memo, useMemo } from 'react';
import type { Mark } from './marks.ts';

interface Line {
  readonly no: number;
  readonly span: Span;
  readonly segments: readonly Segment<Mark>[];
}

/** 原文: the document line by line, everything that the ledger took from it marked, and what is chosen brought out. */
export function SourceText({
  text,
  marks,
  chosen,
  choose,
}: {
  readonly text: string;
  /** In rising order of their beginning. */
  readonly marks: readonly Mark[];
  readonly chosen: string | null;
  readonly choose: (of: string) => void;
}) {
  const lines = useMemo(() => linesOf(text, marks), [text, marks]);
  return (
    <div className="source" lang="zh-CN">
      {lines.map((line) => (
        <SourceLine
          key={line.no}
          line={line}
          text={text}
          chosen={
            line.segments.some(({ marks: over }) => over.some(({ of }) => of === chosen)) ? chosen : null
          }
          choose={choose}
        />
      ))}
    </div>
  );
}

const SourceLine = memo(function SourceLine({
  line: { no, segments },
  text,
  chosen,
  choose,
}: {
  readonly line: Line;
  readonly text: string;
  readonly chosen: string | null;
  readonly choose: (of: string) => void;
}) {
  return (
    <p className="source-line" id={`L${no}`}>
      <span className="source-no" aria-hidden="true">
        {no}
      </span>
      {segments.map(({ span, marks }) => {
        const words = text.slice(...span);
        const top = marks.at(-1);
        if (!top) return <span key={span[0]}>{words}</span>;
        const names = marks.map(({ kind }) => `k-${kind}`);
        const isChosen = marks.some(({ of }) => of === chosen);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list beside it does the same by keyboard.
          <mark
            key={span[0]}
            className={`${names.join(' ')}${isChosen ? ' chosen' : ''}`}
            onClick={() => choose(top.of)}
          >
            {words}
          </mark>
        );
      })}
    </p>
  );
});

/** Lines that have text, each with the marks that touch it. */
function linesOf(text: string, marks: readonly Mark[]): Line[] {
  const lines: Line[] = [];
  let next = 0;
  let open: Mark[] = [];
  for (let start = 0, no = 1; start <= text.length; no++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    open = open.filter(({ span }) => span[1] > start);
    const touching = [...open];
    while (next < marks.length && (marks[next] as Mark).span[0] < end) {
      const mark = marks[next++] as Mark;
      touching.push(mark);
      if (mark.span[1] > end) open.push(mark);
    }
    const span: Span = [start, end];
    if (text.slice(start, end).trim() !== '') lines.push({ no, span, segments: segmentsIn(span, touching) });
    start = end + 1;
  }
  return lines;
}
