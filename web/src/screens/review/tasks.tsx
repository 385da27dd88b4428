import { Tag } from 'antd';
import type { May } from '../../components/permitted.tsx';
import type { Item, Measure } from '../../shapes.ts';
import { useWords } from '../../words/index.ts';
import { MeasureForm } from './measure-form.tsx';

/** 任务举措: what the document became, task by task. */
export function Tasks({
  programme,
  version,
  may,
  items,
  measures,
  chosen,
  choose,
}: {
  readonly programme: string;
  readonly version: number;
  readonly may: May;
  readonly items: readonly Item[];
  readonly measures: readonly Measure[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}) {
  const { say } = useWords();
  return (
    <ol className="queue">
      {items.map((item) => (
        <li key={item.id} className="sheet">
          <h2 className="task-title">
            {item.no}. {item.title}
          </h2>
          <ul className="task-duties">
            {item.duties.map(({ id, role, unit, group, name }) => (
              <li key={id}>
                <button
                  type="button"
                  className={`chip${chosen === id ? ' chosen' : ''}`}
                  onClick={() => choose(id)}
                >
                  <Tag>{say(`role.${role}`)}</Tag>
                  {unit?.name ?? name}
                  {group && group.members === null && <b className="late"> {say('group.open')}</b>}
                  {group?.members && ` (${group.members.length})`}
                </button>
              </li>
            ))}
          </ul>
          <ol className="task-measures">
            {measures
              .filter((measure) => measure.item.id === item.id)
              .map((measure) => (
                <li key={measure.id} className={chosen === measure.id ? 'chosen' : ''}>
                  <button
                    type="button"
                    className="queue-open"
                    aria-expanded={chosen === measure.id}
                    onClick={() => choose(measure.id)}
                  >
                    {measure.text}
                  </button>
                  {chosen === measure.id && (
                    <MeasureForm programme={programme} version={version} measure={measure} may={may} />
                  )}
                </li>
              ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
