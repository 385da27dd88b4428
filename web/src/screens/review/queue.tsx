import { Empty as EmptyList, Tag } from 'antd';
import { useEffect } from 'react';
import type { components } from '../../openapi.d.ts';
import type { Item, Measure } from '../../shapes.ts';
import { useWords } from '../../words/index.ts';
import { GroupForm } from './group-form.tsx';
import { MeasureForm } from './measure-form.tsx';

export type OpenPoint = components['schemas']['OpenPoint'];

export interface Chosen {
  readonly id: string;
}

/** 待补事项: what is still missing, one after the other; `j` and `k` go to the next and the last. */
export function Queue({
  programme,
  version,
  points,
  measures,
  items,
  chosen,
  choose,
}: {
  readonly programme: string;
  readonly version: number;
  readonly points: readonly OpenPoint[];
  readonly measures: readonly Measure[];
  readonly items: readonly Item[];
  readonly chosen: Chosen | null;
  readonly choose: (id: string) => void;
}) {
  const { say } = useWords();
  const things = [...new Set(points.map(({ id }) => id).filter((id) => id !== ''))];
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (target.closest('input, textarea, select, [role="combobox"]') || event.ctrlKey || event.metaKey)
        return;
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (by === 0) return;
      const at = things.indexOf(chosen?.id ?? '');
      const next = things[Math.min(Math.max(at + by, 0), things.length - 1)];
      if (next !== undefined) choose(next);
    };
    addEventListener('keydown', step);
    return () => removeEventListener('keydown', step);
  });
  if (points.length === 0) return <EmptyList description={say('review.complete')} />;
  return (
    <ol className="queue">
      {points.map((point) => {
        const isChosen = chosen?.id === point.id && point.id !== '';
        const measure = measures.find(({ id }) => id === point.id);
        const duty = items.flatMap(({ duties }) => duties).find(({ id }) => id === point.id);
        return (
          <li key={`${point.code} ${point.on} ${point.id}`} className={`sheet${isChosen ? ' chosen' : ''}`}>
            <button
              type="button"
              className="queue-open"
              aria-expanded={isChosen}
              onClick={() => choose(point.id)}
            >
              {point.item && <Tag>{say('item.no', { no: point.item.no })}</Tag>}
              {point.sentence}
            </button>
            {isChosen && measure && (
              <MeasureForm programme={programme} version={version} measure={measure} may={point.may} />
            )}
            {isChosen && duty?.group && (
              <GroupForm programme={programme} version={version} duty={duty} may={point.may} />
            )}
          </li>
        );
      })}
    </ol>
  );
}
