import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { api, once, Problem } from '../api.ts';
import { momentText } from '../components/moment.ts';
import { Page } from '../components/page.tsx';
import { PermittedButton } from '../components/permitted.tsx';
import { Failed, Loading } from '../components/state.tsx';
import { useWords } from '../words/index.ts';
import { SlipLines } from './dispatch.tsx';

/** 交办单: what one unit was given, as it is printed. */
export function SlipScreen() {
  const { say } = useWords();
  const { programme = '', no = '' } = useParams({ strict: false });
  const { message } = App.useApp();
  const client = useQueryClient();
  const path = { programme, no: Number(no) };
  const query = useQuery({
    queryKey: ['slip', programme, no],
    queryFn: async () => (await api.GET('/api/programmes/{programme}/slips/{no}', { params: { path } })).data,
  });
  const acknowledge = useMutation({
    mutationFn: async () =>
      (
        await api.POST('/api/programmes/{programme}/slips/{no}/acknowledge', {
          params: { path, header: once() },
        })
      ).data,
    onSuccess: async (answer) => {
      message.success(say('slip.acknowledged', { done: answer?.done ?? 0 }));
      await client.invalidateQueries();
    },
    onError: (error) => message.error(error instanceof Problem ? error.title : say('shell.offline')),
  });
  if (query.isPending) return <Loading />;
  if (query.isError || !query.data) return <Failed error={query.error} again={() => query.refetch()} />;
  const slip = query.data;
  return (
    <Page
      title={say('slip.title', { no: slip.no ?? 0 })}
      about={slip.unit.name}
      actions={
        <>
          <Button onClick={() => print()}>{say('print')}</Button>
          <PermittedButton
            may={slip.may.acknowledge}
            type="primary"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate()}
          >
            {say('slip.acknowledge')}
          </PermittedButton>
        </>
      }
    >
      <p className="soft">
        {slip.programme.title}　{slip.coordinator?.name}　{slip.dispatchedAt && momentText(slip.dispatchedAt)}
      </p>
      <SlipLines slip={slip} />
    </Page>
  );
}
