import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import { useWords } from '../words/index.ts';

/** One page of a list, as the server gives it. */
interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A list that is read page after page. `read` is given what names the next page, to be put into the query. */
export function usePages<Row>(
  key: readonly unknown[],
  read: (page: { readonly cursor?: string }) => Promise<Page<Row> | undefined>,
) {
  const list = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: async ({ pageParam }) =>
      (await read(pageParam === '' ? {} : { cursor: pageParam })) ?? { rows: [], next: null },
    getNextPageParam: ({ next }) => next,
  });
  const { data } = list;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  return { list, rows };
}

type List = Pick<ReturnType<typeof usePages>['list'], 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/** Reads on until the end: for what is shown as a whole. */
export function useAllPages({ hasNextPage, isFetchingNextPage, fetchNextPage }: List): void {
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
}

/** Below a list that goes on. */
export function More({ list }: { readonly list: List }) {
  const { say } = useWords();
  if (!list.hasNextPage) return null;
  return (
    <Button className="more" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
      {say('list.more')}
    </Button>
  );
}
