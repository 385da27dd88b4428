import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../../api.ts';
import { marksOf } from '../../components/marks.ts';
import { Page } from '../../components/page.tsx';
import { useAllPages, usePages } from '../../components/pages.tsx';
import { SourceText } from '../../components/source-text.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import type { Measure } from '../../shapes.ts';
import { useWords } from '../../words/index.ts';
import { ProgrammeForm } from './programme-form.tsx';
import { type Chosen, Queue } from './queue.tsx';
import { Tasks } from './tasks.tsx';

type Side = 'queue' | 'tasks' | 'programme';

/** 核对: the document on the left, on the right what is open and what it became; either side ties to the other. */
export function ReviewScreen() {
  const { say } = useWords();
  const { programme = '' } = useParams({ strict: false });
  const { chosen = null, side = 'queue' } = useSearch({ strict: false }) as { chosen?: string; side?: Side };
  const navigate = useNavigate();
  const go = (change: { chosen?: string | undefined; side?: Side }) =>
    navigate({ to: '.', search: (old: object) => ({ ...old, ...change }), replace: true } as never);
  const path = { params: { path: { programme } } };
  const head = useQuery({
    queryKey: ['programme', programme],
    queryFn: async () => (await api.GET('/api/programmes/{programme}', path)).data,
  });
  const document = useQuery({
    queryKey: ['document', programme],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await api.GET('/api/programmes/{programme}/document', path)).data,
  });
  const parts = useQuery({
    queryKey: ['parts', programme],
    queryFn: async () => (await api.GET('/api/programmes/{programme}/parts', path)).data,
  });
  const points = useQuery({
    queryKey: ['open-points', programme],
    queryFn: async () => (await api.GET('/api/programmes/{programme}/open-points', path)).data,
  });
  const measures = useWholeLedger(programme);
  const marks = useMemo(() => marksOf(parts.data?.items ?? [], measures.rows), [parts.data, measures.rows]);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (chosen === null || chosen === shown) return;
    setShown(chosen);
    globalThis.document.querySelector('.source .chosen')?.scrollIntoView({ block: 'center' });
  }, [chosen, shown]);
  if (head.isPending || document.isPending || parts.isPending || points.isPending) return <Loading />;
  const failed = [head, document, parts, points].find(({ isError }) => isError);
  if (failed || !head.data || !document.data || !parts.data || !points.data) {
    return <Failed error={failed?.error} again={() => failed?.refetch()} />;
  }
  const { may, version, title } = head.data;
  const choose = (of: string) => go({ chosen: of });
  const chosenThing: Chosen | null = chosen === null ? null : { id: chosen };
  return (
    <Page
      title={title}
      about={say('review.open', { count: points.data.points.length })}
      actions={
        <Segmented<Side>
          value={side}
          options={(['queue', 'tasks', 'programme'] as const).map((one) => ({
            value: one,
            label: say(`review.side.${one}`),
          }))}
          onChange={(one) => go({ side: one })}
        />
      }
    >
      {may.edit !== true && <Alert className="review-said" type="info" title={may.edit.sentence} />}
      <div className="review">
        {/* It scrolls by itself: the keyboard must reach it. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
        <section className="review-source" aria-label={say('nav.documents')} tabIndex={0}>
          <SourceText text={document.data.text} marks={marks} chosen={chosen} choose={choose} />
        </section>
        <section className="review-side" aria-label={say(`review.side.${side}`)}>
          {side === 'queue' && (
            <Queue
              programme={programme}
              version={version}
              points={points.data.points}
              measures={measures.rows}
              items={parts.data.items}
              chosen={chosenThing}
              choose={choose}
            />
          )}
          {side === 'tasks' && (
            <Tasks
              programme={programme}
              version={version}
              may={may.edit}
              items={parts.data.items}
              measures={measures.rows}
              chosen={chosen}
              choose={choose}
            />
          )}
          {side === 'programme' && <ProgrammeForm programme={head.data} />}
        </section>
      </div>
    </Page>
  );
}

/** All measures, page after page. */
function useWholeLedger(programme: string): { readonly rows: readonly Measure[] } {
  const { list, rows } = usePages(
    ['ledger', programme, {}],
    async (page) =>
      (
        await api.GET('/api/programmes/{programme}/ledger', {
          params: { path: { programme }, query: { limit: 200, ...page } },
        })
      ).data,
  );
  useAllPages(list);
  return { rows };
}
