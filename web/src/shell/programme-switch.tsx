import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { api } from '../api.ts';
import { paths } from '../paths.ts';
import { useWords } from '../words/index.ts';

/** Which programme the screens are about. */
export function ProgrammeSwitch({ programme }: { readonly programme: string | null }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const { data, isLoading } = useQuery({
    queryKey: ['programmes', 'switch'],
    queryFn: async () => (await api.GET('/api/programmes', { params: { query: { limit: 200 } } })).data,
  });
  if (!data || data.rows.length === 0) return null;
  return (
    <Select
      className="shell-programme"
      aria-label={say('shell.programme')}
      placeholder={say('shell.programme')}
      value={programme}
      loading={isLoading}
      showSearch={{ optionFilterProp: 'label' }}
      options={data.rows.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(id: string) => navigate({ to: paths.overview(id) })}
    />
  );
}
