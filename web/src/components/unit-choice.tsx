import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api.ts';
import { useWords } from '../words/index.ts';

/** A unit of the directory, found by part of its name or by pinyin initials. */
export function UnitChoice({
  value,
  onChange,
}: {
  readonly value?: string;
  readonly onChange?: (id: string) => void;
}) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const { data, isFetching } = useQuery({
    queryKey: ['units', text],
    enabled: text !== '',
    queryFn: async () => (await api.GET('/api/units', { params: { query: { text, limit: 20 } } })).data,
  });
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped }}
      aria-label={say('unit.choose')}
      placeholder={say('unit.choose')}
      notFoundContent={text === '' ? say('unit.type') : say('unit.none')}
      loading={isFetching}
      value={value ?? null}
      options={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onChange?.(id as string)}
    />
  );
}
