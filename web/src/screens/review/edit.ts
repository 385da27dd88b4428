import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api, once, Problem } from '../../api.ts';
import type { paths } from '../../openapi.d.ts';
import { useWords } from '../../words/index.ts';

type Body = paths['/api/programmes/{programme}/edits']['post']['requestBody']['content']['application/json'];
export type Change = Body['changes'][number];

/** Changes the draft, all at once; what somebody else changed meanwhile is said, and nothing typed is lost. */
export function useEdit(programme: string, version: number) {
  const { say } = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({
      changes,
      reason,
    }: {
      readonly changes: readonly Change[];
      readonly reason: string;
    }) =>
      (
        await api.POST('/api/programmes/{programme}/edits', {
          params: { path: { programme }, header: once(version) },
          body: { changes: [...changes], reason },
        })
      ).data,
    onSuccess: async () => {
      message.success(say('saved'));
      await client.invalidateQueries();
    },
    onError: async (error) => {
      message.error(error instanceof Problem ? error.title : say('shell.offline'));
      await client.invalidateQueries();
    },
  });
}
